"""`briefgen changes`: what changed since an earlier day, in words.

The older side is what was known on its day, so that an entry that was recorded since but holds from an earlier day is
a change as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Final

from briefgen.asof import Situation, date_findings
from briefgen.asof.change_list import Difference, LedgerChange, LedgerRow, News, Subject, list_changes
from briefgen.commands.status import Status, status
from briefgen.compose import keys, texts_for
from briefgen.compose.texts import Texts
from briefgen.findings import Finding
from briefgen.localise import Localiser
from briefgen.model.dossier import Commitment, Figure, FollowUp, Letter, State
from briefgen.model.kinds import ParagraphEntry
from briefgen.model.richtext import RichText
from briefgen.production.order import Order, Where
from briefgen.production.record import Record, open_record, refuse_errors
from briefgen.production.workshop import Workshop, workshop_back_then

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


@dataclass(frozen=True)
class ListedChange:
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


@dataclass(frozen=True)
class ChangeList:
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


def changes(where: Where, since: date, as_of: date, today: date, known_on: date | None = None) -> ChangeList:
    """What changed from a day, as it was known then, to another one.

    Args:
        known_on: what was recorded after this day is left out of the later side.

    Raises:
        FindingsError: the tables have errors, or the dates make no sense.
    """
    record = open_record(where)
    dates = date_findings(record.dossier, as_of, today, since, known_on)
    findings = refuse_errors([*record.findings, *dates], draft=False)
    sides = compare_sides(record, where, since, as_of, today, known_on)
    listed = tuple(each for change in sides.changes if (each := sides.say(change)))
    words = sides.words
    days = f"from {words.long_date(since)} to {words.long_date(as_of)}"
    moved = {each.change.key: told for each in listed if (told := _first_announcement(each.change, words))}
    points = tuple(point.commitment.point for side in (sides.after, sides.before) for point in side.situation.points)
    heading = f"{record.dossier.title}: changes {days}"
    return ChangeList(heading, since, as_of, listed, findings, tuple(dict.fromkeys(points)), moved)


def status_since(where: Where, since: date, as_of: date, today: date, known_on: date | None = None) -> Status:
    """Where each point stands, and what has happened to it and its items since an earlier day.

    Raises:
        FindingsError: see `changes`.
    """
    found = changes(where, since, as_of, today, known_on)
    counts: dict[str, Counter[News]] = {}
    for each in found.changes:
        counts.setdefault(each.change.point, Counter())[each.change.kind] += 1
    now = status(where, as_of, today, known_on)
    rows = (replace(row, moved=_in_order(counts.get(row.point.commitment.point, {}))) for row in now.rows)
    return replace(now, since=since, rows=tuple(rows), findings=found.findings)


def _in_order(counts: Mapping[News, int]) -> Mapping[News, int]:
    return {kind: counts[kind] for kind in News if kind in counts}


def _first_announcement(change: LedgerChange, words: Localiser) -> str:
    """How the first date promised and the moves are told of, where the two values of the change do not tell it."""
    known = [each.before for each in change.differences if each.field == "due"]
    if not known or not change.moves or known == [change.first_due]:
        return ""
    times = {1: "once", 2: "twice"}.get(change.moves, f"{change.moves} times")
    return f"first announced for {words.date(change.first_due)}, moved {times}"


@dataclass(frozen=True)
class Side:
    """One of the two days: what stood then, and what renders its texts as they read then."""

    workshop: Workshop

    @property
    def situation(self) -> Situation:
        """What stood on the day."""
        return self.workshop.situation

    @cached_property
    def texts(self) -> Texts:
        """Renders the texts of the day."""
        language = self.workshop.record.dossier.source_language
        return texts_for(self.situation, self.workshop.request_for(language))

    @cached_property
    def numbers(self) -> Mapping[str, str]:
        """The numbers of the points, by key."""
        return {point.commitment.point: point.commitment.number for point in self.situation.points}

    def text_of(self, row: LedgerRow | None) -> RichText:
        """The words of a row as they read on the day; as they are typed where a value has nothing to say then."""
        match row:
            case Commitment():
                return self.texts.block(keys.commitment(row))
            case FollowUp():
                return self.texts.block(keys.followup(row))
            case ParagraphEntry():
                return self.texts.block(keys.paragraph(row))
            case Letter():
                return self.texts.blocks(keys.letter_body(row))
            case _:
                return RichText()

    def reads(self, row: LedgerRow | None) -> bool:
        """Whether the text of a row could be printed on the day."""
        doubts = len(self.texts.findings)
        self.text_of(row)
        return len(self.texts.findings) == doubts


@dataclass(frozen=True)
class Sides:
    """Two days of a dossier, and the changes between them."""

    before: Side
    after: Side
    words: Localiser

    @cached_property
    def changes(self) -> tuple[LedgerChange, ...]:
        """What has changed."""
        return list_changes(self.before.situation, self.after.situation)

    def say(self, change: LedgerChange) -> ListedChange | None:
        """A change in words; None where a text is typed otherwise, but reads the same."""
        differences = tuple(filter(None, (self._in_words(change, each) for each in change.differences)))
        if change.differences and not differences:
            return None
        side, row = (self.after, change.after) if change.after else (self.before, change.before)
        number = self.after.numbers.get(change.point) or self.before.numbers.get(change.point, "")
        text = row.label if isinstance(row, Figure) else _line(side.text_of(row))
        return ListedChange(change, number, _name(change), text, differences)

    def _in_words(self, change: LedgerChange, difference: Difference) -> Difference | None:
        name, before, after = difference
        match name:
            case "text":
                return self._texts(change, difference)
            case "due":
                return Difference(name, self._date(before), self._date(after))
            case "value":
                return Difference(name, self._amount(change.before), self._amount(change.after))
            case "point":
                numbers = self.before.numbers.get(before), self.after.numbers.get(after)
                return Difference(name, numbers[0] or before, numbers[1] or after)
        is_said_by_value = name == "unit" and not (change.before and change.after)
        return None if is_said_by_value else difference

    def _texts(self, change: LedgerChange, difference: Difference) -> Difference | None:
        """The words of both days; of a text of several paragraphs those that are not in both.

        A text that is typed alike on both days, but quotes what there was not on the earlier one, is no news by itself.
        """
        if change.before == change.after and not self.before.reads(change.before):
            return None
        one, other = self.before.text_of(change.before), self.after.text_of(change.after)
        if one == other:
            return None
        old, new = ([str(block) for block in text.blocks] for text in (one, other))
        before = [block for block in old if block not in new] if change.after else old
        after = [block for block in new if block not in old] if change.before else new
        if before == after:  # other looks, notes, or another order alone
            before, after = old, new
        said = Difference("text", " ".join(before), " ".join(after))
        return said if said.before != said.after else difference

    def _date(self, typed: str) -> str:
        return self.words.date(typed) if typed else ""

    def _amount(self, row: LedgerRow | None) -> str:
        return self.words.quantity(row.value, row.unit) if isinstance(row, Figure) else ""


def compare_sides(
    record: Record, where: Where, since: date, as_of: date, today: date, known_on: date | None = None
) -> Sides:
    """The two days: the earlier one as it was known then, the later one as it is known on `known_on`, or now."""
    after = Workshop(record, Order(where, as_of, today, (), known_on=known_on))
    words = after.request_for(record.dossier.source_language).localiser
    return Sides(Side(workshop_back_then(after, since)), Side(after), words)


def _name(change: LedgerChange) -> str:
    match change.subject:
        case Subject.COMMITMENT:
            return "the commitment"
        case Subject.LETTER:
            return "the letter"
        case Subject.RECIPIENT:
            return f"the recipient {change.key}"
        case Subject.PARAGRAPH | Subject.FIGURE | Subject.ITEM:
            return change.key


def _line(text: RichText) -> str:
    return " ".join(str(text).split("\n"))
