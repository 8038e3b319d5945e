"""All that changed between two situations as a list: each change with its day, values before and after, and owner.

Everything that is dated is in it: commitments and their follow-ups, the paragraphs of other papers, figures, the letter
and its recipients. A list for the terminal, a summary page and a status all come from here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from briefgen.asof.changes import spell_out_text
from briefgen.asof.situation import Item, Situation, deadline_of
from briefgen.asof.standing import histories
from briefgen.model.dossier import Commitment, Figure, FollowUp, Letter, Recipient, State
from briefgen.model.kinds import ParagraphEntry


class Subject(StrEnum):
    """What a change is a change of."""

    COMMITMENT = "commitment"
    ITEM = "item"
    PARAGRAPH = "paragraph"
    FIGURE = "figure"
    LETTER = "letter"
    RECIPIENT = "recipient"


class News(StrEnum):
    """What has happened to a subject, what matters most first."""

    NEW = "new"
    WITHDRAWN = "withdrawn"
    DONE = "done"
    DELAYED = "delayed"
    DEADLINE = "deadline"
    REWORDED = "reworded"
    STATE = "state"
    OWNER = "owner"
    PLACE = "place"
    FIGURE = "figure"


LedgerRow: TypeAlias = Commitment | FollowUp | ParagraphEntry | Figure | Letter | Recipient


class Difference(NamedTuple):
    """A field that differs, on both days as it is typed; "" where there is nothing."""

    field: str
    before: str
    after: str


class LedgerChange(Struct, frozen=True):
    """All that has happened to one subject between two days.

    Attributes:
        key: of a commitment, item, figure or recipient; "document/paragraph"; "" for the letter.
        point: the commitment of an item, or the commitment itself; else "".
        kinds: what has happened, what matters most first; never empty.
        differences: the fields that differ; of what is new or gone, those that are not empty. A text may differ by what
            it quotes alone: then both are typed alike.
        before, after: the rows that stand on the two days; None where none does.
        row: the row that made the change: that which stands, confirms, or ended it.
        recorded_later: the row holds from the earlier day or one before it, but nobody knew it then.
        first_due: the first deadline that an item was promised for, as typed.
        moves: how often that was moved.
    """

    subject: Subject
    key: str
    point: str
    kinds: tuple[News, ...]
    differences: tuple[Difference, ...]
    before: LedgerRow | None
    after: LedgerRow | None
    row: LedgerRow
    recorded_later: bool = False
    first_due: str = ""
    moves: int = 0

    @property
    def kind(self) -> News:
        """What matters most of what has happened."""
        return self.kinds[0]

    @property
    def day(self) -> date | None:
        """From which day the change holds; None for a row that always has."""
        return self.row.as_of

    @property
    def recorded(self) -> date | None:
        """The day on which it was known; None for a row that always was."""
        return self.row.recorded

    @property
    def state(self) -> str:
        """The state of an item now; "withdrawn" where it is gone; "" for what has no state."""
        if self.after is None and self.subject is Subject.ITEM:
            return State.WITHDRAWN.value
        return self.after.state.value if isinstance(self.after, FollowUp) and self.after.state else ""

    @property
    def owner(self) -> str:
        """Who is in charge of an item, or was; else ""."""
        row = self.after or self.before
        return row.owner if isinstance(row, FollowUp) else ""

    @property
    def source(self) -> str:
        """Where the fact comes from, or ""."""
        return "" if isinstance(self.row, Commitment | Letter | Recipient) else self.row.source


_OF_RECIPIENTS = ("language", "name", "salutation", "closing", "gender", "office", "address")
_OF_PARAGRAPHS = ("kind", "heading", "text", "name", "function", "href")


class _Standing(NamedTuple):
    """A subject as it stands: its row, its fields as typed, its text as it reads on the day, and its item."""

    row: LedgerRow
    fields: Mapping[str, str]
    reads: str = ""
    item: Item | None = None


_Identity: TypeAlias = tuple[Subject, str]


def list_changes(before: Situation, after: Situation) -> tuple[LedgerChange, ...]:
    """Everything that changed from one situation to another, in the order of the later one, then what is gone.

    Args:
        before: the earlier situation, as it was known then: what was recorded since, but holds from an earlier day, is
            a change too.
        after: the later one, of the same dossier.
    """
    old, new, last_rows = dict(_subjects_in(before)), dict(_subjects_in(after)), _last_rows(after)
    found = (_change_of(each, old.get(each), new.get(each), last_rows.get(each)) for each in {**new, **old})
    changes = (_ended_with_its_point(each, last_rows) for each in found if each)
    return tuple(replace(each, recorded_later=_was_unknown(each, before)) for each in changes)


def _change_of(
    identity: _Identity, one: _Standing | None, other: _Standing | None, row: LedgerRow | None
) -> LedgerChange | None:
    """What has happened to a subject; None where nothing has. `row` is the last one of its history, if it has any."""
    standing, differences = other or one, tuple(_differences(one, other))
    if standing is None or (one and other and not differences):
        return None
    item, known = standing.item, standing.row
    return LedgerChange(
        *identity,
        point=known.point if isinstance(known, Commitment | FollowUp) else "",
        kinds=_kinds(identity[0], one, other, differences),
        differences=differences,
        before=one.row if one else None,
        after=other.row if other else None,
        row=row or known,
        first_due=item.first_due if item else "",
        moves=len(item.moves) if item else 0,
    )


def _subjects_in(situation: Situation) -> Iterator[tuple[_Identity, _Standing]]:
    """All that stands, in the order of the annex; then other papers, figures, the letter and its recipients."""
    for point in situation.points:
        row = point.commitment
        yield (Subject.COMMITMENT, row.point), _text_standing(row, situation, "number", "part", "text")
        for item in point.items:
            yield (Subject.ITEM, item.key), _item_standing(item, situation)
    for document in dict.fromkeys(row.document for row in situation.history.paragraphs):
        for entry in situation.paragraphs(document):
            standing = _text_standing(entry, situation, *_OF_PARAGRAPHS)
            yield (Subject.PARAGRAPH, f"{document}/{entry.paragraph}"), standing
    for name, figure in situation.figures.items():
        fields = {"value": f"{figure.value.normalize():f}", "unit": figure.unit, "label": figure.label}
        yield (Subject.FIGURE, name), _Standing(figure, fields)
    if letter := situation.letter:
        reads = spell_out_text(letter.body, situation)
        yield (Subject.LETTER, ""), _Standing(letter, {"text": letter.body}, reads)
    for each in situation.recipients:
        fields = {name: getattr(each, name) for name in _OF_RECIPIENTS}
        yield (Subject.RECIPIENT, each.recipient), _Standing(each, fields)


def _item_standing(item: Item, situation: Situation) -> _Standing:
    row = item.follow_up
    standing = _text_standing(row, situation, "point", "group", "state", "due", "owner", "text")
    return standing._replace(item=item)


def _text_standing(row: Commitment | FollowUp | ParagraphEntry, situation: Situation, *names: str) -> _Standing:
    fields = {name: str(getattr(row, name) or "") for name in names}
    return _Standing(row, fields, spell_out_text(row.text, situation))


def _differences(one: _Standing | None, other: _Standing | None) -> Iterator[Difference]:
    old, new = (each.fields if each else {} for each in (one, other))
    for name in new or old:
        before, after = old.get(name, ""), new.get(name, "")
        if not _is_same(name, before, after, one, other):
            yield Difference(name, before, after)


def _is_same(field: str, before: str, after: str, one: _Standing | None, other: _Standing | None) -> bool:
    """Texts are compared as they read on their days, deadlines by what they mean."""
    if field == "text" and one and other:
        return one.reads == other.reads
    return deadline_of(before) == deadline_of(after) if field == "due" else before == after


def _kinds(
    subject: Subject, one: _Standing | None, other: _Standing | None, differences: tuple[Difference, ...]
) -> tuple[News, ...]:
    if subject is Subject.FIGURE:
        return (News.FIGURE,)
    if one is None or other is None:
        return (News.NEW,) if other else (News.WITHDRAWN,)
    found = {_kind_of(each) for each in differences}
    if News.DONE in found:
        found.discard(News.DEADLINE)  # what is done needs no deadline
    return tuple(each for each in News if each in found)


def _kind_of(difference: Difference) -> News:
    match difference.field:
        case "state" if difference.after in (State.DONE, State.DELAYED):
            return News(difference.after)
        case "state":
            return News.STATE
        case "due":
            return News.DEADLINE
        case "text" | "salutation" | "closing" | "gender" | "office" | "address" | "name" | "label":
            return News.REWORDED
        case "owner":
            return News.OWNER
        case _:
            return News.PLACE


def _last_rows(situation: Situation) -> Mapping[_Identity, LedgerRow]:
    """The last row up to the day of each subject whose rows may confirm or end it."""
    history, as_of = situation.history, situation.as_of
    points = histories(history.commitments, attrgetter("point"), as_of)
    items = histories(history.follow_ups, attrgetter("item"), as_of)
    paragraphs = histories(history.paragraphs, attrgetter("document", "paragraph"), as_of)
    return {
        **{(Subject.COMMITMENT, key): rows[-1] for key, rows in points.items()},
        **{(Subject.ITEM, key): rows[-1] for key, rows in items.items()},
        **{(Subject.PARAGRAPH, "/".join(key)): rows[-1] for key, rows in paragraphs.items()},
    }


def _ended_with_its_point(change: LedgerChange, last_rows: Mapping[_Identity, LedgerRow]) -> LedgerChange:
    """An item that is gone although no row of its own ends it has gone with its commitment, whose row ended it."""
    row = change.row
    if change.after or not isinstance(row, FollowUp) or row.state is State.WITHDRAWN:
        return change
    return replace(change, row=last_rows.get((Subject.COMMITMENT, row.point), row))


def _was_unknown(change: LedgerChange, before: Situation) -> bool:
    """Whether a row holds from the earlier day or one before it, but was recorded after what was known then."""
    if before.known_on is None or change.row == change.before:
        return False
    return (change.day or date.min) <= before.as_of and (change.recorded or date.min) > before.known_on
