"""Whatever is altered in a run folder, however carefully: nothing passes, nothing crashes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from audit.forging import (
    all_leaves,
    alter_value,
    as_author,
    edit_manifest,
    edit_trace,
    found_in,
    reseal,
    with_value,
)

from jiangzhi.audit.verify import verify_run
from jiangzhi.record.manifest import canonical
from jiangzhi.record.trace.parquet import read_table

#: How carefully: nothing else touched; the files' hashes and the chain put right; every column's
#: hash and the name too; the outputs and results written anew as well.
CARE = {
    "careless": lambda folder: folder,
    "files": reseal,
    "columns": lambda folder: reseal(folder, columns=True),
    "author": as_author,
}


def not_found(run: Path, into: Path, alterations, care) -> list[str]:
    """The alterations that pass."""
    passed = []
    for number, (name, alter) in enumerate(alterations.items()):
        folder = shutil.copytree(run, into / str(number) / run.name)
        alter(folder)
        if verify_run(care(folder)).agrees:
            passed.append(name)
    return passed


def columns_of(run, *, all_of_them):
    """Columns by name; without ``all_of_them`` one of each kind."""
    table = read_table(run / "trace.parquet")
    kinds = {}
    for name in table.column_names:
        kind = (name.partition(".")[2], table.schema.field(name).type)
        kinds.setdefault(kind, name)
    names = table.column_names if all_of_them else list(kinds.values())
    return {name: lambda folder, name=name: alter_value(folder, name) for name in names}


@pytest.mark.parametrize("care", ["careless", "files", "columns"])
def test_a_value_altered_in_any_kind_of_column(tiny_run, tmp_path, care):
    alterations = columns_of(tiny_run, all_of_them=False)
    assert len(alterations) > 12
    assert not_found(tiny_run, tmp_path, alterations, CARE[care]) == []


@pytest.mark.slow
@pytest.mark.fuzz
@pytest.mark.parametrize("care", ["careless", "files", "columns"])
def test_a_value_altered_in_any_column(run_folder, tiny_run, tmp_path, care):
    for at, run in enumerate((run_folder, tiny_run)):
        alterations = columns_of(run, all_of_them=True)
        assert not_found(run, tmp_path / str(at), alterations, CARE[care]) == []


def _swapped(names):
    def edit(table):
        for name in names or table.column_names:
            values = table.column(name).to_pylist()
            one, other = (at for at, level in enumerate(table.column("行.层级").to_pylist())
                          if level == "镇街" and at < table.num_rows - 1)  # fmt: skip
            table = with_value(table, name, one, lambda _, v=values, at=other: v[at])
            table = with_value(table, name, other, lambda _, v=values, at=one: v[at])
        return table

    return edit


#: Edits of the trace's table that no single value tells.
EDITS = {
    "rows swapped": _swapped([]),
    "two results exchanged": _swapped(["奖励"]),
    "two inputs exchanged": _swapped(["实际收入"]),
    "a column added": lambda table: table.append_column("备注", table.column("实际收入")),
    "a column removed": lambda table: table.drop_columns(["实际收入.格子"]),
    "the order of columns": lambda table: table.select(table.column_names[::-1]),
    "the last row removed": lambda table: table.slice(0, table.num_rows - 1),
    "the last row twice": lambda table: pa.concat_tables([table, table.slice(table.num_rows - 1)]),
    "no rows": lambda table: table.slice(0, 0),
    "more decimals": lambda table: table.set_column(
        table.column_names.index("奖励"), "奖励", table.column("奖励").cast(pa.decimal128(38, 5))
    ),
}


@pytest.mark.parametrize("care", CARE)
def test_edits_of_the_table(tiny_run, tmp_path, care):
    alterations = {
        name: lambda folder, edit=edit: edit_trace(folder, edit) for name, edit in EDITS.items()
    }
    assert not_found(tiny_run, tmp_path, alterations, CARE[care]) == []


@pytest.mark.parametrize("care", ["careless", "files"])
def test_edits_that_no_reader_follows(tiny_run, tmp_path, care):
    """Such a trace cannot be read, and that is said."""
    edits = {
        "a column twice": lambda table: table.append_column("奖励", table.column("奖励")),
        "numbers as texts": lambda table: table.set_column(
            table.column_names.index("奖励"), "奖励", table.column("奖励").cast(pa.string())
        ),
    }
    alterations = {
        name: lambda folder, edit=edit: edit_trace(folder, edit) for name, edit in edits.items()
    }
    assert not_found(tiny_run, tmp_path, alterations, CARE[care]) == []


#: Alterations of what the trace says of itself.
CLAIMS = {
    "a key more": lambda about: about.update(more=1),
    "who computed": lambda about: about.update(evaluator="by hand"),
    "the format": lambda about: about.update(format=99),
    "the sheet": lambda about: about["sources"]["镇街"][0].update(sheet="另一张表"),
    "a file's hash": lambda about: about["sources"]["镇街"][0].update(sha256="0" * 64),
    "the files": lambda about: about.update(files={"另一个.csv": "0" * 64}),
    "a note dropped": lambda about: about["notes"].clear(),
    "last year's run": lambda about: about.update(prior_run={"run": "去年", "seal": "0" * 64}),
}


@pytest.mark.parametrize("care", CARE)
def test_alterations_of_the_metadata(tiny_run, tmp_path, care):
    def claim(change):
        def alter(folder):
            path = folder / "trace.parquet"
            table = read_table(path)
            about = json.loads(table.schema.metadata[b"jiangzhi"])
            change(about)
            more = {b"jiangzhi": canonical(about).encode()}
            pq.write_table(table.replace_schema_metadata(more), path)

        return alter

    # a forger who lets the engine write the outputs cannot claim a format that it does not read
    names = [name for name in CLAIMS if care != "author" or name != "the format"]
    alterations = {name: claim(CLAIMS[name]) for name in names}
    assert not_found(tiny_run, tmp_path, alterations, CARE[care]) == []


#: Members of run.json altered and every hash put right.
MEMBERS = {
    "a key more": lambda data: data.update(more=1),
    "a key more in results": lambda data: data["results"].update(more=1),
    "a key more in policy": lambda data: data["policy"].update(more=1),
    "a total": lambda data: data["results"]["totals"].update(奖励="1"),
    "notes dropped": lambda data: data["results"].update(diagnostics=[]),
    "fewer compared": lambda data: data["agreement"].update(compared=2),
    "more towns": lambda data: data["agreement"].update(of=99),
    "compared otherwise": lambda data: data["agreement"].update(checked="由我"),
    "a workbook's hash": lambda data: data["workbooks"].update({"数据.csv": "0" * 64}),
    "the day": lambda data: data["policy"].update(as_of="2020-02-01"),
    "the title": lambda data: data["policy"].update(title="另一个办法"),
    "last year's run": lambda data: data.update(prior={"run": "去年", "seal": "0" * 64}),
}


@pytest.mark.parametrize("name", MEMBERS)
def test_members_of_the_manifest_resealed(tiny, name):
    assert not verify_run(reseal(tiny, MEMBERS[name])).agrees


def _set(data, where, value):
    for key in where[:-1]:
        data = data[key]
    data[where[-1]] = value


@pytest.mark.parametrize("value", [None, 0, "", [], {}, True, 1.5, 10**30, "\ud800"], ids=repr)
def test_every_member_of_the_manifest_of_another_kind(tiny, value):
    """Alone, whatever stands there instead: found, and no crash."""
    path = tiny / "run.json"
    whole = path.read_bytes()
    data = json.loads(whole)
    seen = set()
    for where in [*((key,) for key in data), *all_leaves(data)]:
        kind = tuple(one for one in where if not isinstance(one, int))[:2]
        if kind in seen and kind[0] in ("columns", "chain"):
            continue
        seen.add(kind)
        changed = json.loads(whole)
        _set(changed, where, value)
        if changed != data:
            path.write_bytes((canonical(changed) + "\n").encode("utf-8", "surrogatepass"))
            assert not verify_run(tiny).agrees, where


def test_a_key_twice_in_the_manifest(tiny):
    path = tiny / "run.json"
    path.write_text('{"engine":"9.9",' + path.read_text(encoding="utf-8")[1:], encoding="utf-8")
    assert found_in(tiny) == [("U111", "run.json 被改动过:写法不是唯一的规范形式。")]


@pytest.mark.parametrize(
    ("part", "said"), [("columns", "“column 奖励”"), ("outputs", "“output report.html”")]
)
def test_a_hash_removed_from_the_manifest(tiny, part, said):
    edit_manifest(tiny, lambda data: data[part].pop(said[1:-1].partition(" ")[2]))
    assert any(said in message for _, message in found_in(tiny))


def test_a_hash_altered_in_the_chain_alone(tiny):
    def change(data):
        data["chain"][3][1] = "0" * 64

    edit_manifest(tiny, change)
    part = json.loads((tiny / "run.json").read_text(encoding="utf-8"))["chain"][3][0]
    assert found_in(tiny) == [("U111", f"run.json 被改动过:哈希链里的“{part}”。")]


@pytest.mark.parametrize("name", ["policy.md", "trace.parquet", "allocations.xlsx", "report.html"])
@pytest.mark.parametrize("more", [b" ", b"\n", b"\0", b"PK\5\6" + bytes(18)], ids=repr)
@pytest.mark.parametrize("before", [False, True])
def test_bytes_before_and_behind_a_file_resealed(tiny, name, more, before):
    path = tiny / name
    data = path.read_bytes()
    path.write_bytes(more + data if before else data + more)
    assert not verify_run(reseal(tiny)).agrees


@pytest.mark.parametrize("care", ["careless", "files", "author"])
def test_line_ends_of_the_policy(tiny, care):
    path = tiny / "policy.md"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert not verify_run(CARE[care](tiny)).agrees
