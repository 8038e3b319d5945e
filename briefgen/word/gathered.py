"""What a rendering gives out and gathers: numbers that must be unique, and notes for the parts that hold them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field

from briefgen.values import dataclass

_MAX_NAME = 40  # ECMA-376-1, 17.13.6.2: Word cuts longer names of bookmarks


@dataclass
class Identity:
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


@dataclass
class NoteBook:
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
