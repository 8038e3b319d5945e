"""How wide the text is at a place of a template, as far as its section, its table and its indents tell."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain

from briefgen.opc.xml import Element
from briefgen.word.wml.ooxml import PPR, SECTPR, TC, TCPR, TXBX_CONTENT, P, ancestor, w

_SIDES = 216  # of a cell, Word's usual margins left and right
_WITHOUT_SECTION = frozenset(map(w, ("hdr", "ftr", "footnotes", "endnotes", "comments")))


def sections_in(root: Element) -> dict[Element, Element]:
    """The section (`w:sectPr`) of each block of a document's body; {} for headers, footers and notes.

    The properties of a section stand in its last paragraph, those of the last section at the end of the body (17.6.17).
    """
    body = None if root.tag in _WITHOUT_SECTION else root.find(w("body"))
    if body is None:
        return {}
    section, sections = body.find(SECTPR), dict[Element, Element]()
    for block in reversed(body):
        own = block.find(f"{PPR}/{SECTPR}") if block.tag == P else None
        section = section if own is None else own
        if section is not None:
            sections[block] = section
    return sections


def text_width(paragraph: Element, sections: Mapping[Element, Element]) -> int:
    """The width that a paragraph's text has, in twentieths of a point; 0 where the file does not tell it.

    Args:
        sections: see `sections_in`; found once for all paragraphs, because a document may have thousands.
    """
    cell = ancestor(paragraph, TC)
    if ancestor(paragraph, TXBX_CONTENT) is not None:
        return 0
    outside = _column_width(_section(paragraph, sections)) if cell is None else _inside(cell)
    return max(0, outside - _indents(paragraph)) if outside else 0


def _inside(cell: Element) -> int:
    """The width of a cell's text (17.4.71); tables that Word fits to their contents do not tell it."""
    width = cell.find(f"{TCPR}/{w('tcW')}")
    told = width is not None and width.get(w("type"), "dxa") == "dxa"
    return max(0, _number(width, "w") - _SIDES) if told else 0


def _column_width(section: Element | None) -> int:
    """The width of a text column of a section (17.6.13, 17.6.11, 17.6.4)."""
    if section is None:
        return 0
    page, margins, columns = (section.find(w(name)) for name in ("pgSz", "pgMar", "cols"))
    text = _number(page, "w") - sum(_number(margins, side) for side in ("left", "right", "gutter"))
    count = max(1, _number(columns, "num"))
    return max(0, text - (count - 1) * _number(columns, "space")) // count


def _section(paragraph: Element, sections: Mapping[Element, Element]) -> Element | None:
    """The section that a paragraph is in, be it a block of the body or inside one."""
    blocks = chain((paragraph,), paragraph.iterancestors())
    return next((sections[each] for each in blocks if each in sections), None)


def _indents(paragraph: Element) -> int:
    """The indents that are set by hand; those of styles are small and left aside."""
    indents = paragraph.find(f"{PPR}/{w('ind')}")
    return sum(_number(indents, side) for side in ("left", "start", "right", "end"))


def _number(element: Element | None, attribute: str) -> int:
    text = "" if element is None else element.get(w(attribute)) or ""
    return int(text) if text.removeprefix("-").isdecimal() else 0
