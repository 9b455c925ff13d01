"""Notices as .docx, the same bytes each time; and as PDF where LibreOffice is."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from jiangzhi.diagnostic import FilePlace, Refused
from jiangzhi.publish.notices.default_template import default_template
from jiangzhi.publish.notices.problems import NO_OFFICE, TEMPLATE_WRONG

#: A file bears no time of its own.
_WHEN: Final = (2000, 1, 1, 0, 0, 0)
_OFFICES: Final = ("soffice", "libreoffice")


def write_notice(data: Mapping[str, Any], out: Path, template: Path | None = None) -> None:
    """Fill a template. Raises ``Refused`` for one that cannot be filled, and ``OSError``."""
    from docx.opc.exceptions import PackageNotFoundError
    from docxtpl import DocxTemplate  # type: ignore[import-untyped]
    from jinja2 import StrictUndefined, TemplateError
    from jinja2.sandbox import SandboxedEnvironment

    source = io.BytesIO(default_template()) if template is None else io.BytesIO(_bytes(template))
    environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    try:
        document = DocxTemplate(source)
        document.render(dict(data), jinja_env=environment, autoescape=True)
    except (TemplateError, PackageNotFoundError, BadZipFile, KeyError, ValueError) as error:
        shown = template or Path("模板")
        reason = f"{type(error).__name__} {error}"
        raise Refused([TEMPLATE_WRONG.at(FilePlace(str(shown)), path=shown, reason=reason)]) from (
            error
        )
    stream = io.BytesIO()
    document.save(stream)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(_without_times(stream.getvalue()))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise Refused([TEMPLATE_WRONG.at(FilePlace(str(path)), path=path, reason=reason)]) from (
            error
        )


def _without_times(data: bytes) -> bytes:
    stream = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = ZipInfo(name, _WHEN)
            info.compress_type = ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return stream.getvalue()


def write_pdf(document: Path) -> Path:
    """The PDF beside a document. Raises ``Refused`` where there is no LibreOffice, and
    ``OSError``."""
    office = next((found for name in _OFFICES if (found := shutil.which(name))), None)
    out = document.with_suffix(".pdf")
    if office is None:
        raise Refused([NO_OFFICE.at(FilePlace(str(document)))])
    with tempfile.TemporaryDirectory() as profile:
        command = [
            office, f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "pdf",
            "--outdir", str(document.parent), str(document),
        ]  # fmt: skip
        subprocess.run(command, check=False, capture_output=True, timeout=300)
    if not out.is_file():
        raise Refused([NO_OFFICE.at(FilePlace(str(document)))])
    return out
