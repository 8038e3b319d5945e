"""The rows of action tables as points and items: whose row it is, and what is reported in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from briefgen.intake.reading import ReadItem, ReadPoint, Told
from briefgen.intake.trackers.dates import read_log
from briefgen.intake.trackers.rows import RowWords
from briefgen.intake.words import alike, one_line, shorten
from briefgen.model.dossier import State

AGAIN: Final = "rows that say again what another row says"
NO_REPORT: Final = "–"
"""What stands beside a point of which nothing is reported, but somebody is in charge or a deadline is set."""
_FEW: Final = 0.1


class _PointDraft(Struct):
    """A point, while its rows are gathered."""

    row: RowWords
    text: str
    key: str
    items: list[ReadItem] = field(default_factory=list)
    rows: list[RowWords] = field(default_factory=list)


class PointGatherer:
    """Gathers rows into points, in the order in which they come.

    Attributes:
        told: rows that say nothing new.
    """

    def __init__(self, rows: Sequence[RowWords], day_order: str) -> None:
        self.rows, self.day_order = rows, day_order
        self.by_words = _with_unfit_numbers(rows)
        self.drafts: dict[str, _PointDraft] = {}
        self.told: list[Told] = []

    def points(self) -> tuple[ReadPoint, ...]:
        """The points with their items."""
        for row in self.rows:
            self._add(row)
        return tuple(_finished(draft) for draft in self.drafts.values())

    def _add(self, row: RowWords) -> None:
        key = self._key_of(row)
        draft = self.drafts.setdefault(key, _PointDraft(row, row.commitment, key))
        is_again = any(_says_the_same(row, other) for other in draft.rows)
        draft.rows.append(row)
        items = [] if is_again else items_of(row, self._item_of(row, draft), self.day_order)
        draft.items += items
        if not items and len(draft.rows) > 1:
            self.told.append(Told(AGAIN, row.place, shorten(row.commitment or " ".join(row.texts))))

    def _key_of(self, row: RowWords) -> str:
        """The number where it tells the rows apart, else the words."""
        words = alike(row.commitment)
        if row.is_grouped or not words:
            return row.point
        key = words if row.number and row.point in self.by_words else row.point
        other = self.drafts.get(key)
        # the words of one row may be the number of another
        return f"{key} {words}" if other and alike(other.text) not in ("", words) and not row.number else key

    def _item_of(self, row: RowWords, draft: _PointDraft) -> str:
        """What names the item: the row's own number or words; else its point, with a number from the second on."""
        if not row.is_grouped:
            is_dated = row.as_of and all(row.as_of != other.as_of for other in draft.rows[:-1])
            number = len(draft.rows) - sum(_is_bare(other) for other in draft.rows[:-1])
            return row.item or ("" if is_dated or number < 2 else f"{draft.key} {number}")
        words = row.item or alike(" ".join(row.texts))
        name = (
            words if words.replace(".", "").isdigit() is False and len(words.split()) == 1 else f"{draft.key} {words}"
        )
        taken = sum(item.key.partition("\n")[0] == name for item in draft.items)
        return f"{name} {taken + 1}" if taken else name


def _is_bare(row: RowWords) -> bool:
    return not items_of(row, "", "")


def _with_unfit_numbers(rows: Sequence[RowWords]) -> frozenset[str]:
    """The numbers that several rows with different words have; all numbers, where these are many."""
    words: Mapping[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.number and row.commitment and not row.is_grouped:
            words[row.point].add(alike(row.commitment))
    unfit = {number for number, texts in words.items() if len(texts) > 1}
    return frozenset(words) if len(unfit) > len(words) * _FEW else frozenset(unfit)


def _says_the_same(row: RowWords, other: RowWords) -> bool:
    return replace(row, place=other.place) == other


def _finished(draft: _PointDraft) -> ReadPoint:
    """The point; its words are those of the first row that has any."""
    row = next((each for each in draft.rows if each.commitment), draft.row)
    text = row.commitment or draft.row.number or draft.key
    return ReadPoint(text, draft.row.place, row.number, row.part, draft.key, tuple(draft.items))


def items_of(row: RowWords, key: str, day_order: str) -> list[ReadItem]:
    """The wordings of a row's item, the earliest first; none where nothing is reported.

    Args:
        row: as read.
        key: what names the item; "" where its point does.
        day_order: of the days in a log that is kept in a cell.
    """
    earlier = [
        ReadItem(text, row.place, key, state=state.state, as_of=f"{year}-12-31")
        for year, state, text in row.years
        if text
    ]
    return [*earlier, *_current(row, key, day_order)]


def _current(row: RowWords, key: str, day_order: str) -> Iterator[ReadItem]:
    facts = {"state": row.state.state, "due": row.due, "owner": row.owner, "source": row.source}
    dates = {"as_of": _day_of(row), "recorded": row.recorded}
    item = ReadItem("", row.place, key, row.group, **facts, **dates)
    log = read_log(row.texts[0], day_order) if len(row.texts) == 1 and not row.is_grouped else ()
    for entry in log[:-1]:
        yield ReadItem(entry.words, row.place, key, row.group, as_of=entry.day)
    if log:
        yield replace(item, text=_with_further(row, [log[-1].words]), as_of=log[-1].day)
    elif text := _with_further(row, row.texts):
        yield replace(item, text=text)
    elif words := _words_of_state(row):
        yield replace(item, text=words)
    elif row.due or row.owner or row.source:
        yield replace(item, text=NO_REPORT)


def _with_further(row: RowWords, texts: Iterable[str]) -> str:
    """The report, with the remark in the state's cell, and days in other words, as paragraphs of their own."""
    further = [row.state.remark] if row.state.remark not in ("", *texts) else []
    days = [f"{heading}: {words}" if heading else words for heading, words in row.unread]
    return "\n\n".join((*texts, *further, *days))


def _words_of_state(row: RowWords) -> str:
    return one_line(row.state_words) and row.state_words


def _day_of(row: RowWords) -> str:
    """From when a row holds: the day of its end where it has ended."""
    is_over = row.state.state in (State.DONE, State.WITHDRAWN)
    return row.closed if is_over and row.closed else row.as_of
