"""Tables, texts with references, and templates for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from briefgen.model.exhibits import Cell, Table, TableColumn
from briefgen.model.richtext import Block, RichText, Span, plain
from tests.word.docx_templates import W, body, text_of
from tests.word.good import W_NS

NUMBERED_STYLE = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
_LEVELS = (("decimal", "%1."), ("lowerLetter", "%2)"), ("decimal", "%1.%3"))
NUMBERING = (
    f'<w:numbering {W_NS}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>'
    + "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>'
        '<w:lvlJc w:val="left"/></w:lvl>'
        for level, (kind, text) in enumerate(_LEVELS)
    )
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)


def a_table(key: str = "areas", **changed: Any) -> Table:
    """A table of two areas with a number and a state each."""
    given: dict[str, Any] = {
        "label": "Table",
        "caption": plain("Follow-up by area"),
        "description": "Borders: 12, ongoing. Returns: 4, done.",
        "columns": (TableColumn(2), TableColumn(1, "right"), TableColumn(1)),
        "heads": ((Cell("Area"), Cell("Measures"), Cell("State")),),
        "rows": (
            (Cell("Borders"), Cell("12"), Cell("ongoing", state="ongoing")),
            (Cell("Returns"), Cell("4"), Cell("done", state="done")),
        ),
    }
    return Table(key, **{**given, **changed})


def text(*spans: Span | str) -> RichText:
    """A text of one paragraph."""
    return RichText((Block(tuple(Span(each) if isinstance(each, str) else each for each in spans)),))


def ref(anchor: str) -> Span:
    """A reference that nothing has been worked out for yet."""
    return Span("?", refers_to=anchor)


def field(code: str, result: str = "stale") -> str:
    """A complex field as Word writes it."""
    sign = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return (
        f'{sign.format("begin")}<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        f"{sign.format('separate')}<w:r><w:t>{result}</w:t></w:r>{sign.format('end')}"
    )


def bookmark(name: str, inside: str, number: int = 90) -> str:
    """Runs in a bookmark."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inside}<w:bookmarkEnd w:id="{number}"/>'


def codes(document: bytes) -> list[str]:
    """The codes of the fields of a document."""
    return [(each.text or "").strip() for each in body(document).iter(f"{W}instrText")]


def words_of(paragraph: etree._Element) -> str:
    """The text of a paragraph without the tabulators of its properties."""
    return "".join(text_of(each) for each in paragraph if each.tag != f"{W}pPr")


def outline(document: bytes) -> list[str]:
    """The paragraphs of a document, and each row of a table as one line between bars."""
    return list(_lines(body(document)))


def _lines(blocks: etree._Element) -> Iterator[str]:
    for block in blocks:
        if block.tag == f"{W}p":
            yield words_of(block).replace("\u00a0", " ").replace("\u2002", " ")
        for row in block.iter(f"{W}tr") if block.tag == f"{W}tbl" else ():
            yield "| " + " | ".join(text_of(cell) for cell in row.iter(f"{W}tc")) + " |"
