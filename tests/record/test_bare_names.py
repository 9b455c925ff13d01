"""Names of files without the folders that they share."""

from jiangzhi.diagnostic import CellPlace
from jiangzhi.record.bare_names import bare_names, place_with_names


def test_one_file_is_its_own_name():
    assert bare_names(["/home/a/镇街.xlsx"]) == {"/home/a/镇街.xlsx": "镇街.xlsx"}


def test_names_stay_different():
    files = ["/d/2023/收入.xlsx", "/d/2024/收入.xlsx"]
    assert list(bare_names(files).values()) == ["2023/收入.xlsx", "2024/收入.xlsx"]


def test_relative_and_windows_paths():
    assert list(bare_names(["a.xlsx", "b/c.xlsx"]).values()) == ["a.xlsx", "b/c.xlsx"]
    assert list(bare_names(["C:\\d\\a.xlsx"]).values()) == ["a.xlsx"]
    assert bare_names([]) == {}


def test_places_follow():
    place = place_with_names(CellPlace("/d/a.xlsx", "表", "B2"), {"/d/a.xlsx": "a.xlsx"})
    assert place == CellPlace("a.xlsx", "表", "B2")
    assert place_with_names(None, {}) is None
