"""The list of changes in words: under titles, line by line, at length or a line for each change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from msgspec import Struct, field

from briefgen.asof.change_list import Difference, LedgerChange, News, Subject
from briefgen.findings import Finding
from briefgen.model.dossier import State

HEADINGS: Final[Mapping[News, str]] = {
    News.NEW: "New",
    News.DONE: "Done",
    News.DELAYED: "Delayed",
    News.REWORDED: "Reworded",
    News.WITHDRAWN: "Withdrawn",
    News.DEADLINE: "Another deadline",
    News.STATE: "Another state",
    News.OWNER: "Another owner",
    News.PLACE: "Another number, heading or place",
    News.FIGURE: "Figures",
}
"""What each kind of news is called, in the order in which they are listed."""


class LineKind(StrEnum):
    """What a line of the list is."""

    HEADING = "heading"
    TITLE = "title"
    CHANGE = "change"
    DETAIL = "detail"
    NOTHING = "nothing"


class ListedLine(NamedTuple):
    """A line of the list.

    Attributes:
        sign: "−" before words that stood, "+" before those that stand.
        label: "was: " or "now: " before them instead, where signs are not understood and both are shown.
        changes: how many are below a title.
    """

    kind: LineKind
    words: str
    sign: str = ""
    label: str = ""
    changes: int = 0


class ListedChange(Struct, frozen=True):
    """A change in words.

    Attributes:
        number: of the point, as printed; "" without one.
        name: what has changed, as its reader knows it: "transfers", "the commitment", "the letter".
        text: the words that stand, or stood; of a figure, what it is of.
        differences: as `LedgerChange` has them, each value in words.
    """

    change: LedgerChange
    number: str
    name: str
    text: str
    differences: tuple[Difference, ...]


class ChangeList(Struct, frozen=True):
    """What changed between two days.

    Attributes:
        heading: the dossier and the two days, in words.
        points: the keys of the points, in their order.
        moved: how deadlines that were moved before are told of, by the key of the item.
    """

    heading: str
    since: date
    as_of: date
    changes: tuple[ListedChange, ...]
    findings: tuple[Finding, ...]
    points: tuple[str, ...] = ()
    moved: Mapping[str, str] = field(default_factory=dict)

    def groups(self, by: str) -> Iterator[tuple[str, list[ListedChange]]]:
        """The changes under titles, by "kind", "state", "owner" or "point"; each change stands in one group."""
        found: dict[str, list[ListedChange]] = {title: [] for title in _TITLES.get(by, ())}
        places = {point: place for place, point in enumerate(self.points)}
        for each in sorted(self.changes, key=lambda each: places.get(each.change.point, len(places))):
            found.setdefault(_TITLE_OF[by](each), []).append(each)
        last = found.pop(_REST.get(by, ""), [])
        yield from ((title, group) for title, group in found.items() if group)
        if last:
            yield _REST[by], last

    def lines(self, by: str = "kind") -> Iterator[ListedLine]:
        """The whole list line by line, however it is printed then."""
        yield ListedLine(LineKind.HEADING, self.heading)
        for title, group in self.groups(by):
            yield ListedLine(LineKind.TITLE, title, changes=len(group))
            for each in group:
                yield ListedLine(LineKind.CHANGE, _headline(each, by))
                yield from _details(each, self.moved.get(each.change.key, ""))
        if not self.changes:
            yield ListedLine(LineKind.NOTHING, "Nothing has changed.")

    def brief_lines(self) -> Iterator[ListedLine]:
        """The list with a line for each change, for readers who have the words before them."""
        yield ListedLine(LineKind.HEADING, self.heading)
        for title, group in self.groups("kind"):
            yield ListedLine(LineKind.TITLE, title, changes=len(group))
            yield from (
                ListedLine(LineKind.CHANGE, _brief(each, self.moved.get(each.change.key, ""))) for each in group
            )
        if not self.changes:
            yield ListedLine(LineKind.NOTHING, "Nothing has changed.")


_LONGEST_LEAD: Final = 60  # characters before a colon
_FIRST_WORDS: Final = 9
_FIELDS: Final = {"due": "deadline", "part": "section", "group": "heading"}
_LABELS: Final = {"−": "was: ", "+": "now: "}


def _headline(each: ListedChange, by: str) -> str:
    """What has changed: "10 transfers (done; HOME; recorded later)"; of a figure with its values."""
    change = each.change
    if change.subject is Subject.FIGURE:
        return f"{each.name}{_values(each)}" + (f" ({each.text})" if each.text else "")
    kind = "" if by == "kind" else ", ".join(change.kinds)
    recorded = f"recorded later, on {change.recorded}" if change.recorded_later else ""
    told = (kind, change.state if change.state not in kind else "", change.owner, recorded)
    brackets = "; ".join(part for part in told if part)
    name = " ".join(part for part in (each.number, each.name) if part)
    return f"{name} ({brackets})" if brackets else name


def _values(each: ListedChange) -> str:
    return next((f": {_arrow(*found[1:])}" for found in each.differences if found.field == "value"), "")


def _brief(each: ListedChange, moved: str) -> str:
    """What has changed, in a line: "10 Transfers (done; deadline: May 2023 → June 2023; HOME)"."""
    if each.change.subject is Subject.FIGURE:
        return f"{each.text or each.name}{_values(each)}"
    details = _details(each, moved)
    left_out = ("“",) if each.change.kind is News.OWNER else ("“", "owner")
    values = (line.words for line in details if not line.sign and not line.words.startswith(left_out))
    owner = "" if each.change.kind is News.OWNER else each.change.owner
    state = "" if any(found.field == "state" for found in each.differences) else each.change.state
    recorded = f"recorded later, on {each.change.recorded}" if each.change.recorded_later else ""
    brackets = "; ".join(part for part in (state, *values, owner, recorded) if part)
    name = " ".join(part for part in (each.number, _lead(each.text) or each.name) if part)
    return f"{name} ({brackets})" if brackets else name


def _lead(text: str) -> str:
    """What a text begins with: what stands before a colon, else its first words."""
    lead, colon, _ = text.partition(":")
    if colon and len(lead) <= _LONGEST_LEAD:
        return lead
    words = text.split()
    return " ".join(words[:_FIRST_WORDS]) + " …" * (len(words) > _FIRST_WORDS)


def _details(each: ListedChange, moved: str) -> Iterator[ListedLine]:
    """A line for each field that differs, both of a text; of what is new or gone, its words and its deadline."""
    is_whole = each.change.before is None or each.change.after is None
    for field_, before, after in each.differences:
        if field_ == "value":
            continue  # in the headline
        if field_ == "text":
            yield from _texts(before, after)
        elif field_ == "due" and not after and each.change.state == "done":
            continue  # what is done needs no deadline
        elif not is_whole or field_ in ("due", "name"):
            values = (before or after) if is_whole else _arrow(before, after)
            told = f" ({moved})" if field_ == "due" and moved else ""
            yield ListedLine(LineKind.DETAIL, f"{_FIELDS.get(field_, field_)}: {values}{told}")
    shows_words = each.change.subject is Subject.FIGURE or any(found.field == "text" for found in each.differences)
    if not is_whole and each.text and not shows_words:
        yield ListedLine(LineKind.DETAIL, f"“{each.text}”")


def _texts(before: str, after: str) -> Iterator[ListedLine]:
    for sign, words in (("−", before), ("+", after)):
        if words:
            yield ListedLine(LineKind.DETAIL, words, sign, _LABELS[sign] if before and after else "")


def _arrow(before: str, after: str) -> str:
    return f"{before or '–'} → {after or '–'}"


_REST: Final = {"state": "Without a state", "owner": "Nobody in charge", "point": "Figures, letters and other papers"}
_TITLES: Final = {"kind": tuple(HEADINGS.values()), "state": tuple(state.value.capitalize() for state in State)}


def _title_by_point(each: ListedChange) -> str:
    if not each.change.point:
        return _REST["point"]
    return f"Point {each.number} ({each.change.point})" if each.number else f"Point {each.change.point}"


_TITLE_OF: Final[Mapping[str, Callable[[ListedChange], str]]] = {
    "kind": lambda each: HEADINGS[each.change.kind],
    "state": lambda each: each.change.state.capitalize() or _REST["state"],
    "owner": lambda each: each.change.owner or _REST["owner"],
    "point": _title_by_point,
}
