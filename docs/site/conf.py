"""The documentation as one site: the pages of docs/ as they are, the picture of the rooms drawn
from the imports, and the reference of the Python face from its docstrings. `make docs` builds it.
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from rooms import picture  # noqa: E402

project = "奖支 jiangzhi"
author = ""
language = "zh_CN"
extensions = ["myst_parser", "sphinx.ext.autodoc"]
root_doc = "index"
html_theme = "furo"
html_title = project
html_show_copyright = False
html_show_sphinx = False
exclude_patterns = ["site/*"]
myst_heading_anchors = 4
myst_enable_extensions = ["colon_fence"]
autodoc_typehints = "signature"
autodoc_member_order = "bysource"
# Links of the pages to files that are no pages of the site, such as policies and schemas.
suppress_warnings = ["myst.xref_missing", "misc.highlighting_failure"]


def setup(app: object) -> None:
    """Draw the rooms where the architecture page shows them."""
    drawn = HERE.parent / "rooms.svg"
    drawn.write_text(picture(HERE.parent.parent / "engine" / "jiangzhi"), encoding="utf-8")
