"""What someone could do to a run folder, from a slip of an editor to a careful forgery."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from jiangzhi.audit.verify import verify_run
from jiangzhi.diagnostic import Severity
from jiangzhi.document.read import read_document
from jiangzhi.evaluate.exact.plan import evaluate_exactly
from jiangzhi.plan.make import make_plan
from jiangzhi.policy.resolve import resolve_policy
from jiangzhi.publish.run_folder import summary_with_notes, write_outputs
from jiangzhi.record.about import about_from, run_name
from jiangzhi.record.manifest import (
    OUTPUTS,
    REPORT,
    all_given,
    canonical,
    chain_parts,
    chained,
    column_digests,
    file_sha256,
    output_parts,
    plan_digest,
)
from jiangzhi.record.open_run import sealed_manifest
from jiangzhi.record.trace.parquet import read_table
from jiangzhi.record.trace.plain import diagnostic_from
from jiangzhi.record.trace.read import read_trace
from jiangzhi.record.trace.write import write_trace

Change = Callable[[dict[str, Any]], object]


def nothing(_data: dict[str, Any]) -> None:
    """No change."""


def edit_manifest(folder: Path, change: Change) -> dict[str, Any]:
    """Change ``run.json`` and keep its one form, its hashes untouched."""
    path = folder / "run.json"
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    change(data)
    path.write_text(canonical(data) + "\n", encoding="utf-8", newline="")
    return data


def reseal(folder: Path, change: Change = nothing, *, columns: bool = False) -> Path:
    """After an alteration, put all hashes, the whole chain and the name right again; with
    ``columns`` also the hash of every column. Returns the folder by its new name."""

    def mend(data: dict[str, Any]) -> None:
        change(data)
        data["outputs"] = {name: file_sha256(folder / name) for name in OUTPUTS}
        old = {part: sha256 for part, sha256, _ in data["chain"]}
        order = {
            part.removeprefix("column "): old[part] for part in old if part.startswith("column ")
        }
        if columns:
            order = column_digests(read_table(folder / "trace.parquet"))
            data["columns"] = order
        parts = chain_parts(
            policy=data["policy"], files=data["workbooks"], given={}, prior=data.get("prior"),
            engine=data["engine"], plan=old["plan"], agreement=data["agreement"],
            columns={name: data["columns"][name] for name in order}, results=data["results"],
            about=data.get("about"),
        )  # fmt: skip
        parts = [(part, old[part] if part == "given" else sha256) for part, sha256 in parts]
        links = chained(parts)
        about = data.get("about", {})
        data["run"] = run_name(data["policy"]["name"], links[-1].link, about_from(about))
        links += chained(output_parts(data["libraries"], data["outputs"]), links[-1].link)
        data["chain"] = [[link.part, link.sha256, link.link] for link in links]

    data = edit_manifest(folder, mend)
    return folder.rename(folder.with_name(data["run"]))


def edit_trace(
    folder: Path, edit: Callable[[pa.Table], pa.Table], *, keep_metadata: bool = True
) -> None:
    """Write the trace anew from its changed table."""
    path = folder / "trace.parquet"
    table = read_table(path)
    changed = edit(table)
    if keep_metadata:
        changed = changed.replace_schema_metadata(table.schema.metadata)
    pq.write_table(changed, path)


def with_value(table: pa.Table, name: str, row: int, change: Callable[[Any], Any]) -> pa.Table:
    """A table with one value of a column changed."""
    at = table.column_names.index(name)
    values = table.column(name).to_pylist()
    values[row] = change(values[row])
    field = table.schema.field(name)
    kind = field.type
    if pa.types.is_dictionary(kind):
        column = pa.array(values, type=kind.value_type).cast(kind)
    else:
        column = pa.array(values, type=kind)
    return table.set_column(at, field, column)


def alter_value(
    folder: Path, name: str, row: int | None = None, change: Callable[[Any], Any] | None = None
) -> None:
    """Alter one value of a column: the first that there is, unless a row is named."""

    def edit(table: pa.Table) -> pa.Table:
        values = table.column(name).to_pylist()
        known = (at for at, value in enumerate(values) if value is not None)
        at = next(known, 0) if row is None else row
        kind = table.schema.field(name).type
        return with_value(table, name, at, change or (lambda value: other(value, kind)))

    edit_trace(folder, edit)


def recomputed(folder: Path) -> Path:
    """The forger who lets the engine itself work: the run of altered inputs, sealed throughout,
    under the true workbook's name and hash."""
    data = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    text = (folder / "policy.md").read_text(encoding="utf-8")
    plan = make_plan(resolve_policy(read_document(text, file=data["policy"]["file"])))
    recorded = read_trace(folder / "trace.parquet", plan)
    again = evaluate_exactly(plan, recorded.facts)
    write_trace(replace(again, evaluator=recorded.evaluator), folder / "trace.parquet")
    return as_author(folder)


def other(value: Any, kind: pa.DataType) -> Any:
    """Another value of the same column type; something for nothing."""
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    if pa.types.is_struct(kind):
        return {
            **(value or {"denominator": 7}),
            "numerator": (value or {"numerator": 0})["numerator"] + 1,
        }
    if pa.types.is_decimal(kind):
        return (value or Decimal(0)) + Decimal(1).scaleb(-kind.scale)
    if pa.types.is_boolean(kind):
        return not value
    if pa.types.is_integer(kind):
        return (value or 0) + 1
    if pa.types.is_date(kind):
        return value + timedelta(days=1)
    return f"{value or ''}改"


def as_author(folder: Path, *, results: bool = True) -> Path:
    """The careful forger: outputs and results written anew from the altered trace or policy, then
    everything sealed, as if it had been another run."""
    path = folder / "run.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    text = (folder / "policy.md").read_text(encoding="utf-8")
    plan = make_plan(resolve_policy(read_document(text, file=data["policy"]["file"])))
    outcome = read_trace(folder / "trace.parquet", plan)
    notes = [diagnostic_from(one) for one in data["results"]["diagnostics"]]

    def change(data: dict[str, Any]) -> None:
        data["policy"]["sha256"] = file_sha256(folder / "policy.md")
        if results:
            data["results"] = summary_with_notes(outcome, notes)
        data["columns"] = column_digests(read_table(folder / "trace.parquet"))
        for link in data["chain"]:
            if link[0] == "plan":
                link[1] = plan_digest(plan)

    folder = reseal(folder, change, columns=True)
    data = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    (folder / REPORT).unlink(missing_ok=True)  # a page that stands there is kept beside the new one
    write_outputs(outcome, folder, manifest=sealed_manifest(data), notes=notes)
    assert not all_given(outcome.facts)
    return reseal(folder, columns=True)


def found_in(folder: Path, **options: Any) -> list[tuple[str, str]]:
    """Code and message of everything found wrong with a run, places of alterations included;
    what is merely a consequence is not."""
    found = verify_run(folder, **options)
    return [
        (one.code, one.message())
        for finding in found.findings
        if finding.diagnostic.severity is Severity.ERROR
        for one in (finding.diagnostic, *finding.details)
    ]


def all_leaves(data: Any, where: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The places of all values in JSON that hold no others."""
    if isinstance(data, Mapping):
        items: Any = data.items()
    elif isinstance(data, list):
        items = enumerate(data)
    else:
        return [where]
    return [leaf for key, value in items for leaf in all_leaves(value, (*where, key))]
