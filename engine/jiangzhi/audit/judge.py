"""From what an inquiry found to one claim for each thing: what was not looked at is not claimed,
and nothing is called as the original without an original that bears it out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from jiangzhi.audit.claims import NOTHING, Claim, Subject, Verdict, weakest
from jiangzhi.audit.inquiry import Inquiry
from jiangzhi.evaluate.model import Outcome
from jiangzhi.record.about import about_from
from jiangzhi.record.manifest import (
    BOOK,
    MANIFEST,
    POLICY,
    REPORT,
    TRACE,
    engine_version,
    libraries,
    outputs_of,
)

_SEEN = ("见上面列出的", "see the list above")
_MISSING = ("没有这个文件", "there is no such file")
_RESTS_ON = ("它所依据的不符", "what it rests on differs")
_UNREAD = ("前面有不能读的,没有查到这里", "what comes before cannot be read")


def claims_of(
    inquiry: Inquiry, *, given: Sequence[Claim], last_year: Sequence[Claim], company: bool
) -> list[Claim]:
    """The claims of a run's folder: policy, inputs, what was given by hand, last year's run with
    those before it, values, outputs and manifest.

    ``given`` and ``last_year`` were established apart; ``company`` says that files are missing,
    foreign or elsewhere, or the folder has another run's name. Values and outputs are as well
    established as the weakest thing that they come from.
    """
    before = [_policy(inquiry), *_inputs(inquiry)]
    if inquiry.recorded is not None and not given:
        before.append(_nothing_given(before))
    before += [*given, *last_year]
    origin = weakest(claim.verdict for claim in before)
    values = _following(inquiry, Subject.VALUES, "", origin)
    outputs = [
        _output(inquiry, name, weakest([origin, values.verdict]))
        for name in (BOOK, REPORT, TRACE)
        if name in outputs_of(about_from(inquiry.data.get("about", {})))
    ]
    found = [*before, values, *outputs, _manifest(inquiry, origin)]
    if company:
        found.append(Claim(Subject.FOLDER, inquiry.folder.name, Verdict.DIFFERS, *_SEEN))
    return found


def _policy(inquiry: Inquiry) -> Claim:
    thing = (Subject.POLICY, POLICY)
    if not (inquiry.folder / POLICY).is_file():
        return Claim(*thing, Verdict.DIFFERS, *_MISSING)
    if thing in inquiry.against:
        return Claim(*thing, Verdict.DIFFERS, *_SEEN)
    if thing not in inquiry.reached:
        return Claim(*thing, Verdict.NOT_CHECKED, *_UNREAD)
    if inquiry.originals.policy:
        return Claim(*thing, Verdict.AS_ORIGINAL)
    return Claim(
        *thing, Verdict.CONSISTENT, "没有给出办法的原件", "the policy itself was not given"
    )


def _inputs(inquiry: Inquiry) -> Iterator[Claim]:
    originals = inquiry.originals
    for name in inquiry.data["workbooks"]:
        thing = (Subject.INPUT, name)
        if thing in inquiry.against:
            yield Claim(*thing, Verdict.DIFFERS, *_SEEN)
        elif thing not in inquiry.reached:
            yield Claim(*thing, Verdict.NOT_CHECKED, *_UNREAD)
        elif name in inquiry.same_data:
            zh = "数据逐格相符,文件却不是当时那一份(哈希不同)"
            en = "every cell agrees, but it is not the file that was read (another hash)"
            yield Claim(*thing, Verdict.CONSISTENT, zh, en)
        elif name in originals.same and originals.facts is not None:
            yield Claim(*thing, Verdict.AS_ORIGINAL)
        elif name in originals.same:
            zh = "文件是那一份;工作簿没有给齐,格子没有对照"
            en = "it is the file; not all workbooks were given, so no cell was compared"
            yield Claim(*thing, Verdict.CONSISTENT, zh, en)
        else:
            zh, en = "没有给出原来的工作簿", "the workbook itself was not given"
            yield Claim(*thing, Verdict.CONSISTENT, zh, en)
    if not inquiry.data["workbooks"]:
        zh, en = "不是从文件读的,没有原件可对", "not read from files: there is no original"
        yield Claim(Subject.INPUT, "", Verdict.CONSISTENT, zh, en)


def _nothing_given(before: Sequence[Claim]) -> Claim:
    verdict = weakest(claim.verdict for claim in before)
    if verdict is Verdict.DIFFERS:
        verdict = Verdict.NOT_CHECKED
    if verdict is Verdict.NOT_CHECKED:
        return Claim(Subject.GIVEN, NOTHING, verdict, *_RESTS_ON)
    zh, en = "全部读自办法和工作簿", "all is read from policy and workbooks"
    return Claim(Subject.GIVEN, NOTHING, verdict, zh, en)


def _following(inquiry: Inquiry, subject: Subject, name: str, origin: Verdict) -> Claim:
    if (subject, name) in inquiry.against:
        return Claim(subject, name, Verdict.DIFFERS, *_SEEN)
    if (subject, name) not in inquiry.reached:
        return Claim(subject, name, Verdict.NOT_CHECKED, *_UNREAD)
    if origin is Verdict.AS_ORIGINAL:
        return Claim(subject, name, origin)
    if origin is Verdict.DIFFERS:
        return Claim(subject, name, Verdict.NOT_CHECKED, *_RESTS_ON)
    zh, en = "由上面这些重算相符", "recomputed from the above, and as recorded"
    return Claim(subject, name, Verdict.CONSISTENT, zh, en)


def _output(inquiry: Inquiry, name: str, origin: Verdict) -> Claim:
    if not (inquiry.folder / name).is_file():
        return Claim(Subject.OUTPUT, name, Verdict.DIFFERS, *_MISSING)
    if (Subject.OUTPUT, name) not in inquiry.against and name in inquiry.unjudged:
        zh = "由别的版本写出,与这里写出的不同,这里不能判断"
        en = "another version wrote it, not as it is written here: this cannot be judged"
        return Claim(Subject.OUTPUT, name, Verdict.NOT_CHECKED, zh, en)
    return _following(inquiry, Subject.OUTPUT, name, origin)


def _manifest(inquiry: Inquiry, origin: Verdict) -> Claim:
    found = _following(inquiry, Subject.MANIFEST, MANIFEST, origin)
    said = _said_of_itself(inquiry.data, inquiry.recorded)
    if found.verdict is not Verdict.AS_ORIGINAL or not said:
        return found
    zh = "、".join(one for one, _ in said) + "只是它自己说的"
    en = ", ".join(one for _, one in said) + ": only its own word"
    return Claim(Subject.MANIFEST, MANIFEST, Verdict.CONSISTENT, zh, en)


def _said_of_itself(data: Mapping[str, object], recorded: Outcome | None) -> list[tuple[str, str]]:
    """What stands in the manifest and nothing recomputes."""
    said = []
    if data["engine"] != engine_version():
        said.append((f"引擎版本 {data['engine']}", f"engine {data['engine']}"))
    if data["libraries"] != libraries():
        said.append(("程序库的版本", "the versions of libraries"))
    agreement = data["agreement"]
    towns = 0 if recorded is None else len(recorded.facts.levels[recorded.plan.subject].keys)
    if not isinstance(agreement, dict) or agreement.get("compared") != towns:
        said.append(("运行时两套算法有没有核对", "whether two evaluators were compared"))
    return said
