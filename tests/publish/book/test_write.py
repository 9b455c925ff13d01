"""The whole book: recomputed by others it says the same; it is stable, closed and safe."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from publish.book.data_sets import FAMILIES, family
from publish.book.judges import differences
from publish.book.poison import poisoned

from jiangzhi.money import FEN_IN
from jiangzhi.publish.book.forms.collect import FAR

CODES = sorted(path.stem for path in FAMILIES.glob("*.md"))
Books = Callable[..., Path]
Judge = Callable[[Path], Path]

CELL = re.compile(
    r"(?:'?([^'!(),*+\-/<>=&\"]+)'?!)?\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?"
)
STRING = re.compile(r'"(?:[^"]|"")*"')
NUMBER = re.compile(r"(?<![\w.$])\d+(?:\.\d+)?(?![\w.!])")


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(("seed", "missing"), [(0, 0.0), (1, 0.0), (2, 0.03), (5, 0.0)])
def test_second_judge_agrees(
    *, code: str, seed: int, missing: float, book_of: Books, quick_judge: Judge
) -> None:
    book = book_of(family(code, seed, missing=missing, towns=30))
    assert list(differences(book, quick_judge(book))) == []


def test_second_judge_does_recompute(book_of: Books, quick_judge: Judge, tmp_path: Path) -> None:
    book = poisoned(book_of(family("guards", 0)), tmp_path / "poisoned.xlsx")
    assert len(list(differences(book, quick_judge(book)))) == 1


def test_same_outcome_gives_same_bytes(book_of: Books) -> None:
    one = book_of(family("need", 3), "one").read_bytes()
    assert one == book_of(family("need", 3), "two").read_bytes()


@pytest.mark.parametrize("code", CODES)
def test_awards_rest_on_imported_cells_and_parameters(code: str, book_of: Books) -> None:
    book = load_workbook(book_of(family(code, 4, towns=9)))
    names = {name: defined.attr_text for name, defined in book.defined_names.items()}
    announced = book["分配表"]
    pending = [
        ("分配表", c.coordinate) for row in announced.iter_rows() for c in row if is_formula(c)
    ]
    ends: set[str] = set()
    met = set(pending)
    while pending:
        sheet, where = pending.pop()
        cell = book[sheet][where]
        if not is_formula(cell):
            ends.add(sheet)
            assert "数据" in sheet or sheet == "参数" or "次序" in heading(book, sheet, cell), (
                sheet, where, cell.value,
            )  # fmt: skip
            continue
        for found in precedents(str(cell.value), sheet, names):
            if found not in met:
                met.add(found)
                pending.append(found)
    assert any("数据" in end for end in ends)


@pytest.mark.parametrize("code", CODES)
def test_formulas_hold_no_figures_of_their_own(code: str, book_of: Books) -> None:
    for sheet in load_workbook(book_of(family(code, 4, towns=9))):
        for row in sheet.iter_rows():
            for cell in row:
                if is_formula(cell):
                    # where no rule is the greatest or the least: infinity, no figure of a policy
                    formula = str(cell.value).replace(FAR, "")
                    text = CELL.sub("", STRING.sub('""', formula))
                    for number in NUMBER.findall(text):
                        assert number.isdigit(), cell.value
                        # the announced table counts in the policy's unit: so many 元 make one
                        scales = (100, FEN_IN["万元"] // 100) if "分配表" in sheet.title else (100,)
                        assert int(number) <= 14 or int(number) in scales, cell.value


def test_text_from_outside_never_becomes_a_formula(book_of: Books) -> None:
    outcome = family("need", 4, towns=3)
    rows = outcome.facts.levels["镇街"]
    evil = '=HYPERLINK("x")\x00\ud800'
    object.__setattr__(rows, "keys", [(key[0], evil) for key in rows.keys])
    book = load_workbook(book_of(outcome))
    cells = [c for sheet in book for row in sheet.iter_rows() for c in row]
    found = [c for c in cells if isinstance(c.value, str) and "HYPERLINK" in c.value]
    assert found
    assert all(c.data_type != "f" for c in found)
    assert all(c.value.endswith('=HYPERLINK("x")') for c in found)


def test_one_changed_figure_shows_in_the_check(
    book_of: Books, quick_judge: Judge, tmp_path: Path
) -> None:
    path = book_of(family("need", 2))
    book = load_workbook(path)
    sheet = book["数据"]
    column = next(c.column for c in sheet[5] if c.value == "应得")
    sheet.cell(6, column).value += 123456.78
    changed = tmp_path / "changed.xlsx"
    book.save(changed)
    verdict = load_workbook(quick_judge(changed), data_only=True)["核对"]["B2"].value
    assert verdict.startswith("有")


def test_sheets_are_in_their_order_and_locked(book_of: Books) -> None:
    book = load_workbook(book_of(family("need", 2)))
    assert [book.sheetnames[0], *book.sheetnames[-3:]] == ["分配表", "依据", "问题清单", "核对"]
    for sheet in book:
        assert sheet.protection.sheet
        assert sheet.page_setup.orientation == "landscape"
        assert str(sheet.page_setup.paperSize) == "9"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert not book["数据"]["D6"].protection.locked
    assert book["计算"]["D6"].protection.locked


def is_formula(cell) -> bool:  # type: ignore[no-untyped-def]
    return cell.data_type == "f"


def heading(book, sheet: str, cell) -> str:  # type: ignore[no-untyped-def]
    return str(book[sheet].cell(5, cell.column).value)


def precedents(formula: str, sheet: str, names: dict[str, str]) -> Iterator[tuple[str, str]]:
    text = STRING.sub("", formula.removeprefix("="))
    for name, target in names.items():
        text = re.sub(rf"(?<![\w.!]){re.escape(name)}(?![\w.!])", target.replace("$", ""), text)
    for other, column, row, to_column, to_row in CELL.findall(text):
        place = other or sheet
        if not to_column:
            yield place, f"{column}{row}"
            continue
        for at_row in range(int(row), int(to_row) + 1):
            for at in range(number_of(column), number_of(to_column) + 1):
                yield place, f"{letters_of(at)}{at_row}"


def number_of(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def letters_of(number: int) -> str:
    from jiangzhi.publish.book.letters import column_letters

    return column_letters(number - 1)
