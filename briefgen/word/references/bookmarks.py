"""The bookmarks of a document, and what stands in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from briefgen.opc.xml import Element
from briefgen.word.wml.fields import CHAR, shown_text
from briefgen.word.wml.ooxml import P, ancestor, remove, w

_START, _END, _ID, _NAME = w("bookmarkStart"), w("bookmarkEnd"), w("id"), w("name")
_MARKS = (w("footnoteReference"), w("endnoteReference"))
_TEXT = (CHAR, *map(w, ("t", "tab", "br", "cr", "noBreakHyphen")))


class Bookmark(Struct, frozen=True):
    """A bookmark: where it begins, and in which story."""

    name: str
    start: Element
    story: Element

    @property
    def paragraph(self) -> Element | None:
        """The paragraph that it stands in, or before."""
        inside = ancestor(self.start, P)
        return inside if inside is not None else next(self.start.itersiblings(P), None)

    @property
    def text(self) -> str:
        """What stands in it."""
        return shown_text(each for each in self._elements() if each.tag in _TEXT)

    @property
    def note_mark(self) -> Element | None:
        """The mark of a note in it, if there is one."""
        return next((each for each in self._elements() if each.tag in _MARKS), None)

    @property
    def end(self) -> Element | None:
        """Where it ends; None where it does not."""
        inside = ancestor(self.start, P)
        near = None if inside is None else self._end_in(inside)  # most end where they begin, and documents are long
        return near if near is not None else self._end_in(self.story)

    def _end_in(self, scope: Element) -> Element | None:
        behind = False
        for each in scope.iter(_START, _END):
            behind = behind or each is self.start
            if behind and each.tag == _END and each.get(_ID) == self.start.get(_ID):
                return each
        return None

    @property
    def is_in_one_paragraph(self) -> bool:
        """Whether it begins and ends in the same paragraph."""
        end, inside = self.end, ancestor(self.start, P)
        return end is not None and inside is not None and ancestor(end, P) is inside

    def _elements(self) -> Iterator[Element]:
        """What stands between its beginning and its end."""
        end, inside = self.end, ancestor(self.start, P)
        scope = inside if self.is_in_one_paragraph and inside is not None else self.story
        is_inside = False
        for each in scope.iter(_START, _END, *_MARKS, *_TEXT):
            if each is self.start:
                is_inside = True
            elif each is end:
                return
            elif is_inside and each.tag not in (_START, _END):
                yield each


def bookmarks_in(stories: Iterable[Element]) -> dict[str, list[Bookmark]]:
    """The bookmarks by their names in small letters, as Word tells them apart; normally one of each."""
    found: dict[str, list[Bookmark]] = {}
    for story in stories:
        for start in story.iter(_START):
            name = start.get(_NAME) or ""
            found.setdefault(name.casefold(), []).append(Bookmark(name, start, story))
    return found


def take_out(bookmark: Bookmark) -> None:
    """Takes a bookmark out of the document; what stood in it stays."""
    if (end := bookmark.end) is not None:
        remove(end)
    remove(bookmark.start)
