"""The annex: each commitment on the left, what has been done on the right, as of a day; and the points of all kinds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, groupby
from typing import Any

from msgspec import Struct

from briefgen.asof import Changes, DueMove, Item, Point, Situation
from briefgen.compose import keys
from briefgen.compose.context import DocumentDraft, DocumentKind
from briefgen.compose.texts import Texts
from briefgen.localise import Localiser
from briefgen.model.dossier import Commitment, FollowUp
from briefgen.model.manuscript import CellOf, Passage, Role
from briefgen.model.richtext import Span

Record = dict[str, Any]


def _compose(draft: DocumentDraft) -> dict[str, Any]:
    return {"title": draft.dated_title, **draft.head_and_body()}


class PointComposer(Struct, frozen=True):
    """Composes points with their items for one document.

    Attributes:
        changes: what changed since an earlier day, or None.
    """

    texts: Texts
    localiser: Localiser
    changes: Changes | None

    def points(self, situation: Situation) -> list[Record]:
        """Every point, in the order of the record."""
        return [self._point(point) for point in situation.points]

    def _point(self, point: Point) -> Record:
        commitment = point.commitment
        text = self.texts.block(keys.commitment(commitment))
        items = [self._item(item) for item in point.items]
        ended = [self._item(item) for item in self._ended(commitment.point)]
        return {
            "key": commitment.point,
            "number": commitment.number,
            "part": self.texts.name(keys.part(commitment)),
            "text": text,
            "items": items,
            "groups": list(_groups(items)),
            "ended": ended,
            "opens": "",
            "fits_page": True,  # the tag sees what fits; templates ask for this by name
            "place": str(commitment.place),
        }

    def _ended(self, point: str) -> Iterator[Item]:
        ended = self.changes.ended if self.changes else ()
        return (item for item in ended if item.follow_up.point == point)

    def _item(self, item: Item) -> Record:
        row = item.follow_up
        return {
            "key": item.key,
            "text": self.texts.block(keys.followup(row)),
            "as_of": row.as_of,
            "group": self.texts.name(keys.group(row)),
            "state": row.state.value if row.state else "",
            "due": self._date(row.due),
            "first_due": self._date(item.first_due),
            "moves": [self._move(each) for each in item.moves],
            "confirmed": item.confirmed or "",
            "overdue": item.overdue,
            "owner": row.owner,
            "source": row.source,
            "change": self._change(item.key),
            "place": str(row.place),
        }

    def _move(self, move: DueMove) -> Record:
        return {"day": move.day, "before": self._date(move.before), "after": self._date(move.after)}

    def _date(self, typed: str) -> str:
        return self.localiser.date(typed) if typed else ""

    def _change(self, key: str) -> str:
        return self.changes.of(key).kind.value if self.changes else ""


def parts_of(points: Iterable[Record]) -> list[Record]:
    """The points under their section rows, in order; a part without a title comes from points without one."""
    return [{"title": title, "points": list(group)} for title, group in groupby(points, lambda point: point["part"])]


def tables_of(parts: Iterable[Record]) -> list[Record]:
    """The points as the tables of a document: a part is one of its own, with its title above it.

    Where most parts have one point only, the column headings would stand above each single row. Then all points are one
    table, and the first of each part says what it opens.
    """
    parts = list(parts)
    if sum(len(part["points"]) == 1 for part in parts) * 2 <= len(parts) or len(parts) == 1:
        return parts
    firsts = ({**part["points"][0], "opens": part["title"]} for part in parts)
    points = ([first, *part["points"][1:]] for first, part in zip(firsts, parts, strict=True))
    return [{"title": "", "points": list(chain.from_iterable(points))}]


def _groups(items: Iterable[Record]) -> Iterator[Record]:
    """The items under their sub-headings, in order."""
    for title, group in groupby(items, lambda item: item["group"]):
        yield {"title": title, "items": list(group)}


def point_passages(draft: DocumentDraft) -> Iterator[Passage]:
    """The dated title, and the points as the rows of a table with two columns below the headings of their sections."""
    yield draft.title_passage(draft.dated_title)
    part = ""
    for row, point in enumerate(draft.situation.points, 1):
        if point.commitment.part != part:
            part = point.commitment.part
            yield Passage((Span(part),), point.commitment.place, Role.HEADING, level=2)
        yield from _passages_of_point(draft.texts, point, row)


def _passages_of_point(texts: Texts, point: Point, row: int) -> Iterator[Passage]:
    commitment = point.commitment
    number = commitment.number
    like = Passage((), commitment.place, number=number, point=number, cell=CellOf(1, row, 1), heading=commitment.part)
    yield from texts.passages(keys.commitment(commitment), like, untranslated=False)
    for item in point.items:
        like = _like_item(item.follow_up, commitment, row)
        yield from texts.passages(keys.followup(item.follow_up), like, untranslated=False)


def _like_item(row: FollowUp, below: Commitment, table_row: int) -> Passage:
    state, cell = row.state.value if row.state else "", CellOf(1, table_row, 2)
    return Passage((), row.place, Role.BULLET, cell=cell, heading=below.part, point=below.number, state=state)


ANNEX = DocumentKind("annex", _compose, point_passages, must_print=("points", "parts.points", "point_tables.points"))
