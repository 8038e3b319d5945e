"""Tables of contents and lists of tables or charts, written anew from what the document holds (17.16.5.68).

Their texts are right at once, in Word and in LibreOffice. On which page a heading stands only a program knows that lays
out pages: the numbers stay empty, and the table is marked so that Word fills it on opening.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from briefgen.opc.xml import Element
from briefgen.word.references.anchors import field_xml
from briefgen.word.references.document import RenderedDocument
from briefgen.word.references.entries import Entry, PlaceNames, Wanted, entries_of, wanted_by
from briefgen.word.references.fields import FoundField
from briefgen.word.wml.ooxml import PPR, SECTPR, P, W, w

# what stands before w:tabs in a w:pPr (CT_PPrBase, 17.3.1.26)
_BEFORE_TABS = frozenset(
    map(w, "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd".split())
)
_FULL_WIDTH = 9026  # twips: A4 between Word's usual margins, where a document has no page size


def rewrite_contents(document: RenderedDocument) -> None:
    """Writes each table of contents of the document anew; one that asks for more than headings and captions stays."""
    names = PlaceNames(document)
    for field in [each for each in document.fields if each.code.name == "TOC" and not each.in_another]:
        wanted = wanted_by(field.code)
        place = _place_of(field)
        if wanted is None or place is None:
            field.mark(outdated=True)
            continue
        entries = list(entries_of(document, wanted, frozenset(place), names))
        field.mark(outdated=bool(entries))
        _write(_Table(document, wanted, field, place), entries)


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

    def __init__(self, document: RenderedDocument, wanted: Wanted, field: FoundField, place: list[Element]) -> None:
        self.wanted = wanted
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

    def paragraph(self, entry: Entry) -> Element:
        """The paragraph of an entry: its text, a tab and the field of its page, all a link to its place."""
        paragraph = etree.Element(P)
        paragraph.append(self._look(entry.level))
        paragraph.extend(_runs(entry, self.wanted))
        return paragraph

    def _look(self, level: int) -> Element:
        """The properties of an entry: as the template has them for its level, and a tab for the number at the right."""
        style = self._styles.id_of(f"toc {level}" if level else "table of figures")
        known = self._looks.get(style) if style else next(iter(self._looks.values()), None)
        look = etree.Element(PPR) if known is None else deepcopy(known)
        if style and known is None:
            etree.SubElement(look, w("pStyle")).set(w("val"), style)
        if look.find(w("tabs")) is None and not self._styles.has(style, w("tabs")):
            tabs = deepcopy(self._tabs) if self._tabs is not None else self._right_tab()
            look.insert(sum(child.tag in _BEFORE_TABS for child in look), tabs)
        return look

    def _right_tab(self) -> Element:
        tabs = etree.Element(w("tabs"))
        tab = etree.SubElement(tabs, w("tab"))
        for name, value in (("val", "right"), ("leader", "dot"), ("pos", str(self._width))):
            tab.set(w(name), value)
        return tabs


def _write(table: _Table, entries: list[Entry]) -> None:
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


def _runs(entry: Entry, wanted: Wanted) -> Iterator[Element]:
    text = "".join(f"<w:r>{piece}</w:r>" for piece in _pieces(entry))
    page = field_xml(f"PAGEREF {entry.bookmark} \\h", "")
    behind = f"<w:r><w:tab/></w:r>{page}" if entry.has_page else ""
    runs = list(etree.fromstring(f'<w:x xmlns:w="{W}">{text}{behind}</w:x>'))
    if wanted.links:
        link = etree.Element(w("hyperlink"))
        link.set(w("anchor"), entry.bookmark)
        link.set(w("history"), "1")
        link.extend(runs)
        runs = [link]
    yield from runs


def _pieces(entry: Entry) -> Iterator[str]:
    from briefgen.word.wml.escape import CLOSE_TEXT, OPEN_TEXT, text_xml

    if entry.number:
        yield f"{OPEN_TEXT}{text_xml(entry.number)}{CLOSE_TEXT}<w:tab/>"
    yield f"{OPEN_TEXT}{text_xml(entry.text)}{CLOSE_TEXT}"


def _text_width(root: Element) -> int:
    size, margins = next(root.iter(w("pgSz")), None), next(root.iter(w("pgMar")), None)
    if size is None or margins is None:
        return _FULL_WIDTH
    numbers = [size.get(w("w")), margins.get(w("left")), margins.get(w("right"))]
    if not all(re.fullmatch(r"\d+", each or "") for each in numbers):
        return _FULL_WIDTH
    width, left, right = (int(each or 0) for each in numbers)
    return width - left - right
