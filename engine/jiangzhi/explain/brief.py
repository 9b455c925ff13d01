"""A value in three sentences that can be pasted into a reply: what it is and by which article,
the reason that decided, and what the pool made of it."""

from __future__ import annotations

from collections.abc import Iterator

from jiangzhi.explain.model import Derivation
from jiangzhi.words import Language, Words

_HOLDS = ("  成立", "  不成立", "  holds", "  does not hold")
_MOST_REASONS = 3


def brief(derivation: Derivation, lang: Language = "zh") -> str:
    """The paragraph. A value of nothing is told by the condition that failed, never as paid in
    full."""
    return "".join(words.of(lang) for words in _sentences(derivation))


def _sentences(node: Derivation) -> Iterator[Words]:
    who = "/".join(node.entity)
    whose, whose_en = (f"{who}的", f" of {who}") if who else ("", "")
    cited = node.cite.heading
    if node.state != "known":
        reasons = [line.text for one in _near(node) for line in one.lines if line.kind == "reason"]
        why = "、".join(dict.fromkeys(reasons[:_MOST_REASONS]))
        yield Words(
            f"{whose}{node.title}还不能定,依据是“{cited}”。",
            f"{node.title}{whose_en} is open “{cited}”. ",
        )
        if why:
            yield Words(f"原因:{why}。", f"Reason: {why}.")
        return
    yield Words(
        f"{whose}{node.title}为 {node.shown},依据是“{cited}”。",
        f"{node.title}{whose_en} is {node.shown} by “{cited}”. ",
    )
    shares = [line.text for line in node.lines if line.kind == "share"]
    decided = _deciding(node)
    nothing = _is_nothing(node)
    if nothing and not (decided is not None and not _is_nothing(decided)):
        failed = _texts(decided, "fails") if decided is not None else []
        if failed:
            where = decided.cite.heading if decided is not None else cited
            yield Words(
                f"没有达到“{where}”的条件:{'、'.join(failed)}。",
                f"A condition of “{where}” does not hold: {', '.join(failed)}. ",
            )
            yield Words(
                "因此应得为零,不参加分配。" if shares else "因此为零。", "So it is nothing."
            )
            return
        numbers = _texts(decided or node, "numbers")
        if numbers:
            yield Words(f"算式:{_plain(numbers[0])}。", f"Arithmetic: {_plain(numbers[0])}.")
        return
    told = decided or node
    holds = _texts(told, "holds")
    numbers = _texts(told, "numbers")
    if holds:
        yield Words(f"符合条件:{'、'.join(holds[:_MOST_REASONS])}", f"As {', '.join(holds[:3])}")
        yield Words(";", "; ") if numbers else Words("。", ". ")
    if numbers:
        yield Words(
            f"{told.title} = {_plain(numbers[0])}。", f"{told.title} = {_plain(numbers[0])}. "
        )
    if shares:
        yield Words(f"{shares[0]}。", f"{shares[0]}.")


def _plain(numbers: str) -> str:
    return numbers.removeprefix("= ")


def _deciding(node: Derivation) -> Derivation | None:
    """The node whose rule decided: of a share of a pool, the claim it rests on."""
    for one in _near(node):
        if any(line.kind in ("case", "holds", "fails") for line in one.lines):
            return one
    return None


def _near(node: Derivation) -> Iterator[Derivation]:
    yield node
    if any(line.kind == "share" for line in node.lines) or node.state != "known":
        yield from node.needs


def _texts(node: Derivation, kind: str) -> list[str]:
    found = []
    for line in node.lines:
        if line.kind == kind:
            text = line.text
            for end in _HOLDS:
                text = text.removesuffix(end)
            found.append(text.partition(": ")[2] or text if kind == "fails" else text)
    return found


def _is_nothing(node: Derivation) -> bool:
    """Whether the value is exactly nothing."""
    return node.exact is not None and set(node.exact) <= set("0.-")
