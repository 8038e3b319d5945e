"""The text of a paragraph as one string, over all its runs, and cutting pieces out of it.

Word splits what a drafter typed over many runs (spelling marks, changes of language, editing sessions). Tags are
found in the joined text; each cut goes back to the `w:t` elements that hold the characters.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.opc.xml import Element
from briefgen.word.wml.ooxml import DEL, NOTE, PPR, RPR, RUN, TXBX_CONTENT, XML_SPACE, P, T, remove, w

# one character each in the joined text; a tag may run over the first kind (a line break typed inside a tag) only
_WHITE = {w("tab"): "\t", w("br"): "\n", w("cr"): "\n"}
_HYPHENS = {w("noBreakHyphen"): "\u2011", w("softHyphen"): "\u00ad"}
_OBJECT = "\ufffc"
_SKIPPED = frozenset({PPR, RPR, DEL, TXBX_CONTENT, w("moveFrom"), w("rt")})
_SILENT = frozenset({NOTE, w("lastRenderedPageBreak"), w("proofErr")})


@dataclass(slots=True)
class Atom:
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


@dataclass(frozen=True)
class ParagraphText:
    """A paragraph's text and where each character of it comes from."""

    paragraph: Element
    text: str
    atoms: tuple[Atom, ...]

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
        yield child, _WHITE.get(child.tag) or _HYPHENS.get(child.tag) or _OBJECT


def holds_objects(text: str) -> bool:
    """Whether a joined text holds pictures, fields or notes, which are more than characters."""
    return _OBJECT in text
