"""Which items go to whom, and what each row of a contributor's workbook shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from textwrap import shorten

from msgspec import Struct, field

from briefgen.asof import Item, Point, Situation
from briefgen.compose import keys
from briefgen.compose.texts import Texts
from briefgen.contributions.form import (
    LOCKED,
    ExportedItem,
    Head,
    WorkbookIdentity,
    digest_of,
    digest_of_cell,
    key_of_row,
)
from briefgen.contributions.words import Words
from briefgen.dates import DateSpellingError
from briefgen.localise import Localiser
from briefgen.model.dossier import FollowUp
from briefgen.model.richtext import Block, Kind, RichText

ROOM_PER_POINT = 2
"""Empty rows for new items of each point."""
_MOST_OF_A_POINT = 120
"""Characters of a commitment that are shown, to know it by."""
_LISTS = frozenset({Kind.BULLET, Kind.NUMBER})


class ContributionRow(Struct, frozen=True):
    """A row of the sheet before anybody has filled it in.

    Attributes:
        key: the reference, by which it is read back.
        number: what names the point to people.
        agreed: the commitment.
        wording: the text that stands; that of an empty row is empty.
        state, due: in words.
        is_room: whether it waits for a new item.
    """

    key: str
    number: str
    agreed: str
    group: str = ""
    wording: RichText = field(default_factory=RichText)
    state: str = ""
    due: str = ""
    is_overdue: bool = False
    is_room: bool = False

    def texts_of_locked_cells(self) -> tuple[str, ...]:
        """What the locked cells show, in the order of `LOCKED`."""
        texts = {
            Head.NUMBER: self.number,
            Head.AGREED: self.agreed,
            Head.GROUP: self.group,
            Head.WORDING: text_shown(self.wording),
            Head.STATE: self.state,
            Head.DUE: self.due,
        }
        return tuple(texts[each] for each in LOCKED)


class Contribution(Struct, frozen=True):
    """A workbook to be.

    Attributes:
        title: of the dossier.
        headline: the day in words.
        rows: of the items, what is overdue first, then the empty ones.
        numbers: what names the points that lines at the end may belong to.
        groups: the sub-headings that the dossier has.
    """

    identity: WorkbookIdentity
    title: str
    headline: str
    words: Words
    rows: tuple[ContributionRow, ...]
    numbers: tuple[str, ...]
    groups: tuple[str, ...]


class Speaker(Struct, frozen=True):
    """What says things in the workbooks of a run.

    Attributes:
        texts: renders the wordings, in the language of the dossier.
        localiser: says dates in the language of the workbook.
    """

    texts: Texts
    words: Words
    localiser: Localiser

    def due(self, due: str) -> str:
        """A deadline in words; as typed where it cannot be read."""
        try:
            return self.localiser.date(due, year=None) if due else ""
        except DateSpellingError:
            return due


def text_shown(text: RichText) -> str:
    """What a cell shows of a text: its words, with a sign before each item of a list."""
    return "".join(words for _, words in runs_of(text))


def runs_of(text: RichText) -> Iterator[tuple[str, str]]:
    """A text in pieces, each with its look: "bold", "italic", "bold italic", or "" for none.

    What is typed in the same way in a cell becomes the same text again; see `briefgen.sources.files.table`.
    """
    count = 0
    for before, block in zip((None, *text.blocks), text.blocks, strict=False):
        count = count + 1 if block.kind is Kind.NUMBER and not block.restart else 1
        yield "", _joint(before, block) + _sign(block, count)
        for span in block.spans:
            yield " ".join(name for name in ("bold", "italic") if getattr(span, name)), span.text


def _joint(before: Block | None, block: Block) -> str:
    if before is None:
        return ""
    return "\n" if before.kind is block.kind and block.kind in _LISTS else "\n\n"


def _sign(block: Block, count: int) -> str:
    if block.kind not in _LISTS:
        return ""
    return "  " * block.level + ("• " if block.kind is Kind.BULLET else f"{count}. ")


def owners_in(owner: str) -> tuple[str, ...]:
    """The owners that a cell names: several stand with semicolons between them."""
    return tuple(filter(None, (" ".join(each.split()) for each in owner.split(";"))))


def plain_owner(owner: str) -> str:
    """An owner for comparing: without capitals."""
    return " ".join(owner.split()).casefold()


def owners_of(situation: Situation) -> tuple[str, ...]:
    """Everybody who has an item, in the order of the record, each as first spelt."""
    found = (owner for item in situation.items for owner in owners_in(item.follow_up.owner))
    return tuple({plain_owner(owner): owner for owner in reversed(list(found))}.values())[::-1]


def is_of(row: FollowUp, owner: str) -> bool:
    """Whether an item is somebody's; everything is of ""."""
    return not owner or plain_owner(owner) in map(plain_owner, owners_in(row.owner))


def names_of_points(points: Iterable[Point]) -> dict[str, str]:
    """What names each point to people, by its key: its number; the key where it has none of its own."""
    rows = [point.commitment for point in points]
    counts = Counter(row.number for row in rows)
    return {row.point: row.number if row.number and counts[row.number] == 1 else row.point for row in rows}


def contribution_for(owner: str, situation: Situation, speaker: Speaker) -> Contribution:
    """The workbook of an owner, or of all items for ""."""
    names = names_of_points(situation.points)
    found = [(point, [item for item in point.items if is_of(item.follow_up, owner)]) for point in situation.points]
    chosen = [(point, items) for point, items in found if items or not owner]
    pairs = [(_item_row(point, item, names, speaker), item) for point, items in chosen for item in items]
    pairs.sort(key=lambda pair: not pair[0].is_overdue)
    room = [row for point, _ in chosen for row in _room(point, names, speaker)]
    return Contribution(
        _identity(owner, situation, speaker.words.language, pairs, names),
        situation.profile.title,
        f"{situation.profile.title}{f' – {owner}' if owner else ''}",
        speaker.words,
        (*(row for row, _ in pairs), *room),
        tuple(names[point.commitment.point] for point, _ in chosen),
        tuple(dict.fromkeys(item.follow_up.group for item in situation.items if item.follow_up.group)),
    )


def _item_row(point: Point, item: Item, names: dict[str, str], speaker: Speaker) -> ContributionRow:
    row = item.follow_up
    return ContributionRow(
        key_of_row(row.point, item.key),
        names[row.point],
        _agreed(point, speaker),
        row.group,
        speaker.texts.block(keys.followup(row)),
        speaker.words.state(row.state),
        _with_overdue(speaker.due(row.due), item, speaker.words),
        item.overdue,
    )


def _with_overdue(due: str, item: Item, words: Words) -> str:
    return f"{due} – {words['overdue']}" if item.overdue else due


def _agreed(point: Point, speaker: Speaker) -> str:
    text = str(speaker.texts.block(keys.commitment(point.commitment)))
    return shorten(text, _MOST_OF_A_POINT, placeholder=" …")


def _room(point: Point, names: dict[str, str], speaker: Speaker) -> Iterator[ContributionRow]:
    key = point.commitment.point
    row = ContributionRow(key_of_row(key), names[key], _agreed(point, speaker), is_room=True)
    return (row for _ in range(ROOM_PER_POINT))


def _identity(
    owner: str,
    situation: Situation,
    language: str,
    pairs: Sequence[tuple[ContributionRow, Item]],
    names: dict[str, str],
) -> WorkbookIdentity:
    exported = (_exported(item.follow_up, row) for row, item in pairs)
    items = {each.key: each for each in exported}
    points = {name: key for key, name in names.items()}
    return WorkbookIdentity(situation.profile.id, situation.as_of, situation.known_on, owner, language, items, points)


def _exported(row: FollowUp, shown: ContributionRow) -> ExportedItem:
    state = row.state.value if row.state else ""
    digests = tuple(map(digest_of_cell, shown.texts_of_locked_cells()))
    return ExportedItem(row.point, row.item, digest_of(row.text), state, row.due, digests)
