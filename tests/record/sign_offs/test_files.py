"""Whether a run folder is signed is told by what lies in it, true or false."""

from __future__ import annotations

import pytest

from jiangzhi.record.sign_offs.files import is_signed


def test_a_folder_without_signatures(tmp_path):
    assert not is_signed(tmp_path)
    (tmp_path / "sign-offs").mkdir()
    assert not is_signed(tmp_path)


@pytest.mark.parametrize("name", ["run.json.sig", "sign-offs/0001.json", "sign-offs/备忘.txt"])
def test_anything_where_a_signature_stands_counts(tmp_path, name):
    (tmp_path / "sign-offs").mkdir()
    (tmp_path / name).write_bytes(b"")
    assert is_signed(tmp_path)


def test_links_count_also_where_they_lead_nowhere(tmp_path):
    (tmp_path / "sign-offs").symlink_to(tmp_path / "elsewhere")
    assert is_signed(tmp_path)
    (tmp_path / "sign-offs").unlink()
    (tmp_path / "run.json.sig").symlink_to(tmp_path / "elsewhere")
    assert is_signed(tmp_path)
