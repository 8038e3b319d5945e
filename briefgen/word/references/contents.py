"""Tables of contents and lists of tables or charts, written anew from what the document holds (17.16.5.68).

They list headings by style or outline level, or the captions of a sequence. Their texts are right at once, in Word and
in LibreOffice. On which page a heading is, only a program that lays out pages knows: the numbers stay empty, and the
table is marked dirty so that Word fills it on opening.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy

from lxml import etree
from msgspec import Struct

from briefgen.opc.xml import Element
from briefgen.word.references.anchors import field_xml
from briefgen.word.references.document import RenderedDocument
from briefgen.word.wml.escape import CLOSE_TEXT, OPEN_TEXT, text_xml
from briefgen.word.wml.fields import FieldCode, FoundField, is_in_text_box, own_elements, paragraph_words, shown_text
from briefgen.word.wml.ooxml import PPR, SECTPR, P, W, ancestor, integer, w

_RANGE = re.compile(r"([1-9])\s*-\s*([1-9])")
_START, _END, _ID, _NAME = w("bookmarkStart"), w("bookmarkEnd"), w("id"), w("name")
_FIRST_NUMBER = 700_000_001  # Word's own names are _Toc and nine digits; any will do that is not there yet
_ALL = range(1, 10)


class ContentsRequest(Struct, frozen=True):
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


class ContentsEntry(Struct, frozen=True):
    """A line of a table: level (0 for captions), number, text, and the bookmark of its place."""

    level: int
    number: str
    text: str
    bookmark: str
    has_page: bool


def read_request(code: FieldCode) -> ContentsRequest | None:
    """What a field asks for; None where it asks for what is not known here (marked entries, a part of the document)."""
    if code.has("bdfl"):
        return None
    levels = _levels(code.switches["o"]) if "o" in code.switches else range(0)
    styles = _styles(code.switches.get("t", ""))
    sequence = code.switches.get("c") or code.switches.get("a", "")
    if not (sequence or styles or code.has("ou")):
        levels = _ALL
    return ContentsRequest(
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
    document: RenderedDocument, request: ContentsRequest, table: frozenset[Element], names: PlaceNames
) -> Iterator[ContentsEntry]:
    """The entries of a table, in the order of the document; each place gets a bookmark where it has none.

    Args:
        table: the paragraphs of the table itself, which it does not list.
        names: those of the places that any table of the document leads to.
    """
    find = _captions if request.sequence else _headings
    for paragraph, level, number, text in list(find(document, request)):
        if paragraph not in table and text:
            has_page = max(level, 1) not in request.pageless
            yield ContentsEntry(level, number, text, names.of(paragraph), has_page)


def _headings(document: RenderedDocument, request: ContentsRequest) -> Iterator[tuple[Element, int, str, str]]:
    for paragraph in document.root.iter(P):
        level = _level(document, request, paragraph)
        if level and not is_in_text_box(paragraph):
            label = document.labels.get(paragraph)
            yield paragraph, level, label.text if label else "", paragraph_words(paragraph)


def _level(document: RenderedDocument, request: ContentsRequest, paragraph: Element) -> int:
    """The level at which a paragraph is listed, 0 for one that is not."""
    heading = document.styles.heading_style(paragraph)
    style = document.styles.name_of(document.styles.style_of(paragraph)).casefold()
    if style in request.styles:
        return request.styles[style]
    if heading:
        return heading if heading in request.headings or heading in request.outline else 0
    if not request.outline:
        return 0
    level = document.styles.heading_level(paragraph)
    return level if level in request.outline else 0


def _captions(document: RenderedDocument, request: ContentsRequest) -> Iterator[tuple[Element, int, str, str]]:
    for field in document.fields:
        code = field.code
        paragraph = ancestor(field.begin, P)
        if code.name == "SEQ" and code.first.casefold() == request.sequence and paragraph is not None:
            is_listed = paragraph.getroottree().getroot() is document.root and not is_in_text_box(paragraph)
            text = _behind(paragraph, field.end) if request.bare else paragraph_words(paragraph)
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
        self._number = max(map(integer, ids), default=0)
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


# what stands before w:tabs in a w:pPr (CT_PPrBase, 17.3.1.26)
_BEFORE_TABS = frozenset(
    map(w, "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd".split())
)
_FULL_WIDTH = 9026  # twips: A4 between Word's usual margins, where a document has no page size


def rewrite_contents(document: RenderedDocument) -> None:
    """Writes each table of contents of the document anew; one that asks for more than headings and captions stays."""
    names = PlaceNames(document)
    for field in [each for each in document.fields if each.code.name == "TOC" and not each.in_another]:
        request = read_request(field.code)
        place = _place_of(field)
        if request is None or place is None:
            field.mark_dirty(dirty=True)
            continue
        entries = list(entries_of(document, request, frozenset(place), names))
        field.mark_dirty(dirty=bool(entries))
        _write(_Table(document, request, field, place), entries)


def _place_of(field: FoundField) -> list[Element] | None:
    """The paragraphs from the field's beginning to its end, if they are neighbours and the signs stand in them."""
    signs = (field.begin, field.separate, field.end)
    if any(each is None or each.getparent() is None for each in signs):
        return None
    first, _, last = [each.getparent() for each in signs if each is not None]
    if first is None or last is None or first.tag != P or last.tag != P or first.getparent() is not last.getparent():
        return None
    if field.separate is None or field.separate.getparent() is not first:
        return None
    between = [first, *first.itersiblings()] if first is not last else [first]
    place = between[: between.index(last) + 1]
    return place if all(each.tag == P and each.find(f"{PPR}/{SECTPR}") is None for each in place) else None


class _Table:
    """A table of contents that is being written."""

    def __init__(
        self, document: RenderedDocument, request: ContentsRequest, field: FoundField, place: list[Element]
    ) -> None:
        self.request = request
        self.place = place
        assert field.separate is not None and field.end is not None, "checked by _place_of"
        self.head = _up_to(place[0], field.separate)
        self.tail = _from(place[-1], field.end)
        self._styles = document.styles
        self._looks = {document.styles.style_of(each): each.find(PPR) for each in reversed(place)}
        self._tabs = next(
            (each for each in (one.find(f"{PPR}/{w('tabs')}") for one in place) if each is not None), None
        )
        self._width = _text_width(document.root)

    def paragraph(self, entry: ContentsEntry) -> Element:
        """The paragraph of an entry: its text, a tab and the field of its page, all a link to its place."""
        paragraph = etree.Element(P)
        paragraph.append(self._look(entry.level))
        paragraph.extend(_runs(entry, self.request))
        return paragraph

    def _look(self, level: int) -> Element:
        """The properties of an entry: as the template has them for its level, and a tab for the number at the right."""
        style = self._style_id(f"toc {level}" if level else "table of figures")
        known = self._looks.get(style) if style else next(iter(self._looks.values()), None)
        look = etree.Element(PPR) if known is None else deepcopy(known)
        if style and known is None:
            etree.SubElement(look, w("pStyle")).set(w("val"), style)
        if look.find(w("tabs")) is None and not self._styles.has(style, w("tabs")):
            tabs = deepcopy(self._tabs) if self._tabs is not None else self._right_tab()
            look.insert(sum(child.tag in _BEFORE_TABS for child in look), tabs)
        return look

    def _style_id(self, name: str) -> str:
        style = self._styles.paragraph(name)
        return style.style_id if style else ""

    def _right_tab(self) -> Element:
        tabs = etree.Element(w("tabs"))
        tab = etree.SubElement(tabs, w("tab"))
        for name, value in (("val", "right"), ("leader", "dot"), ("pos", str(self._width))):
            tab.set(w(name), value)
        return tabs


def _write(table: _Table, entries: list[ContentsEntry]) -> None:
    """Puts the entries between the signs of the field; signs that stand alone in a paragraph keep it."""
    first, last = table.place[0], table.place[-1]
    paragraphs = [table.paragraph(each) for each in entries] or [_emptied(first)]
    look = paragraphs[0].find(PPR)
    position = 0 if look is None else 1
    for run in reversed(table.head):
        paragraphs[0].insert(position, run)
    if not (entries and first is not last and _holds_only(last, table.tail)):
        paragraphs[-1].extend(table.tail)
    else:
        paragraphs.append(_emptied(last))
        paragraphs[-1].extend(table.tail)
    for paragraph in paragraphs:
        first.addprevious(paragraph)
    for old in table.place:
        parent = old.getparent()
        if parent is not None:
            parent.remove(old)


def _emptied(paragraph: Element) -> Element:
    empty = etree.Element(P)
    look = paragraph.find(PPR)
    if look is not None:
        empty.append(deepcopy(look))
    return empty


def _up_to(paragraph: Element, sign: Element) -> list[Element]:
    inside = [each for each in paragraph if each.tag != PPR]
    return inside[: inside.index(sign) + 1]


def _from(paragraph: Element, sign: Element) -> list[Element]:
    inside = list(paragraph)
    return inside[inside.index(sign) :]


def _holds_only(paragraph: Element, runs: list[Element]) -> bool:
    return [each for each in paragraph if each.tag != PPR] == runs


def _runs(entry: ContentsEntry, request: ContentsRequest) -> Iterator[Element]:
    text = "".join(f"<w:r>{piece}</w:r>" for piece in _pieces(entry))
    page = field_xml(f"PAGEREF {entry.bookmark} \\h", "")
    behind = f"<w:r><w:tab/></w:r>{page}" if entry.has_page else ""
    runs = list(etree.fromstring(f'<w:x xmlns:w="{W}">{text}{behind}</w:x>'))
    if request.links:
        link = etree.Element(w("hyperlink"))
        link.set(w("anchor"), entry.bookmark)
        link.set(w("history"), "1")
        link.extend(runs)
        runs = [link]
    yield from runs


def _pieces(entry: ContentsEntry) -> Iterator[str]:
    if entry.number:
        yield f"{OPEN_TEXT}{text_xml(entry.number)}{CLOSE_TEXT}<w:tab/>"
    yield f"{OPEN_TEXT}{text_xml(entry.text)}{CLOSE_TEXT}"


def _text_width(root: Element) -> int:
    size, margins = next(root.iter(w("pgSz")), None), next(root.iter(w("pgMar")), None)
    if size is None or margins is None:
        return _FULL_WIDTH
    numbers = [size.get(w("w")), margins.get(w("left")), margins.get(w("right"))]
    if not all(re.fullmatch(r"\d{1,9}", each or "") for each in numbers):
        return _FULL_WIDTH
    width, left, right = map(integer, numbers)
    return width - left - right
