"""What one rendering gathers on its way: links, footnotes and lists that the document needs besides its text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import field
from typing import Any

from briefgen.values import dataclass
from briefgen.word.brought import Brought
from briefgen.word.gathered import Identity, NoteBook
from briefgen.word.printing import said

Words = Mapping[str, Callable[..., Any]]


@dataclass
class Rendering:
    """The state of one rendering; never shared between two.

    Attributes:
        say: how a date or number that a template prints as it is is put into words.
        part: the name of the part being rendered.
        links: for each part, the targets of links that were put in, in order; the n-th has the id `rIdLink<n>`.
        notes: what is put into the parts of footnotes, endnotes and comments, by these words.
        identity: the numbers and names given out so far.
        brought: what images and sub-documents bring along.
        lists: for each list that begins anew the numbering id that it follows; the n-th has the id `first_list + n`.
        open_lists: the id of the last list begun at each depth.
        restarted: for a list of the template that began anew the id that it has since.
        refers: whether there are anchors, references or numbers in sequence to be resolved at the end.
        exhibits: whether charts or tables were put in.
        anchors, references: the anchor behind the name of each bookmark that was put in, or referred to.
        anchored_paragraphs: the bookmarks that stand for the number of their paragraph.
    """

    say: Callable[[object], str] = said
    part: str = ""
    links: dict[str, list[str]] = field(default_factory=dict)
    notes: dict[str, NoteBook] = field(default_factory=dict)
    identity: Identity = field(default_factory=Identity)
    brought: Brought = field(default_factory=Brought)
    lists: list[str] = field(default_factory=list)
    open_lists: dict[int, int] = field(default_factory=dict)
    restarted: dict[str, str] = field(default_factory=dict)
    first_list: int = 1
    refers: bool = False
    exhibits: bool = False
    anchors: dict[str, str] = field(default_factory=dict)
    references: dict[str, str] = field(default_factory=dict)
    anchored_paragraphs: set[str] = field(default_factory=set)

    def link(self, target: str) -> str:
        """The relationship id of a link from the part being rendered."""
        targets = self.links.setdefault(self.part, [])
        if target not in targets:
            targets.append(target)
        return f"rIdLink{targets.index(target) + 1}"

    def footnote(self, content: Callable[[str], str]) -> str:
        """The number of a footnote made of rich text; links in it belong to the part of the footnotes."""
        book, outside = self.notes["footnotes"], self.part
        self.part = book.part
        number = book.add(content)
        self.part = outside
        return number

    def begin_note(self, kind: str) -> None:
        """What is rendered from here on goes into a note."""
        self.part = self.notes[kind].begin(self.part)

    def end_note(self, kind: str, content: str, original: str, attributes: str) -> None:
        """The note is complete; rendering goes on where its mark stands."""
        self.part = self.notes[kind].end(content, original, attributes)

    def list_number(self, depth: int, num_id: str, *, restart: bool) -> str:
        """The numbering id for an item of a numbered list at a depth; with `restart` that of a new list.

        Args:
            num_id: the numbering of the item's style, whose manner the new list follows.
        """
        if restart or depth not in self.open_lists:
            self.lists.append(num_id)
            self.open_lists[depth] = self.first_list + len(self.lists) - 1
        return str(self.open_lists[depth])

    def list_of(self, num_id: str, *, restart: bool) -> str:
        """The numbering id of a list of the template, that of a new one from each restart on."""
        if restart:
            self.lists.append(num_id)
            self.restarted[num_id] = str(self.first_list + len(self.lists) - 1)
        return self.restarted.get(num_id, num_id)


_current: ContextVar[Rendering] = ContextVar("rendering")


def current() -> Rendering:
    """The rendering that this thread is in."""
    return _current.get()


def begin(rendering: Rendering) -> None:
    """Makes a rendering the current one of this thread (of this context, precisely)."""
    _current.set(rendering)
