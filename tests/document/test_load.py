from pathlib import Path

import pytest

from jiangzhi.diagnostic import Refused, TextPlace
from jiangzhi.document.load import read_document_file

TEXT = "---\n办法: taoyuan\n---\n\n## 第一条\n"


def test_the_text_is_kept_to_the_byte(tmp_path: Path) -> None:
    path = tmp_path / "办法.md"
    data = b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode()
    path.write_bytes(data)
    document = read_document_file(path, file="办法.md")
    assert document.text.encode() == data
    assert document.front["办法"].place.file == "办法.md"


@pytest.mark.parametrize(
    ("data", "word", "line", "column"),
    [
        (TEXT.encode("gb18030"), "GB18030", 2, 1),
        (TEXT.encode("utf-16"), "UTF-16", 1, 1),
        (b"PK\x03\x04\xff", "Word", 1, 5),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "旧版 Word", 1, 1),
        (b"---\n\xff\xff\xff", "不是文字", 2, 1),
    ],
)
def test_not_utf8(tmp_path: Path, data: bytes, word: str, line: int, column: int) -> None:
    path = tmp_path / "x.md"
    path.write_bytes(data)
    with pytest.raises(Refused) as refused:
        read_document_file(path)
    (diagnostic,) = refused.value.diagnostics
    assert diagnostic.code == "D102"
    assert word in diagnostic.message()
    assert isinstance(diagnostic.place, TextPlace)
    assert (diagnostic.place.line, diagnostic.place.column) == (line, column)


def test_the_line_of_a_gbk_file_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_bytes(TEXT.encode("gb18030"))
    with pytest.raises(Refused) as refused:
        read_document_file(path)
    assert refused.value.diagnostics[0].place.excerpt == "办法: taoyuan"


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    for path, word in [(tmp_path / "没有.md", "没有这个文件"), (tmp_path, "文件夹")]:
        with pytest.raises(Refused) as refused:
            read_document_file(path)
        (diagnostic,) = refused.value.diagnostics
        assert diagnostic.code == "D101"
        assert word in diagnostic.message()
