"""Word templates for tests, written as short lists of paragraphs and tables.

`a_template(p("Dear {{ name }},"))` is a DOCX file of one paragraph; `texts(document)` reads one back.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

from lxml import etree

from briefgen.word import Template
from tests.word.good import DECLARATION, FOOTNOTES, MAIN, R_NS, SECTION, STYLES, W_NS, good_parts, zipped

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DRAWING = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'


def r(text: str, properties: str = "") -> str:
    """A run; `properties` is the content of its `w:rPr`."""
    rpr = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{rpr}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*runs: str, style: str = "", properties: str = "") -> str:
    """A paragraph of runs; a text that is not XML becomes a run of its own, so several texts are a split tag."""
    ppr = (f'<w:pStyle w:val="{style}"/>' if style else "") + properties
    ppr = f"<w:pPr>{ppr}</w:pPr>" if ppr else ""
    return f"<w:p>{ppr}{''.join(run if run.startswith('<w:') else r(run) for run in runs)}</w:p>"


def tc(*paragraphs: str) -> str:
    """A cell; a text becomes a paragraph."""
    inside = "".join(each if each.startswith("<w:") else p(each) for each in paragraphs)
    return f'<w:tc><w:tcPr><w:tcW w:w="4500" w:type="dxa"/></w:tcPr>{inside}</w:tc>'


def tr(*cells: str, properties: str = "") -> str:
    """A row of cells."""
    trpr = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return f"<w:tr>{trpr}{''.join(each if each.startswith('<w:tc>') else tc(each) for each in cells)}</w:tr>"


def tbl(*rows: str, columns: int = 2) -> str:
    """A table of rows."""
    grid = '<w:gridCol w:w="4500"/>' * columns
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/><w:tblW w:w="9000" w:type="dxa"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def a_template(*blocks: str, parts: Mapping[str, str] | None = None, styles: str = "") -> bytes:
    """A DOCX file with the blocks as its body.

    Args:
        parts: the XML of further parts, or of parts that differ from those of `good_parts`.
        styles: further `w:style` elements.
    """
    body = "".join(blocks)
    document = f"<w:document {W_NS} {R_NS} {_DRAWING}><w:body>{body}{SECTION}</w:body></w:document>"
    replaced = {
        MAIN: document,
        "word/styles.xml": STYLES.replace("</w:styles>", f"{styles}</w:styles>"),
        "word/footnotes.xml": _without_note(),
        **(parts or {}),
    }
    texts = {name: (DECLARATION + text).encode() for name, text in replaced.items()}
    return zipped({**good_parts(), **texts})


def _without_note() -> str:
    return FOOTNOTES[: FOOTNOTES.index('<w:footnote w:id="1">')] + "</w:footnotes>"


def a_style(name: str, kind: str = "paragraph", inside: str = "") -> str:
    """A `w:style`; its id is its name without spaces."""
    style_id = name.replace(" ", "")
    return f'<w:style w:type="{kind}" w:styleId="{style_id}"><w:name w:val="{name}"/>{inside}</w:style>'


def compiled(*blocks: str, words: tuple[str, ...] = (), anchors: bool = False, **options: object) -> Template:
    """The compiled template of the blocks."""
    return Template.read(a_template(*blocks, **options), "test.docx", words, anchors=anchors)  # type: ignore[arg-type]


def part(document: bytes, name: str = MAIN) -> str:
    """The XML of a part of a document."""
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        return package.read(name).decode()


def body(document: bytes) -> etree._Element:
    """The `w:body` of a document."""
    found = etree.fromstring(part(document).encode()).find(f"{W}body")
    assert found is not None
    return found


def text_of(element: etree._Element) -> str:
    """The text below an element; a break is a newline, a tab a tab."""
    signs = {f"{W}t": None, f"{W}br": "\n", f"{W}tab": "\t"}
    found = (each for each in element.iter(*signs))
    return "".join(signs[str(each.tag)] or each.text or "" for each in found)


def texts(document: bytes) -> list[str]:
    """The text of each paragraph of a document, those in cells too."""
    return [text_of(each) for each in body(document).iter(f"{W}p")]


def rows(document: bytes) -> list[list[str]]:
    """The text of each cell, row by row; paragraphs of a cell are joined by " | "."""
    return [
        [" | ".join(text_of(each) for each in cell.iter(f"{W}p")) for cell in row.iter(f"{W}tc")]
        for row in body(document).iter(f"{W}tr")
    ]
