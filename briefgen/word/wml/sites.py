"""The places of a template that take a value, as rich text needs to know them, and how wide the text is there.

A width comes from the section, the table and the indents of the place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from itertools import chain

from lxml import etree
from msgspec import Struct

from briefgen.opc.xml import Element
from briefgen.word.wml.ooxml import (
    BOOKMARK,
    BOOKMARK_END,
    NOTE,
    PPR,
    RPR,
    RUN,
    SECTPR,
    TC,
    TCPR,
    TXBX_CONTENT,
    P,
    T,
    ancestor,
    integer,
    local_name,
    value_of,
    w,
)
from briefgen.word.wml.styles import Styles

_NAMESPACES = re.compile(r' xmlns(?::\w+)?="[^"]*"')

# CT_PPrBase and CT_RPr are sequences: the order that Word and the validators ask for (ECMA-376-1, 17.3.1.26, 17.3.2.28)
RPR_ORDER = {
    name: index
    for index, name in enumerate(
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid"
        " vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em"
        " lang eastAsianLayout specVanish oMath".split()
    )
}


class Site(Struct, frozen=True, dict=True):
    """Where a value goes in.

    Attributes:
        ppr: the paragraph's `w:pPr` as XML, "" without one; section breaks left out.
        rpr: the run's own properties, name and XML, in order.
        style_name: the name of the paragraph's style, which the names of its list styles begin with.
        whole: the value is all that its paragraph holds.
        splits: further paragraphs can be put in (not inside a link or a field).
        width: the width of the text there, in twentieths of a point; 0 where it is not known.
        in_body: it stands in the document itself, not in a header, a footer, a note or a text box.
        in_cell: it stands in a cell of a table.
        spaces: those before and behind a value that is all else that its paragraph holds.
    """

    ppr: str
    rpr: tuple[tuple[str, str], ...]
    style_name: str
    whole: bool
    splits: bool
    width: int = 0
    in_body: bool = False
    in_cell: bool = False
    spaces: tuple[str, str] = ("", "")

    @cached_property
    def rpr_xml(self) -> str:
        """The run's properties as XML, "" without any."""
        return run_properties(self.rpr)


def run_properties(properties: tuple[tuple[str, str], ...]) -> str:
    """A `w:rPr` of the properties, or "" for none."""
    return f"<w:rPr>{''.join(xml for _, xml in properties)}</w:rPr>" if properties else ""


def merge_properties(base: tuple[tuple[str, str], ...], added: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """Run properties with some set anew, in the order of the schema."""
    combined = dict(base) | added
    return tuple(sorted(combined.items(), key=lambda pair: RPR_ORDER.get(pair[0], len(RPR_ORDER))))


def fragment(element: Element | None) -> str:
    """An element as XML without namespace declarations; these stand on the part's root."""
    if element is None:
        return ""
    return _NAMESPACES.sub("", etree.tostring(element, encoding="unicode", with_tail=False))


def site_at(
    text: Element, paragraph: Element, styles: Styles, sections: Mapping[Element, Element], *, whole: bool
) -> Site:
    """The site of a value in a `w:t` of a paragraph.

    Args:
        sections: the section of each block of the document; see `briefgen.word.wml.sites`.
    """
    run = ancestor(text, RUN)
    rpr = None if run is None else run.find(RPR)
    style_id = value_of(paragraph, f"{w('pPr')}/{w('pStyle')}")
    return Site(
        ppr=_paragraph_properties(paragraph),
        rpr=() if rpr is None else tuple((local_name(child), fragment(child)) for child in rpr),
        style_name=styles.name_of(style_id) or "Normal",
        whole=whole,
        splits=run is not None and run.getparent() is paragraph and paragraph.find(f"{PPR}/{SECTPR}") is None,
        width=text_width(paragraph, sections),
        in_body=ancestor(paragraph, w("body")) is not None and ancestor(paragraph, TXBX_CONTENT, NOTE) is None,
        in_cell=ancestor(paragraph, TC) is not None,
    )


def _paragraph_properties(paragraph: Element) -> str:
    return re.sub(r"<w:sectPr\b.*</w:sectPr>", "", fragment(paragraph.find(PPR)), flags=re.DOTALL)


def is_plain_paragraph(paragraph: Element) -> bool:
    """Whether a paragraph is nothing but properties, runs of text and empty bookmarks: it can be written anew."""
    others = [child for child in paragraph if child.tag not in (PPR, w("proofErr")) and not is_empty_bookmark(child)]
    return (
        paragraph.find(f"{PPR}/{SECTPR}") is None
        and all(run.tag == RUN for run in others)
        and all(child.tag in (RPR, T) for run in others for child in run)
    )


def is_empty_bookmark(marker: Element) -> bool:
    """Whether a marker is the start or the end of a bookmark with nothing in it."""
    if marker.tag not in (BOOKMARK, BOOKMARK_END):
        return False
    other = marker.getnext() if marker.tag == BOOKMARK else marker.getprevious()
    return other is not None and other.tag in (BOOKMARK, BOOKMARK_END) and _same(marker, other)


def _same(one: Element, other: Element) -> bool:
    return one.get(w("id")) == other.get(w("id"))


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
    is_given = width is not None and width.get(w("type"), "dxa") == "dxa"
    return max(0, _number(width, "w") - _SIDES) if is_given else 0


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
    return 0 if element is None else integer(element.get(w(attribute)))
