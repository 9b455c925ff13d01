"""A task list → jobs: a workbook as a clerk fills it, or YAML. All that is wrong at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Final

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from jiangzhi.batch.columns import Row, column_of, jobs_of, unknown_column
from jiangzhi.batch.job import Job, Tasks, Written
from jiangzhi.batch.problems import TASK_TWICE, TASKS_EMPTY
from jiangzhi.diagnostic import Diagnostic, FilePlace, Place, Refused, TextPlace, refuse_on_errors
from jiangzhi.facts.book.load import load_book
from jiangzhi.facts.grid import Grid
from jiangzhi.facts.table.raw import text_of

_YAML: Final = (".yaml", ".yml")
_LIST_KEYS: Final = ("任务", "tasks")
_LOOKED_AT: Final = 20


def read_tasks(path: Path) -> Tasks:
    """The jobs of a task list; paths in it start at its folder. Raises ``Refused``."""
    found: list[Diagnostic] = []
    if path.suffix.lower() in _YAML:
        rows = list(_yaml_rows(path, found))
    else:
        rows = list(_book_rows(path, found))
    if not rows and not found:
        found.append(TASKS_EMPTY.at(FilePlace(str(path)), reason="没有一行", reason_en="no row"))
    jobs = jobs_of(rows, path.parent, found)
    _refuse_twice(jobs, found)
    refuse_on_errors(found)
    return Tasks(tuple(jobs), str(path))


def _refuse_twice(jobs: Sequence[Job], found: list[Diagnostic]) -> None:
    """The same workbooks under the same words, or a county's year twice."""
    seen: set[object] = set()
    for job in jobs:
        about = job.about
        words = (job.policy, about.county, about.year, about.stage, about.title)
        keys: list[object] = [(*words, job.workbooks, tuple(about.parameters.items()))]
        if about.county and about.year is not None:
            keys.append(words)
        if not seen.isdisjoint(keys):
            found.append(TASK_TWICE.at(job.place, what=f"“{job.name}”", what_en=f"“{job.name}”"))
        seen.update(keys)


def _book_rows(path: Path, found: list[Diagnostic]) -> Iterator[tuple[Row, Place | None]]:
    for grid in load_book(path).grids:
        heading = _heading(grid)
        if heading is None:
            continue
        columns: dict[int, str] = {}
        for at, cell in enumerate(grid.rows[heading]):
            text = text_of(cell).strip()
            name = column_of(text) if text else None
            if text and name is None:
                found.append(unknown_column(text, grid.place(heading, at)))
            elif name is not None and name in columns.values():
                place = grid.place(heading, at)
                found.append(TASK_TWICE.at(place, what=f"“{text}”这一列", what_en=f"“{text}”"))
            elif name is not None:
                columns[at] = name
        for row in range(heading + 1, len(grid.rows)):
            written = {
                name: Written(_text(grid, row, at), grid.place(row, at))
                for at, name in columns.items()
                if _text(grid, row, at)
            }
            if written and set(written) != {"remark"}:
                yield written, grid.place(row)
        return
    reason, reason_en = "没有“办法”“工作簿”这两列的表", "no table with 办法 and 工作簿"
    found.append(TASKS_EMPTY.at(FilePlace(str(path)), reason=reason, reason_en=reason_en))


def _heading(grid: Grid) -> int | None:
    for at, cells in enumerate(grid.rows[:_LOOKED_AT]):
        names = {column_of(text_of(cell)) for cell in cells if cell is not None}
        if {"policy", "workbooks"} <= names:
            return at
    return None


def _text(grid: Grid, row: int, column: int) -> str:
    cell = grid.cell(row, column)
    if isinstance(cell, date | datetime):
        return cell.isoformat()[:10]
    return text_of(cell).strip()


def _yaml_rows(path: Path, found: list[Diagnostic]) -> Iterator[tuple[Row, Place | None]]:
    text = path.read_text(encoding="utf-8-sig")
    lines = text.splitlines()

    def place(node: Node) -> TextPlace:
        mark = node.start_mark
        excerpt = lines[mark.line] if mark.line < len(lines) else ""
        return TextPlace(str(path), mark.line + 1, mark.column + 1, 1, excerpt)

    try:
        root = YAML(typ="safe", pure=True).compose(text)
    except (YAMLError, RecursionError) as error:
        mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
        at = TextPlace(str(path), mark.line + 1, mark.column + 1) if mark else FilePlace(str(path))
        raise Refused([TASKS_EMPTY.at(at, reason=f"YAML 不对:{error}", reason_en=error)]) from error
    tasks = root
    if isinstance(root, MappingNode):
        tasks = next((v for k, v in root.value if getattr(k, "value", "") in _LIST_KEYS), None)
    if not isinstance(tasks, SequenceNode):
        reason = "要写“任务:”,下面每个“-”一次计算"
        at = FilePlace(str(path))
        found.append(TASKS_EMPTY.at(at, reason=reason, reason_en="no list 任务"))
        return
    for task in tasks.value:
        row: dict[str, Written] = {}
        for key, value in task.value if isinstance(task, MappingNode) else ():
            name = column_of(str(key.value))
            if name is None:
                found.append(unknown_column(str(key.value), place(key)))
            else:
                row[name] = Written(_yaml_text(value), place(value))
        yield row, place(task)


def _yaml_text(node: Node) -> str:
    """A scalar as it is; a list or mapping as the lines that a cell would hold."""
    if isinstance(node, SequenceNode):
        return "\n".join(_yaml_text(one) for one in node.value)
    if isinstance(node, MappingNode):
        return "\n".join(f"{key.value}={_yaml_text(value)}" for key, value in node.value)
    return str(node.value) if isinstance(node, ScalarNode) else ""
