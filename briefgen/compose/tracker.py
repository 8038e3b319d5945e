"""The tracker: a table with a row for each follow-up, by point or by who is in charge, and how many are in each state.

What is overdue is marked; with an earlier day also what is new, changed or has ended since.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Final

from briefgen.compose.annex import PointComposer, Record, parts_of, point_passages, tables_of
from briefgen.compose.context import DocumentDraft, DocumentKind
from briefgen.compose.schema import ITEMS, ListOf, Schema
from briefgen.model.dossier import State
from briefgen.model.richtext import RichText

_STATES: Final = tuple(state.value for state in State if state is not State.WITHDRAWN)

_SCHEMA: Final[Schema] = {
    "counts": {
        **{state: f"how many follow-ups are {state}" for state in _STATES},
        "without_state": "how many have no state",
        "all": "how many there are; what has ended is not counted",
        "overdue": "how many of them are overdue",
    },
    "grouped_by": "point or owner, as dossier.yaml has it under “group”",
    "groups": ListOf(
        title="the title of a section, or who is in charge; may be empty",
        rows=ListOf(
            **{**ITEMS, "change": "with --since: new, changed, ended or same; else empty"},
            number="the number of the point, may be empty",
            commitment="what was agreed (rich text)",
            is_first="whether it is the first row of its point in the group",
            opens="the title of the section that it is the first row of, where the group has several; else empty",
        ),
    ),
}


_Row = tuple[Record, Record]
"""A point, and one of its items."""


def _compose(draft: DocumentDraft) -> dict[str, Any]:
    composer = PointComposer(draft.texts_for("groups"), draft.request.localiser, draft.request.changes)
    points = composer.points(draft.situation)
    grouped_by = draft.document.settings.get("group", "point")
    groups = _by_owner(points) if grouped_by == "owner" else _by_part(points)
    counts = _count([item for point in points for item in point["items"]])
    own = {"counts": counts, "grouped_by": grouped_by, "groups": list(groups)}
    return {"title": draft.dated_title, **draft.head_and_body(), **own}


def _count(items: list[Record]) -> dict[str, int]:
    counted = Counter(item["state"] or "without_state" for item in items)
    return {name: counted[name] for name in (*_STATES, "without_state")} | {
        "all": len(items),
        "overdue": sum(item["overdue"] for item in items),
    }


def _by_part(points: list[Record]) -> Iterator[Record]:
    for part in tables_of(parts_of(points)):
        yield _group(part["title"], _rows(part["points"]))


def _by_owner(points: list[Record]) -> Iterator[Record]:
    """Who is in charge, each in the order of the first row; what nobody is in charge of comes last."""
    owners: dict[str, list[_Row]] = {}
    for point, item in _rows(points):
        owners.setdefault(item["owner"], []).append((point, item))
    for owner in sorted(owners, key=lambda name: not name):
        yield _group(owner, owners[owner])


def _rows(points: Iterable[Record]) -> Iterator[_Row]:
    """A row for each item, those that have ended last; a point without any has an empty one."""
    for point in points:
        empty = {**dict.fromkeys(ITEMS, ""), "text": RichText(), "moves": [], "overdue": False}
        nothing = {**empty, "place": point["place"]}
        yield from ((point, item) for item in [*point["items"], *point["ended"]] or [nothing])


def _group(title: str | RichText, rows: Iterable[_Row]) -> Record:
    found: list[Record] = []
    before = ""
    for point, item in rows:
        is_first = point["key"] != before
        opens = point["opens"] if is_first else ""
        of_point = {"number": point["number"], "commitment": point["text"], "is_first": is_first, "opens": opens}
        found.append({**item, **of_point})
        before = point["key"]
    return {"title": title, "rows": found}


_MUST_PRINT: Final = ("groups.rows", "points", "parts.points", "point_tables.points")
TRACKER = DocumentKind("tracker", _compose, point_passages, _SCHEMA, must_print=_MUST_PRINT)
