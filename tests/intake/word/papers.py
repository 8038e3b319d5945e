"""Annexes as people write them in Word, with python-docx."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from tests.corpus.authoring import an_empty_document, runs, saved

_HEADS = ("Commitment", "Follow-up")
Cell = str | list[str]


def an_annex(*rows: tuple[Cell, ...], heads: tuple[str, ...] = _HEADS, title: str = "Follow-up") -> bytes:
    """A Word file with a title and one table."""
    document = an_empty_document()
    document.add_heading(title, 1)
    add_table(document, heads, *rows)
    return saved(document)


def add_table(document: Any, *rows: tuple[Cell, ...]) -> Any:
    """A table; a cell is a text, or its paragraphs: "• " begins a bullet, "•• " one below it, ** ** is bold."""
    width = max(map(len, rows))
    table = document.add_table(len(rows), width, style="Table Grid")
    for row, cells in zip(table.rows, rows, strict=True):
        if len(cells) < width:
            row.cells[len(cells) - 1].merge(row.cells[-1])
        for cell, said in zip(row.cells, cells, strict=False):
            fill(cell, [said] if isinstance(said, str) else said)
    return table


def fill(cell: Any, texts: list[str]) -> None:
    """The paragraphs of a cell."""
    for at, typed in enumerate(texts):
        paragraph, text = cell.paragraphs[0] if at == 0 else cell.add_paragraph(), typed
        for sign, style in (("•• ", "List Bullet 2"), ("• ", "List Bullet"), ("# ", "List Number")):
            if text.startswith(sign):
                paragraph.style, text = style, text.removeprefix(sign)
        pieces = [(each, "bold" if odd % 2 else "") for odd, each in enumerate(text.split("**"))]
        runs(paragraph, *pieces)


def a_box(paragraph: Any, *, ticked: bool) -> None:
    """A box of a content control, as Word has them."""
    control = OxmlElement("w:sdt")
    properties = OxmlElement("w:sdtPr")
    box = OxmlElement("w14:checkbox") if "w14" in paragraph._p.nsmap else _box()
    properties.append(box)
    content = OxmlElement("w:sdtContent")
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "☒" if ticked else "☐"
    run.append(text)
    content.append(run)
    control.extend((properties, content))
    paragraph._p.append(control)


def _box() -> Any:
    from docx.oxml import parse_xml

    return parse_xml('<w14:checkbox xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"/>')


def merge_down(table: Any, column: int, first: int, last: int) -> None:
    """Merges the cells of a column, keeping the words of the first."""
    for row in range(first + 1, last + 1):
        table.cell(row, column).text = ""
    text = table.cell(first, column).text
    table.cell(first, column).merge(table.cell(last, column)).text = text


def language(document: Any, code: str) -> None:
    """Marks all text as being in a language."""
    fonts = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    mark = OxmlElement("w:lang")
    mark.set(qn("w:val"), code)
    for each in fonts.findall(qn("w:lang")):
        fonts.remove(each)
    fonts.append(mark)
