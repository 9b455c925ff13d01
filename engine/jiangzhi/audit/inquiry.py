"""The steps of a verification that need the policy's plan, and what each of them finds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from jiangzhi.audit import problems
from jiangzhi.audit.chain import Chain
from jiangzhi.audit.claims import Subject
from jiangzhi.audit.expected import chain_again, follows, manifest_again
from jiangzhi.audit.finding import Finding
from jiangzhi.audit.originals import Originals, read_originals
from jiangzhi.audit.recompute import Evaluate
from jiangzhi.audit.restored import Restored, restore_trace
from jiangzhi.audit.root import Root, Thing, file_of, is_of, thing_of
from jiangzhi.audit.stored import read_stored
from jiangzhi.audit.texts import misfits
from jiangzhi.audit.unlike_facts import unlike_originals
from jiangzhi.audit.values import Differing, find_differing, leaves, told
from jiangzhi.audit.written import Judged, Written, compare_outputs
from jiangzhi.diagnostic import CellPlace, Diagnostic, FilePlace, Refused
from jiangzhi.evaluate.model import Outcome
from jiangzhi.record.manifest import (
    BOOK,
    LAST_SEALED,
    MANIFEST,
    OUTPUTS,
    POLICY,
    TRACE,
    column_digests,
)
from jiangzhi.record.open_run import part_of, plan_from, read_policy, readable
from jiangzhi.record.problems import MISSING_PART
from jiangzhi.record.trace.plain import diagnostic_from
from jiangzhi.record.trace.write import trace_table

#: So many cells that an original has otherwise are told.
_MOST_CELLS = 50
#: Parts of ``run.json`` that are told by the trace and the chain themselves.
_TOLD_ELSEWHERE = ("columns", "outputs", "libraries", "engine", "chain")


@dataclass(slots=True)
class Inquiry:
    """What is known so far of a run folder. ``blame`` is an alteration because of which what is
    recomputed need not be what was recorded: while there is one, differences in parts whose own
    hash holds are its consequences. ``printed`` is an alteration of ``run.json``, which the
    outputs print parts of. ``breaks`` are values that do not follow from what they rest on.

    ``against`` are the things that something speaks against, ``reached`` those that were looked
    at, ``unjudged`` the outputs that could not be compared: no claim is made without being in
    ``reached`` and none against ``against``.
    """

    folder: Path
    data: Mapping[str, Any]
    chain: Chain
    altered: Sequence[str]
    files: dict[str, Root] = field(default_factory=dict)
    found: list[Root] = field(default_factory=list)
    blame: Root | None = None
    printed: Root | None = None
    breaks: list[Root] = field(default_factory=list)
    originals: Originals = field(default_factory=Originals)
    recorded: Outcome | None = None
    against: set[Thing] = field(default_factory=set)
    reached: set[Thing] = field(default_factory=set)
    unjudged: set[str] = field(default_factory=set)
    same_data: set[str] = field(default_factory=set)

    def run(self, evaluate: Evaluate | None, originals: Sequence[Path]) -> None:
        """Ask everything. What cannot be read ends the inquiry and is found itself."""
        named = [Root(one) for one in self.chain.found]
        self.found = [*(Root(one) for one in self.chain.form), *named]
        if self.found:
            self.against.add((Subject.MANIFEST, MANIFEST))
        for name in self.altered:
            place = FilePlace(str(self.folder / name))
            self.files[name] = Root(problems.FILE_ALTERED.at(place, file=name))
            self.against.add(thing_of(name))
        of_policy = next((one for one in named if is_of(one, "policy")), None)
        if of_policy is not None:
            self.against.add((Subject.POLICY, POLICY))
        for name in self.data["workbooks"]:
            if any(is_of(one, "workbooks") for one in named):
                self.against.add((Subject.INPUT, name))
        self.blame = self.files.get(POLICY) or of_policy
        self.printed = next(iter(named), None)
        try:
            self._recompute(evaluate, originals)
        except Refused as refused:
            root = next((self.files[name] for name in (POLICY, TRACE) if name in self.files), None)
            unread = [one for one in refused.diagnostics if one.code != MISSING_PART.code]
            if root is not None:
                root.details.extend(unread)
            else:
                self.found.extend(Root(one) for one in unread)
                self.against.update(thing_of(file_of(one)) for one in unread)

    def findings(self) -> list[Finding]:
        """All alterations: those of ``run.json`` first, then those of the files, in order."""
        files = [self.files[name] for name in OUTPUTS if name in self.files]
        return [
            Finding(one.diagnostic, tuple(one.details), tuple(one.consequences))
            for one in [*self.found, *files]
        ]

    def _recompute(self, evaluate: Evaluate | None, paths: Sequence[Path]) -> None:
        text = read_policy(self.folder)
        with readable(self.folder / (POLICY if POLICY in self.files else MANIFEST)):
            plan = plan_from(text, self.data)
        self.reached.add((Subject.POLICY, POLICY))
        trace, book = part_of(self.folder, TRACE), self.folder / BOOK
        with readable(trace):
            stored = read_stored(trace, plan)
        self.originals = read_originals(self.data, paths, text=text, recorded=stored.outcome)
        with readable(trace):
            restored = restore_trace(
                stored,
                self.chain.vouched,
                original=self.originals.facts,
                book=book if book.is_file() and BOOK not in self.files else None,
                evaluate=evaluate,
            )
            before = self.recorded = restored.before
            again = replace(restored.again, facts=before.facts, evaluator=before.evaluator)
            self._tell_trace(restored)
            self._tell_originals(before)
            self._tell_texts(before)
            differing = find_differing(before, again)
            self._tell_values(before, again, differing)
            columns = column_digests(trace_table(before))
        with readable(self.folder / MANIFEST):
            self._tell_manifest(text, before, again, columns)
            notes = [diagnostic_from(one) for one in self.data["results"]["diagnostics"]]
        with readable(trace):
            written = compare_outputs(
                self.folder, self.data, recorded=before if differing.rows else None, again=again,
                stored=None if restored.places else stored, notes=notes,
            )  # fmt: skip
        for one in written:
            self._tell_output(one)

    def _tell_trace(self, restored: Restored) -> None:
        places = restored.places
        self.reached.update((Subject.INPUT, name) for name in self.data["workbooks"])
        self.reached.add((Subject.VALUES, ""))
        if places:
            self.against.update(((Subject.VALUES, ""), thing_of(TRACE)))
        if restored.touches_inputs:
            self.against.update((Subject.INPUT, name) for name in self.data["workbooks"])
        if restored.touches_last_year:
            self.against.add((Subject.PRIOR, ""))
        if TRACE in self.files:
            self.files[TRACE].details.extend(places)
            if not restored.is_whole:
                self.blame = self.blame or self.files[TRACE]
        elif self.blame is not None:
            self.blame.consequences.extend(places)
        elif places:
            place = FilePlace(str(self.folder / TRACE))
            self.found.append(Root(problems.OUTPUT_DIFFERS.at(place, file=TRACE), list(places)))

    def _tell_originals(self, before: Outcome) -> None:
        originals = self.originals
        cells: list[Diagnostic] = []
        if originals.facts is not None:
            cells = list(unlike_originals(before, originals.facts))
        for cell in cells:
            file = cell.place.file if isinstance(cell.place, CellPlace) else None
            self.against.update(
                (Subject.INPUT, name)
                for name in self.data["workbooks"]
                if file is None or file not in self.data["workbooks"] or file == name
            )
        cells = cells[:_MOST_CELLS]
        unread = originals.unread
        for other in originals.strangers:
            root = Root(other.diagnostic, [*other.where])
            if not other.where:
                root.details.extend([*cells, *unread[1:]])
                cells, unread = [], []
            thing = (Subject.INPUT, other.name) if other.name else (Subject.POLICY, POLICY)
            if not root.details and originals.facts is not None:
                file = other.diagnostic.said("file")
                root.diagnostic = problems.SAME_DATA.at(other.diagnostic.place, file=file)
                self.same_data.add(other.name)
            else:
                self.against.add(thing)
            self.found.append(root)
        if unread:
            self.found.append(Root(unread[0], list(unread[1:])))
            self.against.update((Subject.INPUT, name) for name in self.data["workbooks"])
        self.found.extend(Root(one) for one in cells)

    def _tell_texts(self, before: Outcome) -> None:
        """Texts of cells that do not give the value beside them."""
        for one in misfits(before):
            files = [name for name in one.files if name in self.data["workbooks"]]
            self.against.update((Subject.INPUT, name) for name in files or self.data["workbooks"])
            self.against.add((Subject.VALUES, ""))
            if self.blame is not None:
                self.blame.consequences.append(one.diagnostic)
            else:
                self.found.append(Root(one.diagnostic))

    def _tell_values(self, before: Outcome, again: Outcome, differing: Differing) -> None:
        """Values that do not follow from what they rest on, and under the first such step those
        that follow from it."""
        path = self.folder / TRACE
        if differing.rows:
            self.against.add((Subject.VALUES, ""))
        if self.blame is not None:
            self.blame.consequences.extend(told(path, before, again, differing.rows))
            return
        self.breaks = [Root(one) for one in told(path, before, again, differing.breaks)]
        self.found.extend(self.breaks)
        follow = told(path, before, again, differing.follow)
        if self.breaks:
            self.breaks[0].consequences.extend(follow)
        else:
            self.found.extend(Root(one) for one in follow)

    def _tell_manifest(
        self, text: str, before: Outcome, again: Outcome, columns: Mapping[str, str]
    ) -> None:
        """Parts of ``run.json`` that are recomputed otherwise."""
        place = FilePlace(str(self.folder / MANIFEST))
        self.reached.add((Subject.MANIFEST, MANIFEST))
        whole = manifest_again(self.data, text=text, outcome=again, columns=columns)
        for part in sorted({*whole, *self.data} - set(_TOLD_ELSEWHERE)):
            unlike = list(leaves(self.data.get(part), whole.get(part), (part,)))
            if not unlike:
                continue
            details = [
                problems.VALUE_DIFFERS.at(
                    place,
                    town=MANIFEST,
                    quantity=".".join(map(str, where)),
                    recorded=was,
                    recomputed=now,
                )
                for where, was, now in unlike
            ]
            if part == LAST_SEALED and self.breaks and follows(self.data, before):
                self.breaks[0].consequences.extend(details)
            else:
                self._tell_part(part, details)
        for part in chain_again(self.data, before, columns):
            self._tell_part(part, [])

    def _tell_part(self, part: str, details: list[Diagnostic]) -> None:
        place = FilePlace(str(self.folder / MANIFEST))
        quoted = f"“{part}”"
        self.against.add((Subject.MANIFEST, MANIFEST))
        if part == "policy":
            self.against.add((Subject.POLICY, POLICY))
        if part == "workbooks":
            self.against.update((Subject.INPUT, name) for name in self.data["workbooks"])
        own = next((one for one in self.found if quoted in one.diagnostic.said("what")), None)
        if own is not None:
            own.details.extend(details)
            return
        what, what_en = f"“{part}”与重算的不符", f"“{part}” is recomputed otherwise"
        altered = problems.MANIFEST_ALTERED.at(place, what=what, what_en=what_en)
        if self.blame is not None and part in self.chain.vouched:
            self.blame.consequences.extend(details or [altered])
        else:
            self.found.append(Root(altered, details))

    def _tell_output(self, written: Written) -> None:
        """An output that is not as it is written anew: altered itself, or different only because
        of something else that was."""
        self.reached.add(thing_of(written.name))
        if written.judged is Judged.SAME:
            if written.diagnostic is not None:
                self.found.append(Root(written.diagnostic))
            return
        if written.judged is Judged.NOT:
            self.unjudged.add(written.name)
        else:
            self.against.add(thing_of(written.name))
        assert written.diagnostic is not None
        root = self.blame or self.printed
        if written.explained:
            root = root or next(iter(self.breaks), None)
        if written.name in self.files:
            self.files[written.name].details.extend(written.places)
        elif root is not None:
            root.consequences.append(written.diagnostic)
        else:
            self.found.append(Root(written.diagnostic, list(written.places)))
