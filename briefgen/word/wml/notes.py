"""Footnotes, endnotes and comments whose text is filled where they are referred to.

A note's text stands in a part of its own, but it belongs to the place of its mark: in a loop each repetition has its
own note, with the loop's values. So the compiler moves a note's content to its mark; the rendering takes what came
out of it, gives it a number of its own and puts it back into the notes' part.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy

from lxml import etree
from msgspec import Struct

from briefgen.opc.xml import Element
from briefgen.word.wml.escape import attribute_xml
from briefgen.word.wml.ooxml import NOTE, W, block, remove, value, w


class NoteKind(Struct, frozen=True):
    """A kind of note: the relationship to its part, its element there, and the mark that refers to it."""

    name: str
    part: str
    reference: str

    @property
    def element(self) -> str:
        """The Clark name of the note's own element."""
        return w(self.name)


KINDS: Mapping[str, NoteKind] = {
    kind.part: kind
    for kind in (
        NoteKind("footnote", "footnotes", w("footnoteReference")),
        NoteKind("endnote", "endnotes", w("endnoteReference")),
        NoteKind("comment", "comments", w("commentReference")),
    )
}
_ID = w("id")
_RANGE_START, _RANGE_END = w("commentRangeStart"), w("commentRangeEnd")


def move_to_marks(story: Element, notes: Element, kind: NoteKind) -> None:
    """Moves each note that a story refers to into the story, before its mark, in a wrapper; see `note_sources`."""
    by_id = {note.get(_ID): note for note in notes.iter(kind.element)}
    references = [each for each in story.iter(kind.reference) if each.get(_ID) in by_id]
    for reference in references:
        reference.addprevious(_wrapped(by_id[reference.get(_ID)], kind))
    for used in {reference.get(_ID) for reference in references}:
        remove(by_id[used])


def _wrapped(note: Element, kind: NoteKind) -> Element:
    wrapper = etree.Element(NOTE, kind=kind.part, note=note.get(_ID) or "", attributes=_attributes(note))
    wrapper.extend(deepcopy(child) for child in note)
    return wrapper


def _attributes(note: Element) -> str:
    """The note's own attributes as XML, e.g. a comment's author, without its number."""
    own = {str(name): str(text) for name, text in note.attrib.items() if name != _ID}
    named = {name.removeprefix(f"{{{W}}}"): text for name, text in own.items() if name.startswith(f"{{{W}}}")}
    return "".join(f' w:{name}="{attribute_xml(text)}"' for name, text in named.items())


def note_sources(story: Element) -> Iterator[tuple[Element, str]]:
    """Takes the wrappers of notes away and says which source goes where they began and ended.

    Yields an element and the source that belongs directly before it; the caller puts in a mark before it goes on.
    """
    for wrapper in list(story.iter(NOTE)):
        kind, note = wrapper.get("kind"), wrapper.get("note")
        begin = value(f"'{note}'|_begin_note('{kind}')")
        yield wrapper, begin + block(f"filter _end_note('{kind}', '{note}', {wrapper.get('attributes')!r})")
        for child in list(wrapper):
            wrapper.addprevious(child)
        yield wrapper, block("endfilter")
        remove(wrapper)


def find_note_marks(story: Element) -> Iterator[tuple[Element, str]]:
    """Each mark of a note that was moved, and the ends of such a comment's range, with the expression of its number."""
    moved = {(wrapper.get("kind"), wrapper.get("note")) for wrapper in story.iter(NOTE)}
    for kind in KINDS.values():
        for mark in story.iter(kind.reference, *(kind.name == "comment") * (_RANGE_START, _RANGE_END)):
            number = mark.get(_ID)
            if (kind.part, number) in moved:
                yield (
                    mark,
                    f"'{number}'|_range_start" if mark.tag == _RANGE_START else f"'{number}'|_note_id('{kind.part}')",
                )
