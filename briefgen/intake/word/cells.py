"""The two cells of an annex: the commitment with its number, and the items of its follow-up under sub-headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from briefgen.intake.word.texts import is_ended, pieces_of, without_start
from briefgen.model.manuscript import Passage, Role

_NUMBER = re.compile(
    r"[ \t\u00a0]*[(]?(?P<number>[0-9]{1,3}(?:\.[0-9]{1,3})*[ \u00a0]?[a-zA-Z]?|[a-zA-Z]|[IVXLivxl]{1,6})"
    r"(?P<sign>[.)]|\.?[ \t\u00a0]?(?=\t))[ \t\u00a0]+(?=\S)"
)
_OWN_SIGN = re.compile(r"[. \u00a0)(]+")
_LISTS = frozenset({Role.BULLET, Role.NUMBERED})
_LONGEST_HEADING = 100
_NOTHING = frozenset({"", "-", "–", "—", "/", "n/a", "n.a."})
_NOTHING_STYLE = "annex nothing"
_GOES_ON = ("continue", "list paragraph", "continued")


class Numbered(NamedTuple):
    """A commitment as it stands in its cell: the number, how it was typed ("" if not), and the text behind it."""

    number: str
    typed: str
    pieces: tuple[Passage, ...]


def read_number(passages: Sequence[Passage], number: str = "") -> Numbered:
    """The commitment of a cell.

    Args:
        number: what stands in a column of its own.
    """
    pieces = pieces_of(passages)
    if not pieces or number:
        return Numbered(plain_number(number), number, tuple(pieces))
    first, *others = pieces
    if first.role is Role.NUMBERED and first.number:
        bare = replace(first, role=Role.PARAGRAPH, number="")
        return Numbered(plain_number(first.number), first.number, (bare, *others))
    typed = _NUMBER.match(first.text) if first.role not in _LISTS else None
    if typed is None:
        return Numbered("", "", tuple(pieces))
    rest = replace(first, spans=without_start(first.spans, typed.end()))
    return Numbered(plain_number(typed["number"]), typed[0].strip(), (rest, *others))


def plain_number(typed: str) -> str:
    """A number without the signs around it: "2a" of "(2 a)"."""
    return _OWN_SIGN.sub(".", typed.strip(" \t\u00a0.()").replace(" ", "").replace("\u00a0", "")).strip(".")


class CellItem(Struct):
    """An item of a cell while it is read; the first of its pieces is the bullet or paragraph that it begins with."""

    group: str
    pieces: list[Passage] = field(default_factory=list)

    @property
    def outer(self) -> int:
        """How many levels of lists lie around the pieces below the first."""
        first = self.pieces[0]
        return first.level + 1 if first.role in _LISTS else min(self._levels, default=0)

    @property
    def _levels(self) -> list[int]:
        return [each.level for each in self.pieces[1:] if each.role in _LISTS]


class CellRead(NamedTuple):
    """The items of a cell, and what of it is in none."""

    items: tuple[CellItem, ...]
    ended: tuple[Passage, ...] = ()
    nothing: tuple[Passage, ...] = ()


def read_items(passages: Sequence[Passage], group: str = "") -> CellRead:
    """The items of a follow-up cell.

    A bullet is an item, and so is a paragraph that is neither a sub-heading nor the continuation of a bullet. Deeper
    bullets, and those below a paragraph that ends with a colon, belong to the item above them.

    Args:
        group: the sub-heading that the cell goes on under.
    """
    ended = tuple(each for each in passages if is_ended(each))
    nothing = tuple(each for each in passages if each.style.casefold() == _NOTHING_STYLE or _says_nothing(passages))
    pieces = pieces_of(each for each in passages if each not in ended and each not in nothing)
    shown = tuple(each for each in nothing if each.text.strip())
    return CellRead(tuple(_items(pieces, group)), ended, shown)


def _says_nothing(passages: Sequence[Passage]) -> bool:
    """Whether a cell has only a dash, as cells have that are meant to be empty."""
    return "".join(each.text for each in passages).strip().casefold() in _NOTHING


def _items(pieces: Sequence[Passage], group: str) -> Iterator[CellItem]:
    base = min((each.level for each in pieces if each.role in _LISTS), default=0)
    item: CellItem | None = None
    for at, piece in enumerate(pieces):
        if _is_heading(piece, pieces[at + 1 :]):
            if item:
                # the same heading again: what stands before it is under none
                yield replace(item, group="") if item.group == _words(piece) else item
            group, item = _words(piece), None
        elif item is None or _begins(piece, item, base):
            if item:
                yield item
            item = CellItem(group, [piece])
        else:
            item.pieces.append(piece)
    if item:
        yield item


def _words(piece: Passage) -> str:
    text = " ".join(piece.text.split()).removesuffix(":").rstrip()
    return f"{piece.number} {text}" if piece.number else text


def _is_heading(piece: Passage, below: Sequence[Passage]) -> bool:
    """Whether a paragraph is a sub-heading: by its style, or short and all in bold or capitals above other words."""
    text = piece.text.strip()
    if not below or piece.role in _LISTS or len(text) > _LONGEST_HEADING or _holds_note(piece):
        return False
    if piece.role is Role.HEADING or "heading" in piece.style.casefold():
        return True
    shown = [span for span in piece.spans if span.text.strip()]
    is_loud = all(span.bold or span.underline for span in shown) or (text.isupper() and len(text) > 3)
    return is_loud and text[-1] not in ".;!?" and below[0].role in _LISTS


def _holds_note(piece: Passage) -> bool:
    return any(span.note is not None for span in piece.spans)


def _begins(piece: Passage, item: CellItem, base: int) -> bool:
    """Whether a piece begins an item, or goes on with the one above."""
    first = item.pieces[0]
    if piece.role in _LISTS:
        introduced = first.role not in _LISTS and first.text.rstrip().endswith(":")
        return piece.level <= base and not introduced
    if first.role not in _LISTS:
        return True
    style = piece.style.casefold()
    return not (style == first.style.casefold() != "" or any(word in style for word in _GOES_ON))
