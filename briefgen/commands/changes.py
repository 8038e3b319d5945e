"""`briefgen changes`: what changed since an earlier day, in words.

The older side is what was known on its day, so that an entry that was recorded since but holds from an earlier day is
a change as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Final, NamedTuple

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
from briefgen.production.record import open_record, refuse_errors
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


_FIELDS: Final = {"due": "deadline", "part": "section", "group": "heading"}
_LABELS: Final = {"−": "was: ", "+": "now: "}


def _headline(each: ListedChange, by: str) -> str:
    """What has changed: "10 transfers (done; HOME; recorded later)"; of a figure with its values."""
    change = each.change
    if change.subject is Subject.FIGURE:
        values = next((f": {_arrow(*found[1:])}" for found in each.differences if found.field == "value"), "")
        return f"{each.name}{values}" + (f" ({each.text})" if each.text else "")
    kind = "" if by == "kind" else ", ".join(change.kinds)
    recorded = f"recorded later, on {change.recorded}" if change.recorded_later else ""
    told = (kind, change.state if change.state not in kind else "", change.owner, recorded)
    brackets = "; ".join(part for part in told if part)
    name = " ".join(part for part in (each.number, each.name) if part)
    return f"{name} ({brackets})" if brackets else name


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
    after = Workshop(record, Order(where, as_of, today, (), known_on=known_on))
    return replace(list_in_words(compare_sides(workshop_back_then(after, since), after)), findings=findings)


def list_in_words(sides: Sides) -> ChangeList:
    """The changes between two days in words, in the language of the dossier."""
    listed = tuple(each for change in sides.changes if (each := sides.say(change)))
    words, record = sides.words, sides.after.workshop.record
    since, as_of = (side.situation.as_of for side in (sides.before, sides.after))
    days = f"from {words.long_date(since)} to {words.long_date(as_of)}"
    moved = {each.change.key: told for each in listed if (told := _first_announcement(each.change, words))}
    points = tuple(point.commitment.point for side in (sides.after, sides.before) for point in side.situation.points)
    heading = f"{record.dossier.title}: changes {days}"
    return ChangeList(heading, since, as_of, listed, (), tuple(dict.fromkeys(points)), moved)


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


def compare_sides(before: Workshop, after: Workshop) -> Sides:
    """Two days of a dossier: the earlier one as it was known then (`workshop_back_then`), and the later one."""
    words = after.request_for(after.record.dossier.source_language).localiser
    return Sides(Side(before), Side(after), words)


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
