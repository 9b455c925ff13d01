"""Any file ends in facts or in diagnostics: never in a traceback, a hang or silence."""

from __future__ import annotations

import io
import os
import random
import time
import zipfile
from pathlib import Path
from typing import Any

import msoffcrypto.format.ooxml
import pytest
from facts.books import Book, archive, base_sheets, members_of, write_book

from jiangzhi.diagnostic import Refused
from jiangzhi.facts.model import Facts
from jiangzhi.facts.read import read_workbooks
from jiangzhi.facts.write.annotate import annotate_copy
from jiangzhi.policy.model import Policy

OLD = Path(__file__).parent / "book" / "files" / "old.xls"
#: One mutated file may take this long, in seconds, on a busy machine.
LONGEST = 10
CELLS = [
    None, "", " ", "-", "合计", "小计", "其中:", "#REF!", "=1+1", "1,23", "￥1", "85%", 1e300, -1,
    True, "县区", "镇街", "注:", "单位:元", "单位:万美元", "\u200b", "𠮷", "9" * 400, "(1)", 45000,
    "列对应", "2023年实际收入", "实际收入(元)", "思 劳镇", "\x0b" * 0, "一、云城区", "制表人:", 0.1,
]  # fmt: skip
TOKENS = [
    b"<", b">", b'"', b"<c>", b"</row>", b'r="XFD1048576"', b"<v>1e999</v>", b't="s"', b't="e"',
    b"<f>", b"&#0;", b"&a;", b"<!DOCTYPE x>", b"\xff\xfe", b"\x00", b"<mergeCell ref='A1:XFD9'/>",
    b'hidden="1"', b's="99999"', b"<![CDATA[", b"-1", b'r="A0"', b'r="9999999"', b"_xD800_",
]  # fmt: skip


def changed_bytes(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(changed) + 1)
        match chance.randrange(4):
            case 0:
                changed[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del changed[at : at + chance.randint(1, 40)]
            case 2:
                changed[at:at] = chance.choice(TOKENS)
            case _:
                changed[at:at] = changed[at : at + chance.randint(1, 200)]
    return bytes(changed)


def mutated(seed: int, folder: Path) -> Path:
    chance = random.Random(seed)
    kind = chance.randrange(6)
    path = folder / "a.xlsx"
    sheets = base_sheets()
    if kind == 0:
        for _ in range(chance.randint(1, 12)):
            rows = chance.choice(list(sheets.values()))
            row = chance.choice(rows)
            if row and chance.random() < 0.8:
                row[chance.randrange(len(row))] = chance.choice(CELLS)
            else:
                rows.insert(chance.randrange(len(rows) + 1), [chance.choice(CELLS)])
        write_book(path, sheets, lambda wb: merged(wb, chance))
        return path
    write_book(path, sheets)
    if kind == 1:
        members = members_of(path)
        name = chance.choice(list(members))
        members[name] = changed_bytes(members[name], chance)
        path.write_bytes(archive(members))
    elif kind == 2:
        path.write_bytes(changed_bytes(path.read_bytes(), chance))
    elif kind == 3:
        path.write_bytes(changed_bytes(OLD.read_bytes(), chance))
    elif kind == 4:
        lines = [",".join(map(str, row)) for row in sheets["镇街"]]
        text = "\n".join(lines).encode(chance.choice(["utf-8", "gb18030", "utf-16"]))
        path.write_bytes(changed_bytes(text, chance))
    else:
        out = io.BytesIO()
        with path.open("rb") as stream:
            msoffcrypto.format.ooxml.OOXMLFile(stream).encrypt("VelvetSweatshop", out)
        path.write_bytes(changed_bytes(out.getvalue(), chance))
    return path


def merged(wb: Any, chance: random.Random) -> None:
    for sheet in wb.worksheets:
        if chance.random() < 0.5:
            row, column = chance.randint(1, 5), chance.randint(1, 5)
            sheet.merge_cells(
                start_row=row, start_column=column, end_row=row + chance.randint(0, 3),
                end_column=column + chance.randint(0, 3),
            )  # fmt: skip


def hold(policy: Policy, seed: int, folder: Path) -> None:
    path, start = mutated(seed, folder), time.monotonic()
    given = {"奖励资金池": "800万元"}
    try:
        facts = read_workbooks(policy, [path], given=given)
    except Refused as refused:
        found = refused.diagnostics
        explained = bool(found)
    else:
        hold_together(facts)
        found, explained = facts.notes, True
    assert explained
    for diagnostic in found:
        assert diagnostic.message("zh") + diagnostic.help("en") is not None
    if seed % 5 == 0:
        out = folder / "out.xlsx"
        out.unlink(missing_ok=True)
        annotate_copy([path], found, out, language="zh")
        assert zipfile.is_zipfile(out)
    assert time.monotonic() - start < LONGEST


def hold_together(facts: Facts) -> None:
    for level in facts.levels.values():
        count = len(level.keys)
        assert len(level.parents) == len(level.source_of) == len(level.row_of) == count
        for column in level.columns.values():
            assert len(column.values) == len(column.raw) == count


@pytest.mark.parametrize("seed", range(120))
def test_a_changed_file_is_read_or_refused(policy: Policy, tmp_path: Path, seed: int) -> None:
    hold(policy, seed, tmp_path)


@pytest.mark.slow
@pytest.mark.fuzz
def test_so_are_many_more(policy: Policy, tmp_path: Path, book: Book) -> None:
    minutes = float(os.environ.get("JIANGZHI_FUZZ_MINUTES", "3"))
    first, end = random.SystemRandom().randrange(10**9), time.monotonic() + minutes * 60
    seed = first
    while time.monotonic() < end:
        try:
            hold(policy, seed, tmp_path)
        except BaseException:
            print(f"seed {seed}")
            raise
        seed += 1
    assert seed > first
