"""The marks of tracked changes, as Word writes them.

Source: ECMA-376 part 1, 17.13.5. What validators do not tell and programs stumble over: a row is marked together with
the runs and the paragraph marks in it; deleted text is `w:delText`; no deletion stands in an insertion; every mark has
a number of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from itertools import count

from lxml import etree
from msgspec import Struct, field

from briefgen.opc.xml import Element
from briefgen.redline.words import count_words
from briefgen.word.wml.ooxml import (
    MARKERS,
    RPR,
    RUN,
    SECTPR,
    TBL,
    TR,
    TRPR,
    TXBX_CONTENT,
    VAL,
    XML_SPACE,
    P,
    T,
    ancestor,
    paragraph_properties,
    rows_of,
    w,
)

INS, DEL = "ins", "del"
LINK, SIMPLE = w("hyperlink"), w("fldSimple")
# what stands around runs without being text; a change stands inside it (EG_ContentRunContent has no links)
WRAPPERS = frozenset({LINK, *map(w, ("smartTag", "customXml", "dir", "bdo"))})
CONTROL, CONTROL_CONTENT = w("sdt"), w("sdtContent")
_TEXTS = {T: w("delText"), w("instrText"): w("delInstrText")}
_FIRST_NUMBER = 100_001  # above those of bookmarks and comments, which some programs count together with these
_PROPERTIES = frozenset(map(w, ("pPr", "rPr", "smartTagPr", "customXmlPr", "sdtPr")))
NOT_IN_RECORD = {  # what the former properties leave out: 17.13.5.29, 17.13.5.32, 17.13.5.37
    "pPrChange": frozenset({RPR, SECTPR, w("pPrChange")}),
    "rPrChange": frozenset(map(w, ("ins", "del", "moveFrom", "moveTo", "rPrChange"))),
    "sectPrChange": frozenset(map(w, ("headerReference", "footerReference", "sectPrChange"))),
    "trPrChange": frozenset(map(w, ("ins", "del", "trPrChange"))),
    "tcPrChange": frozenset(map(w, ("cellIns", "cellDel", "cellMerge", "tcPrChange"))),
    "tblPrChange": frozenset({w("tblPrChange")}),
}


class ChangeSource(Struct, frozen=True):
    """Where a change comes from.

    Attributes:
        author: who made it, as Word shows it.
        date: when, as ISO 8601 with time and zone: "2023-03-17T00:00:00Z".
        comment: what is to stand in a comment beside the change; may be empty.
    """

    author: str
    date: str
    comment: str = ""


class ChangeCounts(Struct):
    """How much was changed: paragraphs (but those in marked rows), rows, words; and looks and properties."""

    inserted_paragraphs: int = 0
    deleted_paragraphs: int = 0
    changed_paragraphs: int = 0
    inserted_rows: int = 0
    deleted_rows: int = 0
    changed_rows: int = 0
    inserted_words: int = 0
    deleted_words: int = 0
    changed_properties: int = 0

    def add(self, kind: str, what: str, number: int = 1) -> None:
        """Counts `number` more of "paragraphs", "rows" or "words", as inserted or deleted."""
        name = f"{'inserted' if kind == INS else 'deleted'}_{what}"
        setattr(self, name, getattr(self, name) + number)

    @property
    def is_nothing(self) -> bool:
        """Whether nothing was changed that is counted here."""
        return self == ChangeCounts()


class Revisions(Struct):
    """Makes the marks of one document.

    Attributes:
        sources: by the record that is changed.
        default: where there is none.
        counts: of what was marked so far.
        remarks: the changed paragraphs beside which a comment may stand, with its source.
    """

    sources: Mapping[str, ChangeSource]
    default: ChangeSource
    counts: ChangeCounts = field(default_factory=ChangeCounts)
    remarks: list[tuple[Element, ChangeSource]] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=lambda: count(_FIRST_NUMBER))

    def mark(self, name: str, source: ChangeSource) -> Element:
        """The element of a change, with its author, date and number."""
        names = {w("id"): str(next(self._numbers)), w("author"): source.author, w("date"): source.date}
        return etree.Element(w(name), names)

    def remark(self, paragraph: Element, source: ChangeSource) -> None:
        """Notes a changed paragraph whose source wants a comment."""
        if source.comment:
            self.remarks.append((paragraph, source))

    def track_block(self, block: Element, kind: str, source: ChangeSource) -> None:
        """Marks a whole paragraph, table or block-level control as inserted or deleted."""
        if block.tag == P:
            self.counts.add(kind, "paragraphs")
            self.track_paragraph(block, kind, source)
        elif block.tag == TBL:
            for row in rows_of(block):
                self.track_row(row, kind, source)
        elif block.tag in (CONTROL, w("customXml")):
            inside = block.find(CONTROL_CONTENT) if block.tag == CONTROL else block
            for child in () if inside is None else list(inside):
                self.track_block(child, kind, source)
            if inside is not None:
                self._track_control(block, inside, kind, source)

    def _track_control(self, control: Element, inside: Element, kind: str, source: ChangeSource) -> None:
        """Marks the control itself: two ranges, over its beginning and over its end (17.13.5.4 and following)."""
        name = f"customXml{kind.capitalize()}Range"
        for start, end in ((control.addprevious, lambda each: inside.insert(_after_properties(inside), each)),
                           (inside.append, control.addnext)):  # fmt: skip
            opening = self.mark(f"{name}Start", source)
            start(opening)
            end(etree.Element(w(f"{name}End"), {w("id"): opening.get(w("id")) or ""}))

    def track_row(self, row: Element, kind: str, source: ChangeSource) -> None:
        """Marks a row, and all that is in it."""
        self.counts.add(kind, "rows")
        for each in [row, *(nested for nested in row.iter(TR) if nested is not row and not _is_in_box(nested))]:
            self._mark_row(each, kind, source)
        paragraphs = [each for each in row.iter(P) if not _is_in_box(each)]
        for paragraph in paragraphs:
            self.track_paragraph(paragraph, kind, source)

    def _mark_row(self, row: Element, kind: str, source: ChangeSource) -> None:
        properties = row.find(TRPR)
        if properties is None:
            properties = etree.Element(TRPR)
            row.insert(sum(child.tag == w("tblPrEx") for child in row), properties)
        if not len(properties):  # the schema wants an ordinary property before the mark
            etree.SubElement(properties, w("cantSplit")).set(VAL, "off")
        properties.append(self.mark(kind, source))

    def track_paragraph(self, paragraph: Element, kind: str, source: ChangeSource) -> None:
        """Marks what stands in a paragraph, and its mark."""
        self.remark(paragraph, source)
        self.track_runs(paragraph, kind, source)
        self.track_mark(paragraph, kind, source)

    def track_mark(self, paragraph: Element, kind: str, source: ChangeSource) -> None:
        """Marks the mark of a paragraph (17.13.5.15, 17.13.5.20)."""
        properties_of_mark(paragraph).insert(0, self.mark(kind, source))

    def track_runs(self, parent: Element, kind: str, source: ChangeSource) -> None:
        """Marks what stands in a paragraph, or in a link or the like."""
        change: Element | None = None
        for child in list(parent):
            if child.tag in _PROPERTIES or child.tag in MARKERS:
                change = None
            elif child.tag in WRAPPERS:
                self.track_runs(child, kind, source)
                change = None
            else:
                change = change if change is not None else self._opened(child, kind, source)
                for each in without_simple_fields(child):
                    change.append(each)
                    self.convert(each, kind, source)

    def _opened(self, child: Element, kind: str, source: ChangeSource) -> Element:
        change = self.mark(kind, source)
        child.addprevious(change)
        return change

    def convert(self, content: Element, kind: str, source: ChangeSource) -> None:
        """Makes content what it is in a change: deleted text has names of its own, in text boxes too."""
        self.counts.add(kind, "words", count_words("".join(map(str, content.itertext(T)))))
        if kind == INS:
            return
        before = self.counts
        self.counts = ChangeCounts()  # words in boxes are counted
        for paragraph in [each for each in content.iter(P) if ancestor(each, TXBX_CONTENT) is not None]:
            self.track_runs(paragraph, kind, source)
        self.counts = before
        for text in list(content.iter(*_TEXTS)):
            text.tag = _TEXTS[str(text.tag)]

    def record(self, properties: Element, name: str, former: Element | None, source: ChangeSource) -> None:
        """Adds the former properties to properties that were changed, e.g. `pPrChange` to `w:pPr`."""
        self.counts.changed_properties += 1
        change = self.mark(name, source)
        record = etree.SubElement(change, w(name.removesuffix("Change")))
        if former is not None:
            record.attrib.update({key: value for key, value in former.attrib.items() if "rsid" not in str(key)})
            record.extend(deepcopy(each) for each in former if each.tag not in NOT_IN_RECORD[name])
        properties.append(change)


def _after_properties(inside: Element) -> int:
    return sum(child.tag in _PROPERTIES for child in inside)


def _is_in_box(element: Element) -> bool:
    return ancestor(element, TXBX_CONTENT) is not None


def properties_of_mark(paragraph: Element) -> Element:
    """The `w:rPr` of a paragraph's mark, made where there is none."""
    properties = paragraph_properties(paragraph)
    looks = properties.find(RPR)
    if looks is None:
        looks = etree.Element(RPR)
        following = next((each for each in properties if each.tag in (SECTPR, w("pPrChange"))), None)
        if following is None:
            properties.append(looks)
        else:
            following.addprevious(looks)
    return looks


def shell_of(element: Element) -> Element:
    """An element with its attributes and without what is in it."""
    shell = etree.Element(element.tag, nsmap=element.nsmap)  # type: ignore[arg-type]  # the stubs forbid None
    for name, value in element.attrib.items():
        shell.set(name, value)
    return shell


def without_simple_fields(child: Element) -> list[Element]:
    """What stands for a child of a paragraph in a change, which takes no `w:fldSimple` (17.16.19): its runs."""
    if child.tag != SIMPLE:
        return [child]
    tail = child.getparent()
    runs = [_sign("begin"), _code(child.get(w("instr")) or ""), _sign("separate"), *child, _sign("end")]
    if tail is not None:
        tail.remove(child)
    return [each for each in runs if each.tag != w("fldData")]


def _sign(kind: str) -> Element:
    run = etree.Element(RUN)
    etree.SubElement(run, w("fldChar")).set(w("fldCharType"), kind)
    return run


def _code(code: str) -> Element:
    run = etree.Element(RUN)
    text = etree.SubElement(run, w("instrText"))
    text.text = code
    text.set(XML_SPACE, "preserve")
    return run
