"""`briefgen changes`: what changed since an earlier day, in words.

The older side is what was known on its day, so that an entry that was recorded since but holds from an earlier day is
a change as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from briefgen.asof import Situation, date_findings
from briefgen.asof.change_list import Difference, LedgerChange, LedgerRow, News, Subject, list_changes
from briefgen.commands.change_lines import ChangeList, ListedChange
from briefgen.commands.status import Status, line_of, status_of
from briefgen.compose import keys, texts_for
from briefgen.compose.texts import Texts
from briefgen.localise import Localiser
from briefgen.model.dossier import Commitment, Figure, FollowUp, Letter
from briefgen.model.kinds import ParagraphEntry
from briefgen.model.richtext import RichText
from briefgen.production.order import Order, Where
from briefgen.production.record import Record, open_record, refuse_errors
from briefgen.production.workshop import Workshop, workshop_back_then
from briefgen.sources import DayCut


def changes(where: Where, since: date, as_of: date, today: date, known_on: date | None = None) -> ChangeList:
    """What changed from a day, as it was known then, to another one.

    Args:
        known_on: what was recorded after this day is left out of the later side.

    Raises:
        FindingsError: the tables have errors, or the dates make no sense.
    """
    record = open_record(where, DayCut(as_of, known_on, since))
    return _changes_of(record, Order(where, as_of, today, (), since, known_on))


def _changes_of(record: Record, order: Order) -> ChangeList:
    since, as_of = order.since, order.as_of
    assert since, "asked for with an earlier day"
    dates = date_findings(record.dossier, as_of, order.today, since, order.known_on)
    findings = refuse_errors([*record.findings, *dates], draft=False)
    after = Workshop(record, replace(order, since=None))
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
    record = open_record(where, DayCut(as_of, known_on, since))
    found = _changes_of(record, Order(where, as_of, today, (), since, known_on))
    counts: dict[str, Counter[News]] = {}
    for each in found.changes:
        counts.setdefault(each.change.point, Counter())[each.change.kind] += 1
    now = status_of(record, as_of, today, known_on)
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


class Side(Struct, frozen=True, dict=True):
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


class Sides(Struct, frozen=True, dict=True):
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
        text = row.label if isinstance(row, Figure) else line_of(side.text_of(row))
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
