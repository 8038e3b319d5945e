"""The text of a paragraph as one string, over all its runs, and cutting pieces out of it.

Word splits what a drafter typed over many runs (spelling marks, changes of language, editing sessions). Tags are
found in the joined text; each cut goes back to the `w:t` elements that hold the characters.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct

from briefgen.opc.xml import Element
from briefgen.word.wml.ooxml import ALTERNATE, DEL, NOTE, PPR, RPR, RUN, TXBX_CONTENT, XML_SPACE, P, T, remove, w
from briefgen.word.wml.tags import TagKind, find_tags

BREAK = w("br")
# one character each in the joined text; a tag may run over the first kind (a line break typed inside a tag) only
_WHITE = {w("tab"): "\t", BREAK: "\n", w("cr"): "\n"}
_BREAK_SIGNS = "\n\f"
_OF_PAGES = frozenset({"page", "column"})
_HYPHENS = {w("noBreakHyphen"): "\u2011", w("softHyphen"): "\u00ad"}
_OBJECT = "\ufffc"
_SHOWN = 40
_SKIPPED = frozenset({PPR, RPR, DEL, TXBX_CONTENT, w("moveFrom"), w("rt")})
_SILENT = frozenset({NOTE, *map(w, ("lastRenderedPageBreak", "proofErr", "commentReference"))})
_PICTURE, _FIELD = "a picture or text box", "a field"
_OBJECTS = {
    **dict.fromkeys(map(w, ("drawing", "pict")), _PICTURE),
    ALTERNATE: _PICTURE,
    **dict.fromkeys(map(w, ("fldChar", "instrText")), _FIELD),
    w("object"): "an embedded object",
    w("footnoteReference"): "a footnote",
    w("endnoteReference"): "an endnote",
    w("sym"): "a symbol",
}


class Atom(Struct):
    """A piece of a paragraph's text: a `w:t`, or an element that counts as one character."""

    element: Element
    start: int
    length: int

    @property
    def end(self) -> int:
        """The offset behind its last character."""
        return self.start + self.length

    @property
    def is_text(self) -> bool:
        """Whether it is a `w:t`, not an element that counts as a character."""
        return self.element.tag == T

    @property
    def words(self) -> str:
        """What an element that is more than a character is, for a message."""
        return _OBJECTS.get(str(self.element.tag), "an object")


class ParagraphText(Struct, frozen=True, dict=True):
    """A paragraph's text and where each character of it comes from."""

    paragraph: Element
    text: str
    atoms: tuple[Atom, ...]

    @cached_property
    def without_remarks(self) -> str:
        """The text with U+0000 for each character of a plain remark, which is there to be left out."""
        pieces, position = [], 0
        for tag in find_tags(self.text) if "{#" in self.text else ():
            if tag.kind is TagKind.COMMENT and not tag.level and not tag.fault:
                pieces += [self.text[position : tag.start], "\0" * (tag.end - tag.start)]
                position = tag.end
        return "".join([*pieces, self.text[position:]])

    def atom_at(self, offset: int) -> Atom:
        """The atom that holds the character at the offset."""
        return next(atom for atom in self.atoms if atom.start <= offset < atom.end)

    def splice(self, start: int, end: int, replacement: str) -> None:
        """Puts a replacement for the characters from `start` to `end`, into the `w:t` that held the first of them.

        Offsets are those of the text as it was read, so several cuts go from the last to the first.
        """
        touched = [atom for atom in self.atoms if atom.start < end and start < atom.end]
        first = touched[0]
        for atom in reversed(touched[1:]):
            _drop(atom, end - atom.start)
        text = first.element.text or ""
        head = start - first.start
        _set_text(first.element, text[:head] + replacement + text[head + min(end, first.end) - start :])

    def delete(self, start: int, end: int) -> None:
        """Takes the characters from `start` to `end` away, breaks among them; offsets as in `splice`."""
        for atom in reversed([atom for atom in self.atoms if atom.start < end and start < atom.end]):
            if atom.is_text and atom.start < start:
                text = atom.element.text or ""
                _set_text(atom.element, text[: start - atom.start] + text[end - atom.start :])
            else:
                _drop(atom, end - atom.start)

    def in_words(self, *spans: tuple[int, int]) -> str:
        """What stands in some stretches as a message shows it: the text in quotation marks, or what else it is."""
        joined = " ".join(self.text[start:end] for start, end in spans)
        text = " ".join(joined.replace(_OBJECT, " … ").split())
        if text.strip(" …"):
            return f"“{text[:_SHOWN]}”"
        inside = [atom for start, end in spans for atom in self.atoms if start <= atom.start < end]
        words = [atom.words for atom in inside if self.text[atom.start] == _OBJECT]
        return " and ".join(dict.fromkeys(words)) or ("a page break" if "\f" in joined else "")


def _drop(atom: Atom, count: int) -> None:
    """Takes the first `count` characters of an atom away, and the element with them where nothing is left."""
    if atom.is_text and count < atom.length:
        _set_text(atom.element, (atom.element.text or "")[count:])
        return
    run = atom.element.getparent()
    remove(atom.element)
    if run is not None and run.tag == RUN and all(child.tag == RPR for child in run):
        remove(run)


def _set_text(element: Element, text: str) -> None:
    element.text = text
    element.set(XML_SPACE, "preserve")


def paragraph_text(paragraph: Element) -> ParagraphText:
    """The joined text of a `w:p`, without that of text boxes inside it (they have paragraphs of their own)."""
    atoms: list[Atom] = []
    pieces: list[str] = []
    offset = 0
    for element, piece in _pieces(paragraph):
        atoms.append(Atom(element, offset, len(piece)))
        pieces.append(piece)
        offset += len(piece)
    return ParagraphText(paragraph, "".join(pieces), tuple(atoms))


def _pieces(element: Element) -> Iterator[tuple[Element, str]]:
    for child in element:
        if child.tag in _SKIPPED or child.tag == P:
            continue
        if element.tag == RUN:
            yield from _piece_of_run(child)
        else:
            yield from _pieces(child)


def _piece_of_run(child: Element) -> Iterator[tuple[Element, str]]:
    if child.tag == T:
        if child.text:
            yield child, child.text
    elif child.tag not in _SILENT and isinstance(child.tag, str):
        is_of_pages = child.tag == BREAK and child.get(w("type")) in _OF_PAGES
        yield child, "\f" if is_of_pages else _WHITE.get(child.tag) or _HYPHENS.get(child.tag) or _OBJECT


def holds_objects(text: str) -> bool:
    """Whether a joined text holds pictures, fields, notes or page breaks, which are more than characters."""
    return _OBJECT in text or "\f" in text


def objects_in(text: str) -> str:
    """What of that a joined text holds, in words."""
    return "a picture, field or note" if _OBJECT in text else "a page break"


def without_objects(text: str) -> str:
    """A joined text as a message can show it."""
    return text.replace(_OBJECT, "").replace("\f", " ")


def is_break(atom: Atom) -> bool:
    """Whether an atom is a line, column or page break."""
    return atom.element.tag in (BREAK, w("cr"))


def holds_breaks(text: str) -> bool:
    """Whether a joined text holds line, column or page breaks."""
    return any(each in text for each in _BREAK_SIGNS)
