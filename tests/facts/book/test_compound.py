"""Old workbooks that the library cannot read end in a diagnostic."""

from __future__ import annotations

import pytest
import xlrd

from jiangzhi.diagnostic import Refused
from jiangzhi.facts.book.compound import read_xls


def test_a_book_that_breaks_without_its_formats_too_is_damaged(monkeypatch):
    no_formats, no_book = NotImplementedError("formats"), ValueError("broken bytes")

    def broken(**options):
        raise no_formats if options.get("formatting_info") else no_book

    monkeypatch.setattr(xlrd, "open_workbook", broken)
    with pytest.raises(Refused):
        read_xls(b"", file="旧.xls", sha256="")
