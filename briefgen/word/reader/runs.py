"""The text of a paragraph as spans: what a reader sees, with its looks, links and notes.

Insertions are read, deletions and hidden text are not; of a field its result, as it was last computed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from briefgen.model.richtext import RichText, Span
from briefgen.opc.fields import FieldStack
from briefgen.opc.relationships import Relationship
from briefgen.opc.xml import Element
from briefgen.word.reader.looks import Looks
from briefgen.word.wml.fields import CHAR, INSTRUCTION, SIMPLE, TYPE
from briefgen.word.wml.notes import KINDS
from briefgen.word.wml.ooxml import ALTERNATE, CHOICE, DEL, FALLBACK, PPR, RPR, RUN, TXBX_CONTENT, P, R, T, w

NoteOf = Callable[[str, Element], RichText | None]

_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_SKIPPED = frozenset({PPR, RPR, DEL, TXBX_CONTENT, P, w("moveFrom"), w("rt"), w("sdtPr"), w("sdtEndPr")})
_CHARACTERS = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("cr"): "\n",
    w("noBreakHyphen"): "\u2011",
    w("softHyphen"): "\u00ad",
}
_BREAK, _BREAKS_OF_PAGES = w("br"), frozenset({"page", "column"})
_NOTE_MARKS = {kind.reference: kind.part for kind in KINDS.values() if kind.name != "comment"}
_FIGURES = frozenset(map(w, ("drawing", "pict", "object")))
_PAGE_NUMBERS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
_SAFE = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_BOOKMARK = re.compile(
    r'\s*(?:HYPERLINK\b[^\\]*\\l\s+"?([^"\s]+)|(?:REF|PAGEREF|NOTEREF)\s+"?([^"\s\\]+))', re.IGNORECASE
)
_LINK = re.compile(r'\s*HYPERLINK\s+(?:"([^"]*)"|(?!\\)(\S+))', re.IGNORECASE)


class Field(Struct):
    """A field that has begun, or a link: its instruction so far."""

    instruction: str = ""

    @property
    def href(self) -> str:
        """Where it leads, for a HYPERLINK."""
        return _target_in(self.instruction)

    @property
    def bookmark(self) -> str:
        """The bookmark that it leads to, for a link within the document and for a live reference."""
        found = _BOOKMARK.match(self.instruction)
        return (found[1] or found[2] or "") if found else ""

    @property
    def sequence(self) -> str:
        """What it counts, for a number of pages: "PAGE", "NUMPAGES"."""
        return _counted_by(self.instruction)


class Inline(Struct):
    """What stands in a paragraph.

    Attributes:
        figures: pictures, shapes and charts.
        hidden: whether something in it is hidden text.
    """

    spans: list[Span] = field(default_factory=list)
    figures: list[Element] = field(default_factory=list)
    hidden: bool = False

    def add(self, span: Span) -> None:
        """Puts a span behind the others; joins it to the last one where they look the same."""
        last = self.spans[-1] if self.spans else None
        if last is not None and last.note is None and span.note is None and replace(last, text=span.text) == span:
            self.spans[-1] = replace(last, text=last.text + span.text)
        else:
            self.spans.append(span)


class Runs(Struct):
    """Reads the paragraphs of one story in their order; fields may go over several of them.

    Attributes:
        related: the relationships of the story's part, by id.
        note_of: gives the text of the note that a mark refers to, by its kind ("footnotes") and mark.
        bookmarks: the names of those that the file has; None where nobody has looked.
    """

    looks: Looks
    related: Mapping[str, Relationship]
    note_of: NoteOf
    bookmarks: frozenset[str] | None = None
    _fields: FieldStack[Field] = field(default_factory=FieldStack)

    def read(self, paragraph: Element) -> Inline:
        """What stands in a paragraph, but for its text boxes, which have paragraphs of their own."""
        found = Inline()
        style = self.looks.styles.style_of(paragraph)
        for run, around in self._runs(paragraph, Field()):
            self._read_run(run, style, around, found)
        return found

    def _runs(self, parent: Element, around: Field) -> Iterator[tuple[Element, Field]]:
        """Each run with the simple field or the link around it."""
        for child in shown_children(parent):
            if child.tag in _SKIPPED:
                continue
            if child.tag == RUN:
                yield child, around
            else:
                yield from self._runs(child, self._field_of(child) or around)

    def _field_of(self, element: Element) -> Field | None:
        if element.tag == SIMPLE:
            return Field(element.get(w("instr")) or "")
        if element.tag != w("hyperlink"):
            return None
        link = self.related.get(element.get(f"{{{R}}}id") or "")
        if link and link.external:
            return Field(f'HYPERLINK "{link.target}"')
        anchor = element.get(w("anchor"))
        return Field(f'HYPERLINK \\l "{anchor}"') if anchor else None

    def _read_run(self, run: Element, style: str, around: Field, found: Inline) -> None:
        look = self.looks.span(run, style)
        if look is None:
            found.hidden = True
            self._follow_fields(run)
            return
        for child in shown_children(run):
            if self._follow_field(child) or self._fields.in_instruction:
                continue
            if child.tag in _NOTE_MARKS:
                note = self.note_of(_NOTE_MARKS[str(child.tag)], child)
                if note is not None:
                    found.add(Span("", note=note))
            elif child.tag in _FIGURES:
                found.figures.append(child)
            elif child.tag == w("ruby"):
                for inner, _ in self._runs(child, around):
                    self._read_run(inner, style, around, found)
            elif text := _text_of(child):
                found.add(self._fielded(replace(look, text=text), around))

    def _fielded(self, span: Span, around: Field) -> Span:
        """The span with what the fields around it say: where it leads, and what it counts."""
        if not self._fields.open and not around.instruction:
            return span
        fields = (around, *(each.data for each in reversed(self._fields.open)))
        href = next((each.href for each in fields if each.href), "")
        refers_to = "" if href else next((each.bookmark for each in fields if self._has(each.bookmark)), "")
        sequence = next((each.sequence for each in fields if each.sequence), "")
        return replace(span, href=href, refers_to=refers_to, sequence=sequence)

    def _has(self, bookmark: str) -> bool:
        """Whether a bookmark is there; the top of the document always is."""
        known = self.bookmarks
        return bool(bookmark) and (known is None or bookmark in known or bookmark.casefold() == "_top")

    def _follow_fields(self, run: Element) -> None:
        for child in run:
            self._follow_field(child)

    def _follow_field(self, child: Element) -> bool:
        """Follows fields; whether the element is part of a field's instruction or one of its signs."""
        if child.tag == CHAR:
            self._fields.turn(child.get(TYPE) or "", Field())
        elif child.tag == INSTRUCTION and self._fields.open:
            self._fields.open[-1].data.instruction += child.text or ""
        return child.tag in (CHAR, INSTRUCTION)


def shown_children(parent: Element) -> Iterator[Element]:
    """The child elements; of alternatives (ECMA-376 part 3, 9.3) only the first."""
    for child in parent:
        if child.tag == ALTERNATE:
            chosen = next(child.iterchildren(CHOICE, FALLBACK), None)
            yield from () if chosen is None else shown_children(chosen)
        elif isinstance(child.tag, str):
            yield child


def _text_of(child: Element) -> str:
    if child.tag in (T, _MATH_TEXT):
        return child.text or ""
    if child.tag == _BREAK:
        return "" if child.get(w("type")) in _BREAKS_OF_PAGES else "\n"
    if child.tag == w("sym"):
        return symbol(child)
    return _CHARACTERS.get(str(child.tag), "")


def _counted_by(instruction: str) -> str:
    word = next(iter(instruction.split()), "").upper()
    return word if word in _PAGE_NUMBERS else ""


def _target_in(instruction: str) -> str:
    found = _LINK.match(instruction)
    target = (found[1] or found[2] or "") if found else ""
    return target if _SAFE.match(target) else ""


_OBJECT = "\ufffc"
_PRIVATE = 0xF000  # where fonts without Unicode names put their characters
_GREEK = dict(zip("abgdezhqiklmnxoprstufcyw", "αβγδεζηθικλμνξοπρστυφχψω", strict=True))
_SYMBOL: Mapping[int, str] = {
    **{ord(key): value for key, value in _GREEK.items()},
    **{ord(key.upper()): value.upper() for key, value in _GREEK.items()},
    0xA3: "≤",
    0xA5: "∞",
    0xAB: "↔",
    0xAC: "←",
    0xAD: "↑",
    0xAE: "→",
    0xAF: "↓",
    0xB0: "°",
    0xB1: "±",
    0xB3: "≥",
    0xB4: "×",
    0xB7: "•",
    0xB8: "÷",
    0xB9: "≠",
    0xBA: "≡",
    0xBB: "≈",
    0xBC: "…",
    0xE5: "∑",
    0xD6: "√",
}
_WINGDINGS: Mapping[int, str] = {
    0x28: "☎",
    0x2A: "✉",
    0x6C: "●",
    0x6E: "■",
    0x6F: "□",
    0x71: "❑",
    0x75: "◆",
    0x76: "❖",
    0x77: "⬥",
    0x9F: "•",
    0xA7: "▪",
    0xA8: "◻",
    0xD8: "➢",
    0xDF: "←",
    0xE0: "→",
    0xE1: "↑",
    0xE2: "↓",
    0xE8: "➔",
    0xF0: "⇨",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
}
_FONTS: Mapping[str, Mapping[int, str]] = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}


def symbol(element: Element) -> str:
    """The character that a `w:sym` shows; U+FFFC for one that no table knows."""
    try:
        code = int(element.get(w("char")) or "", 16)
    except ValueError:
        return _OBJECT
    table = _FONTS.get((element.get(w("font")) or "").casefold(), {})
    known = table.get(code - _PRIVATE if code >= _PRIVATE else code)
    return known or (chr(code) if _is_plain(code) else _OBJECT)


def _is_plain(code: int) -> bool:
    return 0x20 <= code < 0xD800 or 0xF900 <= code < 0xFFFE
