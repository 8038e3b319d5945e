"""What a rendering allocates and collects: numbers that must be unique, and notes for the parts that hold them.

What one rendering collects on its way: links, footnotes and lists that the document needs besides its text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from functools import partial
from typing import Any, TypeAlias

from msgspec import Struct, field

from briefgen.word.state.imports import Imports
from briefgen.word.wml.escape import format_value

_MAX_NAME = 40  # ECMA-376-1, 17.13.6.2: Word cuts longer names of bookmarks


class Identity(Struct):
    """Numbers and names given out so far in one rendering.

    Attributes:
        next: for each kind the next number that neither the template nor the rendering has used.
    """

    next: dict[str, int] = field(default_factory=dict)
    _used: dict[str, set[str]] = field(default_factory=dict)
    _current: dict[tuple[str, str], str] = field(default_factory=dict)

    def fresh(self, kind: str, original: str) -> str:
        """A number for one more element of a kind: the original the first time, then numbers not yet used."""
        used = self._used.setdefault(kind, set())
        number = original
        if original in used:
            number = str(self.next.get(kind, 1))
            self.next[kind] = int(number) + 1
        used.add(number)
        self._current[kind, original] = number
        return number

    def current(self, kind: str, original: str) -> str:
        """The number last given out for an original; for the ends of ranges and for references."""
        return self._current.get((kind, original), original)

    def keep(self, kind: str, original: str, given: str) -> None:
        """Keeps what was given out for an original elsewhere, for `current`."""
        self._current[kind, original] = given

    def take(self, kind: str) -> int:
        """A number for an element that the template does not have."""
        number = self.next.get(kind, 1)
        self.next[kind] = number + 1
        return number

    def fresh_name(self, original: str, kind: str = "name") -> str:
        """A bookmark's name, or a shape's: the original the first time, then with a count behind it."""
        used = self._used.setdefault(kind, set())
        name, count = original, 1
        while name.casefold() in used:
            count += 1
            name = f"{original[: _MAX_NAME - len(str(count)) - 1]}_{count}"
        used.add(name.casefold())
        self._current[kind, original] = name
        return name


class NoteBook(Struct):
    """The notes of one kind that a rendering puts into their part.

    Attributes:
        part: the name of the part that holds them.
        element: the name of a note's element, e.g. "footnote".
        next: the number of the next note.
        entries: the notes' XML, in order.
    """

    part: str
    element: str
    next: int = 1
    entries: list[str] = field(default_factory=list)
    _outside: list[str] = field(default_factory=list)
    _numbers: dict[str, str] = field(default_factory=dict)
    _open: dict[str, str] = field(default_factory=dict)

    def begin(self, current_part: str) -> str:
        """Begins a note in the middle of another part; the part that its content belongs to."""
        self._outside.append(current_part)
        return self.part

    def end(self, content: str, original: str = "", attributes: str = "") -> str:
        """Ends a note with its content as XML; the part that the rendering was in before."""
        number = self._open.pop(original, "") or self.take()
        self._numbers[original] = number
        self.entries.append(f'<w:{self.element}{attributes} w:id="{number}">{content}</w:{self.element}>')
        return self._outside.pop()

    def reserve(self, original: str) -> str:
        """The number of a note whose range begins before the note itself does (comments)."""
        self._open[original] = self._numbers[original] = self.take()
        return self._numbers[original]

    def number_of(self, original: str) -> str:
        """The number that the note last made from an original has."""
        return self._numbers.get(original, original)

    def take(self) -> str:
        """The next number."""
        self.next += 1
        return str(self.next - 1)

    def add(self, content: Callable[[str], str]) -> str:
        """A note made at once; its number."""
        number = self.take()
        self.entries.append(f'<w:{self.element} w:id="{number}">{content(number)}</w:{self.element}>')
        return number


PrintedInto: TypeAlias = tuple[str, bool]
"""Where a tag has printed: the name of the part, and whether into an attribute, a property or the code of a field."""

Words = Mapping[str, Callable[..., Any]]


class Rendering(Struct):
    """The state of one rendering; never shared between two.

    Attributes:
        say: how a date or number that a template prints as it is is put into words.
        part: the name of the part being rendered.
        assembles_fields: whether a tag took part in the code of a field, so that the finished codes are looked at.
        links: for each part, the targets of links that were put in, in order; the n-th has the id `rIdLink<n>`.
        notes: what is put into the parts of footnotes, endnotes and comments, by these words.
        identity: the numbers and names given out so far.
        imports: what images and sub-documents bring along.
        lists: for each list that restarts the numbering id that it follows; the n-th has the id `first_list + n`.
        open_lists: the id of the last list begun at each depth.
        restarted: for a list of the template that was restarted the id that it has since.
        refers: whether there are anchors, references or numbers in sequence to be resolved at the end.
        exhibits: whether charts or tables were put in.
        anchors, references: the anchor behind the name of each bookmark that was put in, or referred to.
        anchored_paragraphs: the bookmarks that refer to the number of their paragraph.
        anchored: for each record that has been anchored, by its `id()` and those of the records around it, these and
            the digests of its anchors.
        anchor_copies: how often an anchor of one record and place was written.
        printed: the values that tags have printed, in order; they are looked for in the finished document.
    """

    say: Callable[[object], str] = format_value
    part: str = ""
    assembles_fields: bool = False
    links: dict[str, list[str]] = field(default_factory=dict)
    notes: dict[str, NoteBook] = field(default_factory=dict)
    identity: Identity = field(default_factory=Identity)
    imports: Imports = field(default_factory=Imports)
    lists: list[str] = field(default_factory=list)
    open_lists: dict[int, int] = field(default_factory=dict)
    restarted: dict[str, str] = field(default_factory=dict)
    first_list: int = 1
    refers: bool = False
    exhibits: bool = False
    anchors: dict[str, str] = field(default_factory=dict)
    references: dict[str, str] = field(default_factory=dict)
    anchored_paragraphs: set[str] = field(default_factory=set)
    anchored: dict[tuple[int, ...], tuple[object, str, str]] = field(default_factory=dict)
    anchor_copies: dict[str, int] = field(default_factory=dict)
    printed: dict[PrintedInto, list[object]] = field(default_factory=partial(defaultdict, list))

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
        """The note is complete; rendering goes on at its mark."""
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
