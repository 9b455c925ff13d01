"""Write every workbook under inputs/ anew; the same bytes each time."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT / "tests") not in sys.path:
    sys.path.insert(0, str(ROOT / "tests"))

from samples.published import write_published  # noqa: E402
from samples.yunfu import write_yunfu  # noqa: E402


def make_samples(folder: Path) -> list[Path]:
    """Write all samples below a folder, and say which."""
    (folder / "published").mkdir(parents=True, exist_ok=True)
    written = [folder / "yunfu-township-incentive.xlsx"]
    write_yunfu(written[0])
    for policy_file in sorted((ROOT / "rules" / "published").glob("*.md")):
        path = folder / "published" / f"{policy_file.stem}.xlsx"
        write_published(policy_file, path)
        written.append(path)
    return written


if __name__ == "__main__":
    for path in make_samples(ROOT / "inputs"):
        print(path.relative_to(ROOT))
