"""The template that comes with the program, in the form of GB/T 9704-2012: A4, a type area of
156 by 225 mm, titles of 22 points, body of 16 points with 28 points a line, page number — 1 —."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_BODY: Final = "仿宋_GB2312"
_TITLE: Final = "方正小标宋简体"
_RED: Final = (0xE0, 0x00, 0x00)


def default_template() -> bytes:
    """The template as a file."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
    from docx.enum.text import WD_BREAK as BREAK

    document = docx.Document()
    _page(document)
    _line(document, "{%p for 镇 in 各镇 %}")
    _line(document, "{{ 编制单位 }}文件", ALIGN.CENTER, size=30, font=_TITLE, colour=_RED)
    number = _line(document, "{{ 文号 }}", ALIGN.CENTER)
    _rule(number)
    _line(document, "{{ 标题 }}", ALIGN.CENTER, size=22, font=_TITLE, before=28)
    _line(document, "{{ 镇.县区 }}{{ 镇.镇街 }}:", before=28)
    _line(document, "根据《{{ 办法 }}》,现将你单位{{ 年度 }}年度{{ 阶段 }}资金通知如下"
          "(金额单位:{{ 金额单位 }}):", indent=True)  # fmt: skip
    _table(document, ("项目", "数额", "依据"), "项 in 镇.各项", ("项.名称", "项.数", "项.依据"))
    _line(document, "{%p if 镇.清算 %}")
    _line(document, "与预拨相比,清算如下:", indent=True)
    _table(
        document, ("项目", "预拨", "决算", "结论", "数额"), "清 in 镇.清算",
        ("清.名称", "清.前", "清.后", "清.结论", "清.数"),
    )  # fmt: skip
    _line(document, "{%p endif %}")
    _line(document, "{%p for 段 in 镇.说明 %}")
    _line(document, "{{ 段 }}", indent=True)
    _line(document, "{%p endfor %}")
    _line(document, "请按规定用途使用资金,并接受监督检查。", indent=True)
    _line(document, "{{ 编制单位 }}", ALIGN.RIGHT, before=56)
    _line(document, "(盖章)      年   月   日", ALIGN.RIGHT)
    _line(document, "本通知由运行“{{ 运行 }}”生成,印记 {{ 印记 }},签批状态 {{ 签批 }}"
          "{% if 台账 %},台账 {{ 台账 }}{% endif %}。", size=9, font="宋体", before=14)  # fmt: skip
    _line(document, "{%p if not loop.last %}")
    _line(document, "").add_run().add_break(BREAK.PAGE)
    _line(document, "{%p endif %}")
    _line(document, "{%p endfor %}")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _page(document: Document) -> None:
    from docx.shared import Mm, Pt

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _BODY, Pt(16)
    _east_asian(normal.element, _BODY)
    footer = section.footer.paragraphs[0]
    footer.alignment = 1
    for part in ("— ", None, " —"):
        run = footer.add_run(part or "")
        run.font.size = Pt(14)
        if part is None:
            _field(run._r, "PAGE")


def _line(
    document: Document,
    text: str,
    align: Any = None,
    *,
    size: float = 16,
    font: str = _BODY,
    colour: tuple[int, int, int] | None = None,
    before: float = 0,
    indent: bool = False,
) -> Paragraph:
    from docx.shared import Pt, RGBColor

    paragraph = document.add_paragraph()
    form = paragraph.paragraph_format
    form.space_before, form.space_after = Pt(before), Pt(0)
    form.line_spacing = Pt(max(28, size * 1.4)) if size > 10 else Pt(14)
    if indent:
        form.first_line_indent = Pt(2 * size)
    if align is not None:
        paragraph.alignment = align
    run = paragraph.add_run(text)
    run.font.size, run.font.name = Pt(size), font
    _east_asian(run._r, font)
    if colour is not None:
        run.font.color.rgb = RGBColor(*colour)
    return paragraph


def _table(document: Document, heads: tuple[str, ...], loop: str, cells: tuple[str, ...]) -> None:
    from docx.shared import Pt

    table = document.add_table(rows=4, cols=len(heads))
    table.style = "Table Grid"
    rows = (
        heads,
        (f"{{%tr for {loop} %}}", *[""] * (len(heads) - 1)),
        tuple(f"{{{{ {name} }}}}" for name in cells),
        ("{%tr endfor %}", *[""] * (len(heads) - 1)),
    )
    for row, texts in zip(table.rows, rows, strict=True):
        for at, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            paragraph = cell.paragraphs[0]
            run = paragraph.add_run(text)
            run.font.size, run.font.name = Pt(12), "宋体"
            _east_asian(run._r, "宋体")
            if at > 0 and texts is not heads and "数" in text:
                paragraph.alignment = 2


def _rule(paragraph: Paragraph) -> None:
    """A red rule below a paragraph."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    border = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "18"), ("space", "4"), ("color", "E00000")):
        bottom.set(qn(f"w:{name}"), value)
    border.append(bottom)
    paragraph._p.get_or_add_pPr().append(border)


def _east_asian(element: Any, font: str) -> None:
    from docx.oxml.ns import qn

    element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def _field(run: Any, name: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for kind, text in (("begin", ""), ("", name), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run.append(part)
