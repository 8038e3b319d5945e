"""The points of a situation with their items, as templates see them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from briefgen.asof import Changes, Item, Point, Situation
from briefgen.compose.fit import fits_page
from briefgen.compose.texts import Texts
from briefgen.localise import Localiser

Record = dict[str, Any]


@dataclass(frozen=True)
class PointComposer:
    """Composes points for one document.

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
        text = self.texts.block(commitment.text, commitment.place, f"commitments/{commitment.point}")
        items = [self._item(item) for item in point.items]
        ended = [self._item(item) for item in self._ended(commitment.point)]
        return {
            "key": commitment.point,
            "number": commitment.number,
            "part": self.texts.name(commitment.part, commitment.place, "part"),
            "text": text,
            "items": items,
            "groups": list(_groups(items)),
            "ended": ended,
            "fits_page": fits_page(_paragraphs([{"text": text}]), [*_titles(items), *_paragraphs([*items, *ended])]),
            "place": str(commitment.place),
        }

    def _ended(self, point: str) -> Iterator[Item]:
        ended = self.changes.ended if self.changes else ()
        return (item for item in ended if item.follow_up.point == point)

    def _item(self, item: Item) -> Record:
        row = item.follow_up
        return {
            "key": item.key,
            "text": self.texts.block(row.text, row.place, f"followup/{row.item}/{row.as_of}"),
            "as_of": row.as_of,
            "group": self.texts.name(row.group, row.place, "group"),
            "state": row.state.value if row.state else "",
            "due": self.localiser.date(row.due) if row.due else "",
            "overdue": item.overdue,
            "owner": row.owner,
            "source": row.source,
            "change": self._change(item.key),
            "place": str(row.place),
        }

    def _change(self, key: str) -> str:
        return self.changes.of(key).kind.value if self.changes else ""


def parts_of(points: Iterable[Record]) -> list[Record]:
    """The points gathered under their section rows, in order; a part without a title comes from points without one."""
    return [{"title": title, "points": list(group)} for title, group in groupby(points, lambda point: point["part"])]


def _groups(items: Iterable[Record]) -> Iterator[Record]:
    """The items under their sub-headings, in order."""
    for title, group in groupby(items, lambda item: item["group"]):
        yield {"title": title, "items": list(group)}


def _titles(items: Iterable[Record]) -> list[str]:
    return [str(title) for title, _ in groupby(items, lambda item: item["group"]) if title]


def _paragraphs(records: Iterable[Record]) -> list[str]:
    return [str(block) for record in records for block in record["text"].blocks]
