"""What a table of contents lists: headings by style or outline level, or captions of a sequence (17.16.5.68)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from briefgen.opc.xml import Element
from briefgen.word.references.document import RenderedDocument
from briefgen.word.references.field_code import FieldCode
from briefgen.word.references.fields import is_in_text_box, own_elements, paragraph_words, shown_text
from briefgen.word.wml.ooxml import PPR, P, ancestor, w

_RANGE = re.compile(r"([1-9])\s*-\s*([1-9])")
_START, _END, _ID, _NAME = w("bookmarkStart"), w("bookmarkEnd"), w("id"), w("name")
_FIRST_NUMBER = 700_000_001  # Word's own names are _Toc and nine digits; any will do that is not there yet
_ALL = range(1, 10)


@dataclass(frozen=True)
class Wanted:
    """What a table lists.

    Attributes:
        headings: the levels of Word's heading styles.
        outline: the levels of paragraphs that have an outline level otherwise.
        styles: further paragraph styles by name in small letters, with their levels.
        sequence: the captions of this sequence, in small letters, instead of headings.
        bare: captions without label and number.
        links: each entry is a link.
        pageless: the levels without page numbers.
    """

    headings: range
    outline: range
    styles: Mapping[str, int]
    sequence: str
    bare: bool
    links: bool
    pageless: range


@dataclass(frozen=True)
class Entry:
    """A line of a table: level (0 for captions), number, text, and the bookmark of its place."""

    level: int
    number: str
    text: str
    bookmark: str
    has_page: bool


def wanted_by(code: FieldCode) -> Wanted | None:
    """What a field asks for; None where it asks for what is not known here (marked entries, a part of the document)."""
    if code.has("bdfl"):
        return None
    levels = _levels(code.switches["o"]) if "o" in code.switches else range(0)
    styles = _styles(code.switches.get("t", ""))
    sequence = code.switches.get("c") or code.switches.get("a", "")
    if not (sequence or styles or code.has("ou")):
        levels = _ALL
    return Wanted(
        headings=levels,
        outline=(levels or _ALL) if "u" in code.switches else range(0),
        styles=styles,
        sequence=sequence.casefold(),
        bare="a" in code.switches and "c" not in code.switches,
        links="h" in code.switches,
        pageless=_levels(code.switches["n"]) if "n" in code.switches else range(0),
    )


def _levels(text: str) -> range:
    found = _RANGE.search(text)
    return range(int(found[1]), int(found[2]) + 1) if found else _ALL


def _styles(text: str) -> dict[str, int]:
    """`Style,1,Other,2`, with commas or semicolons as the author's Windows had it."""
    pieces = [each.strip() for each in re.split("[,;]", text)]
    pairs = zip(pieces[::2], pieces[1::2], strict=False)
    return {name.casefold(): int(level) for name, level in pairs if level in set("123456789")}


def entries_of(
    document: RenderedDocument, wanted: Wanted, table: frozenset[Element], names: PlaceNames
) -> Iterator[Entry]:
    """The entries of a table, in the order of the document; each place gets a bookmark where it has none.

    Args:
        table: the paragraphs of the table itself, which it does not list.
        names: those of the places that any table of the document leads to.
    """
    find = _captions if wanted.sequence else _headings
    for paragraph, level, number, text in list(find(document, wanted)):
        if paragraph not in table and text:
            has_page = max(level, 1) not in wanted.pageless
            yield Entry(level, number, text, names.of(paragraph), has_page)


def _headings(document: RenderedDocument, wanted: Wanted) -> Iterator[tuple[Element, int, str, str]]:
    for paragraph in document.root.iter(P):
        level = _level(document, wanted, paragraph)
        if level and not is_in_text_box(paragraph):
            label = document.labels.get(paragraph)
            yield paragraph, level, label.own if label else "", paragraph_words(paragraph)


def _level(document: RenderedDocument, wanted: Wanted, paragraph: Element) -> int:
    """The level at which a paragraph is listed, 0 for one that is not."""
    heading = document.styles.heading_level(paragraph)
    style = document.styles.name_of(document.styles.style_of(paragraph)).casefold()
    if style in wanted.styles:
        return wanted.styles[style]
    if heading:
        return heading if heading in wanted.headings or heading in wanted.outline else 0
    if not wanted.outline:
        return 0
    level = document.styles.outline_level(paragraph) + 1
    return level if level in wanted.outline else 0


def _captions(document: RenderedDocument, wanted: Wanted) -> Iterator[tuple[Element, int, str, str]]:
    for field in document.fields:
        code = field.code
        paragraph = ancestor(field.begin, P)
        if code.name == "SEQ" and code.first.casefold() == wanted.sequence and paragraph is not None:
            is_listed = paragraph.getroottree().getroot() is document.root and not is_in_text_box(paragraph)
            text = _behind(paragraph, field.end) if wanted.bare else paragraph_words(paragraph)
            if is_listed:
                yield paragraph, 0, "", text


def _behind(paragraph: Element, end: Element | None) -> str:
    """What stands behind the number of a caption."""
    if end is None:
        return paragraph_words(paragraph)
    inside = list(paragraph.iter())
    behind = set(inside[inside.index(end) + 1 :])
    return " ".join(shown_text(each for each in own_elements(paragraph) if each in behind).split()).lstrip(".:–— ")


class PlaceNames:
    """Gives bookmarks to the places that tables of contents lead to; one for all tables of a document."""

    def __init__(self, document: RenderedDocument) -> None:
        self._taken = set(document.bookmarks)
        ids = [each.start.get(_ID) or "" for same in document.bookmarks.values() for each in same]
        self._number = max((int(each) for each in ids if each.isdigit()), default=0)
        self._next = _FIRST_NUMBER

    def of(self, paragraph: Element) -> str:
        """The bookmark around a paragraph's text that Word uses for tables of contents."""
        own = (each.get(_NAME) or "" for each in paragraph.iter(_START))
        return next((name for name in own if name.startswith("_Toc")), "") or self._new(paragraph)

    def _new(self, paragraph: Element) -> str:
        while (name := f"_Toc{self._next}").casefold() in self._taken:
            self._next += 1
        self._taken.add(name.casefold())
        self._number += 1
        start, end = etree.Element(_START), etree.Element(_END)
        start.set(_ID, str(self._number))
        start.set(_NAME, name)
        end.set(_ID, str(self._number))
        paragraph.insert(1 if paragraph.find(PPR) is not None else 0, start)
        paragraph.append(end)
        return name
