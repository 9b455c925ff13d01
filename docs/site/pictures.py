"""The pictures of the README: the report page and the workbook of the sample run, as they look.

make pictures        (needs Chromium, LibreOffice and pdftoppm)
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
PICTURES: Final = ROOT / "docs" / "pictures"
_BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome")


def main() -> None:
    """Run the sample and photograph what comes out."""
    from jiangzhi import api

    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        loaded = api.load_policy(ROOT / "rules" / "yunfu-township-incentive.md")
        facts = api.read(loaded, ROOT / "inputs" / "yunfu-township-incentive.xlsx")
        run = api.publish(api.run(loaded, facts), work)
        _page(run / "report.html", work)
        _sheet(run / "allocations.xlsx", work)


def _page(report: Path, work: Path) -> None:
    browser = next(found for name in _BROWSERS if (found := shutil.which(name)))
    _call(
        browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
        "--disable-background-networking", f"--user-data-dir={work / 'profile'}",
        "--window-size=1100,820", f"--screenshot={PICTURES / 'report.png'}", report.as_uri(),
    )  # fmt: skip


def _sheet(book: Path, work: Path) -> None:
    office = shutil.which("soffice") or "libreoffice"
    _call(
        office, f"-env:UserInstallation={(work / 'office').as_uri()}", "--headless",
        "--convert-to", "pdf", "--outdir", str(work), str(book),
    )  # fmt: skip
    _call(
        "pdftoppm", "-png", "-r", "80", "-f", "1", "-l", "1", "-singlefile",
        str(work / "allocations.pdf"), str(PICTURES / "allocations"),
    )  # fmt: skip


def _call(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=300)


if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    main()
    sys.stdout.write(f"{PICTURES}\n")
