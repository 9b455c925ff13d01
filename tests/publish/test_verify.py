"""Verification: one byte altered anywhere is found, and named where it can be."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace

import pytest

from jiangzhi.diagnostic import Refused, errors_among
from jiangzhi.publish.checks import chain_problems, file_problems
from jiangzhi.publish.folder import file_sha256, publish_run
from jiangzhi.publish.manifest import OUTPUTS, canonical, chained
from jiangzhi.publish.opened import read_manifest
from jiangzhi.publish.signature import public_key_of
from jiangzhi.publish.verify import verify_run


@pytest.fixture
def copy(run_folder, tmp_path):
    target = tmp_path / run_folder.name
    shutil.copytree(run_folder, target)
    return target


def verify(folder, **options):
    return errors_among(verify_run(folder, **options))


def codes(folder, **options):
    return {one.code for one in verify(folder, **options)}


def reseal(folder, change=lambda data: None):
    """Forge: after an alteration, put all hashes and the whole chain right again."""
    path = folder / "run.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    change(data)
    data["outputs"] = {name: file_sha256(folder / name) for name in OUTPUTS}
    parts = [(one[0], one[1]) for one in data["chain"] if not one[0].startswith("output ")]
    parts += [(f"output {name}", sha) for name, sha in sorted(data["outputs"].items())]
    data["chain"] = [[link.part, link.sha256, link.link] for link in chained(parts)]
    path.write_text(canonical(data) + "\n", encoding="utf-8", newline="")


def test_a_run_agrees(run_folder):
    assert verify_run(run_folder) == ()


def test_files_in_any_order_agree(outcome, policy_text, tmp_path):
    files = {"镇街.xlsx": "1" * 64, "县区.xlsx": "2" * 64}
    facts = replace(outcome.facts, files=files)
    folder = publish_run(replace(outcome, facts=facts), out=tmp_path, policy_text=policy_text)
    assert verify_run(folder) == ()


@pytest.mark.parametrize("name", [*OUTPUTS, "run.json"])
@pytest.mark.parametrize("place", [0.33, 0.999])
def test_one_altered_byte_is_found_and_everything_still_said(copy, name, place):
    data = bytearray((copy / name).read_bytes())
    data[int(place * (len(data) - 1))] ^= 0x01
    (copy / name).write_bytes(data)
    assert verify(copy)


@pytest.mark.parametrize("name", OUTPUTS)
def test_every_byte_of_a_part_counts(copy, name):
    data = read_manifest(copy)
    whole = (copy / name).read_bytes()
    for place in range(0, len(whole), len(whole) // 50):
        altered = bytearray(whole)
        altered[place] ^= 0x10
        (copy / name).write_bytes(altered)
        assert [one.code for one in file_problems(copy, data)] == ["U110"]


def test_every_byte_of_the_manifest_counts(copy):
    whole = (copy / "run.json").read_bytes()
    assert b'"engine"' in whole
    for place in range(0, len(whole), 97):
        data = bytearray(whole)
        data[place] ^= 0x02
        (copy / "run.json").write_bytes(data)
        try:
            manifest = read_manifest(copy)
        except Refused:
            continue
        if not list(chain_problems(copy, manifest)):
            assert verify(copy), whole[place - 40 : place + 40]


def test_a_forged_result_is_named_although_the_hashes_fit(copy):
    def change(data):
        data["results"]["pools"][0]["paid"] = "1400000"

    reseal(copy, change)
    found = [one for one in verify(copy) if one.code == "U113"]
    assert found[0].message() == ("东县 的“pools.0.paid”:记录 1400000,重算 1500000。")


def test_a_forged_value_of_the_trace_is_named(copy, outcome):
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pq.read_table(copy / "trace.parquet")
    at = table.column_names.index("应奖额")
    column = table.column("应奖额").to_pylist()
    row = table.column("行.层级").to_pylist().index("镇街")
    column[row] *= 2
    forged = pa.array(column, type=table.schema.field("应奖额").type)
    pq.write_table(table.set_column(at, "应奖额", forged), copy / "trace.parquet")
    reseal(copy)
    messages = [one.message() for one in verify(copy)]
    assert "东县/太平镇 的“应奖额”:记录 270.00 万元,重算 135.00 万元。" in messages
    assert any("列“应奖额”" in text for text in messages)
    assert "U112" in codes(copy)


def test_a_forged_cell_of_the_workbook_is_named(copy):
    from openpyxl import load_workbook

    book = load_workbook(copy / "allocations.xlsx")
    sheet = book.worksheets[0]
    cell = next(c for row in sheet.iter_rows() for c in row if isinstance(c.value, str) and c.value)
    place, cell.value = cell.coordinate, "改过"
    book.save(copy / "allocations.xlsx")
    reseal(copy)
    found = [one for one in verify(copy) if one.code == "U114"]
    assert any(one.place.cell == place and one.args["recorded"] == "改过" for one in found)


def test_the_evaluator_that_did_not_record_recomputes(copy, monkeypatch):
    """What only this evaluator gets wrong is a fault of the engine's, and no alteration."""
    from jiangzhi.evaluate.columns import evaluate as columns

    right = columns.evaluate_by_columns

    def wrong(plan, facts):
        found = right(plan, facts)
        award = found.steps["应奖额"]
        values = [value and value + 1 for value in award.values]
        return replace(found, steps={**found.steps, "应奖额": replace(award, values=values)})

    monkeypatch.setattr(columns, "evaluate_by_columns", wrong)
    (found,) = [one for one in verify(copy) if one.code.startswith("E")]
    assert "应奖额" in found.message()
    assert "U112" not in codes(copy)


def test_an_amended_policy_is_found(copy):
    text = (copy / "policy.md").read_text(encoding="utf-8")
    (copy / "policy.md").write_text(text.replace("| 80% |", "| 90% |"), encoding="utf-8")
    reseal(copy)
    assert {"U111", "U113"} <= codes(copy)


@pytest.mark.parametrize("name", OUTPUTS)
def test_a_missing_part_is_said(copy, name):
    (copy / name).unlink()
    assert "X111" in codes(copy)


def test_a_foreign_file_is_said(copy):
    (copy / "more.txt").write_text("more")
    assert codes(copy) == {"X114"}


def test_another_format_is_said(copy):
    (copy / "run.json").write_text('{"format": 99, "engine": "9.9"}')
    (found,) = verify(copy)
    assert found.code == "X113"
    assert "9.9" in found.message()


def test_an_older_format_is_called_older(copy):
    path = copy / "run.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(canonical({**data, "format": data["format"] - 1}) + "\n", encoding="utf-8")
    (found,) = verify(copy)
    assert "旧" in found.message()
    assert "older" in found.message("en")


def test_half_a_manifest_is_said(copy):
    whole = (copy / "run.json").read_bytes()
    (copy / "run.json").write_bytes(whole[: len(whole) // 2])
    assert codes(copy) == {"X112"}


def test_no_run_is_said(tmp_path):
    assert codes(tmp_path) == {"X110"}


def test_another_engine_is_a_warning_and_values_are_compared(copy):
    data = json.loads((copy / "run.json").read_text(encoding="utf-8"))
    data["engine"] = "0.0.1"
    (copy / "run.json").write_text(canonical(data) + "\n", encoding="utf-8", newline="")
    found = verify_run(copy)
    assert "U201" in {one.code for one in found}


def test_the_original_workbook_can_be_compared(copy, tmp_path):
    other = tmp_path / "other.xlsx"
    other.write_bytes(b"other")
    assert codes(copy, workbooks=[other]) == {"U118"}


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    folder = tmp_path_factory.mktemp("keys")
    for name in ("one", "two"):
        private = folder / f"{name}.pem"
        subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", private], check=True)
        public = ["openssl", "pkey", "-in", private, "-pubout", "-out", folder / f"{name}.pub"]
        subprocess.run(public, check=True)
    return folder


def test_a_signature_holds_until_anything_changes(outcome, policy_text, tmp_path, keys):
    folder = publish_run(outcome, out=tmp_path, policy_text=policy_text, sign=keys / "one.pem")
    one, two = (public_key_of(keys / name) for name in ("one.pub", "two.pub"))
    assert verify(folder, signer=one) == ()
    assert codes(folder, signer=two) == {"U117"}
    signature = folder / "run.json.sig"
    whole = signature.read_bytes()
    for place in range(0, len(whole), 23):
        data = bytearray(whole)
        data[place] ^= 0x01
        signature.write_bytes(data)
        assert codes(folder, signer=one) & {"U116", "U117"}
    signature.write_bytes(whole)
    reseal(folder, lambda data: data["agreement"].update(towns=1))
    assert "U116" in codes(folder)


def test_an_unsigned_run_is_not_signed_by_anyone(copy, keys):
    assert codes(copy, signer=public_key_of(keys / "one.pub")) == {"U117"}


def test_what_is_no_key_is_refused(tmp_path):
    (tmp_path / "no.pem").write_text("no key")
    with pytest.raises(Refused):
        public_key_of(tmp_path / "no.pem")
