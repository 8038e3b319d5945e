"""What stands beside tables and pictures: their places in the text, and their captions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from briefgen.findings import Place
from briefgen.manuscript import Passage, PictureForm, Role, TableForm


def placed_tables(forms: Iterable[TableForm], passages: Sequence[Passage]) -> tuple[TableForm, ...]:
    """The tables that hold passages, each with its place, and whether a caption stands beside it."""
    held: dict[int, list[int]] = {}
    for index, passage in enumerate(passages):
        if passage.cell:
            held.setdefault(passage.cell.table, []).append(index)
    return tuple(_table(form, held[form.number], passages) for form in forms if form.number in held)


def captioned_pictures(pictures: Iterable[PictureForm], passages: Sequence[Passage]) -> tuple[PictureForm, ...]:
    """The pictures, and whether a caption stands beside each."""
    places: dict[Place, list[int]] = {}
    for index, passage in enumerate(passages):
        places.setdefault(passage.place, []).append(index)
    return tuple(replace(each, captioned=_is_captioned(places.get(each.place, []), passages)) for each in pictures)


def _table(form: TableForm, held: Sequence[int], passages: Sequence[Passage]) -> TableForm:
    first = passages[held[0]].place
    spot = first.spot.rpartition(", row ")[0]
    place = replace(first, spot=spot)
    return replace(form, place=place, captioned=_is_beside(held[0], held[-1], passages))


def _is_captioned(held: Sequence[int], passages: Sequence[Passage]) -> bool:
    if not held:
        return False
    return any(passages[each].role is Role.CAPTION for each in held) or _is_beside(held[0], held[-1], passages)


def _is_beside(first: int, last: int, passages: Sequence[Passage]) -> bool:
    """Whether the nearest text before or behind some passages is a caption."""
    before = next((each for each in reversed(passages[:first][-5:]) if each.spans or each.exhibit), None)
    behind = next((each for each in passages[last + 1 : last + 6] if each.spans or each.exhibit), None)
    return any(each is not None and each.role is Role.CAPTION for each in (before, behind))
