"""Notices: what stands in them, from any template, the same bytes each time. Codes: U150, U151."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from jiangzhi import flow
from jiangzhi.diagnostic import Refused
from jiangzhi.publish.notices import write
from jiangzhi.publish.notices.write import write_pdf


def text_of(path: Path) -> str:
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


@pytest.fixture(scope="module")
def run(run_folder):
    return flow.open_run(run_folder)


def test_every_town_has_its_figures_the_reason_and_the_seal(run, tmp_path):
    [path] = flow.notices(run, tmp_path / "通知.docx", ledger="4-abc")
    text = text_of(path)
    for key in run.outcome.facts.levels[run.outcome.plan.subject].keys:
        assert key[-1] in text
    assert run.data["run"] in text
    assert "台账 4-abc" in text
    assert "拨付通知" in text
    assert "{{" not in text
    assert "{%" not in text


def test_the_same_bytes_again_and_a_file_a_town(run, tmp_path):
    [one] = flow.notices(run, tmp_path / "一.docx")
    [two] = flow.notices(run, tmp_path / "二.docx")
    assert one.read_bytes() == two.read_bytes()
    files = flow.notices(run, tmp_path / "各镇", each=True)
    keys = run.outcome.facts.levels[run.outcome.plan.subject].keys
    assert [path.stem for path in files] == ["-".join(key) for key in keys]


def test_a_notice_of_settlement_says_what_is_to_pay(run, tmp_path):
    [path] = flow.notices(run, tmp_path / "清算.docx", advance=run)
    text = text_of(path)
    assert "清算通知" in text
    assert "不补不收" in text


def test_the_bureaus_own_template(run, tmp_path):
    own = tmp_path / "模板.docx"
    flow.notice_template(own)
    document = docx.Document(str(own))
    document.add_paragraph("抄送:审计局 {{ 年度 }}")
    document.save(str(own))
    [path] = flow.notices(run, tmp_path / "通知.docx", template=own)
    assert "抄送:审计局" in text_of(path)
    with pytest.raises(Refused):
        flow.notice_template(own)


@pytest.mark.parametrize("words", ["{{ 没有的名字 }}", "{% for %}", "{{ ''.__class__.mro() }}"])
def test_a_template_that_cannot_be_filled_is_refused(run, tmp_path, words):
    document = docx.Document()
    document.add_paragraph(words)
    stream = io.BytesIO()
    document.save(stream)
    own = tmp_path / "模板.docx"
    own.write_bytes(stream.getvalue())
    with pytest.raises(Refused) as refused:
        flow.notices(run, tmp_path / "通知.docx", template=own)
    assert refused.value.diagnostics[0].code == "U150"
    assert not (tmp_path / "通知.docx").exists()


@pytest.mark.parametrize("content", [b"", b"no document", None])
def test_a_template_that_is_none_is_refused(run, tmp_path, content):
    own = tmp_path / "模板.docx"
    if content is not None:
        own.write_bytes(content)
    with pytest.raises(Refused) as refused:
        flow.notices(run, tmp_path / "通知.docx", template=own)
    assert refused.value.diagnostics[0].code == "U150"


def test_without_an_office_the_pdf_is_refused(run, tmp_path, monkeypatch):
    monkeypatch.setattr(write, "_OFFICES", ("no-such-office",))
    with pytest.raises(Refused) as refused:
        write_pdf(tmp_path / "通知.docx")
    assert refused.value.diagnostics[0].code == "U151"
