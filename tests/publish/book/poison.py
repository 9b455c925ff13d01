"""A book with one written value that is not its formula's: who recomputes finds it."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path


def poisoned(book: Path, copy: Path) -> Path:
    """A copy of a book whose first number on 计算 is wrong."""
    with zipfile.ZipFile(book) as given, zipfile.ZipFile(copy, "w") as made:
        done = False
        for name in given.namelist():
            data = given.read(name)
            if not done and name.endswith("sheet2.xml"):
                text = data.decode()
                text, count = re.subn(
                    r"(</f><v>)\d{3,}\.\d+(</v>)", r"\g<1>987654321\2", text, count=1
                )
                done, data = count == 1, text.encode()
            made.writestr(name, data)
    assert done
    return copy
