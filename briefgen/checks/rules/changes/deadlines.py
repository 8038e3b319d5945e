"""CHG-002 to CHG-004: a deadline slips, slips again and again, or lies behind what was promised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from briefgen.checks.engine.context import CheckContext
from briefgen.checks.engine.rule import Fault, in_context
from briefgen.checks.language.dates import DateInText
from briefgen.checks.language.patterns import late
from briefgen.checks.language.sentences import before, behind
from briefgen.checks.rules.changes.ledger import first_day
from briefgen.checks.rules.changes.threads import fault_at, follow, is_asked
from briefgen.checks.rules.changes.wordings import (
    DatedWording,
    SaidOnDay,
    Thread,
    compare_texts,
    like_sentences,
    quote,
    stems_of,
)
from briefgen.dates import ImpreciseDate, parse
from briefgen.findings import Grade
from briefgen.localise import languages, localiser
from briefgen.model.dossier import State

_TOLD = frozenset({State.DELAYED, State.BLOCKED})
_CLOSED = frozenset({State.DONE, State.WITHDRAWN})
_YEAR = late(r"\b20\d\d\b(?!\s?[-–/]\s?\d)")
_WORD = late(r"[^\W\d_]{4,}")
_BEFORE, _BEHIND = 3, 5  # words beside a date that say what is promised for it
_SHORT = 5  # words of a commitment that promises one thing
_FEW = 4  # items that share a word, at least, before it is one that all have
_COMMON = 2  # words that a sentence shares with the commitment whose deadline it misses


class _Slip(Struct, frozen=True):
    """A deadline that became a later one.

    Attributes:
        before, after: the deadlines as a reader meets them.
        told: whether anything says so: a state, or words such as “postponed”.
    """

    one: DatedWording
    other: DatedWording
    before: str
    after: str
    told: bool


@in_context(
    "CHG-002",
    Grade.WARNING,
    source="whoever reads two annexes side by side sees the new date first; nothing in the second one says why",
    wrong="due 2023-03-14 and “planned”, then due 2023-03-28 and still “planned”",
    right="due 2023-03-14 and “planned”, then due 2023-03-28 and “delayed”, or “… instead of 14 March”",
)
def a_later_deadline_is_told(context: CheckContext) -> Iterator[Fault]:
    """A deadline that moves to a later date is told of as delayed."""
    for thread in _reports(context):
        for slip in _slips(thread):
            if not slip.told and is_asked(slip.other, context):
                was = f"{thread.name} was due “{slip.before}” {slip.one.when}"
                change = f"{was} and is due “{slip.after}” {slip.other.when}; nothing says that it is late."
                message = f"{change} {compare_texts(slip.one.text, slip.other.text)}"
                remedy = "Give it the state “delayed”, or say why it moved; or correct the date."
                yield fault_at(slip.other, "due", message, remedy, slip.after)


@in_context(
    "CHG-003",
    Grade.WARNING,
    source="a date that has moved three times is no longer believed; the reader asks what stands in the way",
    wrong="due 14 March, then 28 March, then April, then June 2023",
    right="the third time: “blocked”, with what it waits for; or a date that holds",
)
def no_deadline_slips_again_and_again(context: CheckContext) -> Iterator[Fault]:
    """A deadline does not slip for the third time; briefgen.toml may say another number (`slips-after`)."""
    most = context.settings.slips_after
    for thread in _reports(context):
        slips = list(_slips(thread))
        if len(slips) >= most and is_asked(slips[-1].other, context) and slips[-1].other.state != State.BLOCKED:
            last = slips[-1].other
            way = " → ".join([f"“{slips[0].before}” ({slips[0].one.when})", *map(_named, slips)])
            change = f"The deadline of {thread.name} has slipped {len(slips)} times: {way}."
            message = f"{change} {compare_texts(slips[0].one.text, last.text)}"
            remedy = "Say what it waits for, or agree on a date that holds with whoever is in charge."
            yield fault_at(last, "due", message, remedy, slips[-1].after)


@in_context(
    "CHG-004",
    Grade.WARNING,
    source="a commitment names its own date; a follow-up that plans for a later one breaks it without saying so",
    wrong="commitment “new initiatives by the end of 2023”, follow-up due 2024-Q1",
    right="follow-up due 2023-12, or due 2024-Q1 and “delayed”",
)
def no_deadline_lies_behind_the_commitment(context: CheckContext) -> Iterator[Fault]:
    """What is planned for a commitment is due by the date that the commitment itself names."""
    begins = first_day(context.situation) if context.situation else None
    for thread in _reports(context):
        last = thread.wordings[-1]
        is_wanted = thread.is_last and (last.due or not last.is_record) and is_asked(last, context)
        if is_wanted and thread.promise:
            planned = _planned(last, thread.promise)
            begun = begins or thread.wordings[0].day
            promised = _deadline_missed(last, planned[0], (thread.promise, begun), context) if planned else None
            if planned and promised and not _is_excused(last):
                message = (
                    f"{thread.name} is due “{planned[1]}” {last.when}, but its commitment says “{promised.typed}”"
                    f" {thread.promise.when}. The commitment: {quote(promised.said.text)}; the item: {last.shown}."
                )
                remedy = "Plan it for the date promised, or give it the state “delayed” and say why."
                yield fault_at(last, "due", message, remedy, planned[1])


def _reports(context: CheckContext) -> Iterator[Thread]:
    return (each for each in follow(context).threads if not each.is_promise)


def _named(slip: _Slip) -> str:
    return f"“{slip.after}” ({slip.other.when})"


def _is_excused(wording: DatedWording) -> bool:
    return wording.state in _TOLD or wording.state in _CLOSED or wording.tells(wording.words.later)


def _slips(thread: Thread) -> Iterator[_Slip]:
    """The deadlines that became later ones: those of the column, or where it has none those of the text."""
    if len(thread.wordings) < 2:
        return
    dated = [each for each in thread.wordings if each.due]
    yield from _slips_of_due(thread.wordings, dated)
    if not dated:
        for one, other in thread.steps:
            yield from _slips_in_text(one, other)


def _slips_of_due(wordings: Sequence[DatedWording], dated: Sequence[DatedWording]) -> Iterator[_Slip]:
    """A step that the next wording reports on is no slip: it was taken, and the next one has a date of its own."""
    for one, other in pairwise(dated):
        was, is_ = one.deadline, other.deadline
        if was and is_ and _is_later(is_, was) and other.state not in _CLOSED and not _reports_on(other, was):
            since = wordings[wordings.index(one) + 1 : wordings.index(other) + 1]
            told = any(each.state in _TOLD or each.tells(each.words.later) for each in since)
            yield _Slip(one, other, one.due, other.due, told)


def _slips_in_text(one: DatedWording, other: DatedWording) -> Iterator[_Slip]:
    """A sentence that promises the same as before, for a later date."""
    for old, new in like_sentences(one, other):
        was, is_ = _promised(old, one), _promised(new, other)
        if was and is_ and was.means and is_.means and _is_later(is_.means, was.means):
            told = other.state in _TOLD or other.tells(other.words.later)
            if not any(each.means == was.means for each in new.dates):
                yield _Slip(one, other, was.typed, is_.typed, told)


def _promised(said: SaidOnDay, wording: DatedWording) -> DateInText | None:
    """The only date of a sentence, where it lies ahead of the paper; without a day, where something is to come."""
    if len(said.dates) != 1:
        return None
    [found] = said.dates
    last = found.means.last if found.means else None
    if last is None or (found.form == "season" and not found.has_year):
        return None
    is_ahead = last > wording.day if wording.day else bool(wording.words.coming.search(said.text))
    return found if is_ahead else None


def _is_later(other: ImpreciseDate, one: ImpreciseDate) -> bool:
    return bool(one.last) and (other.last or date.max) > (one.last or date.max)


def _reports_on(wording: DatedWording, deadline: ImpreciseDate) -> bool:
    """Whether a text names a date that is, or lies in, a former deadline."""
    first, last = deadline.first or date.min, deadline.last or date.max
    means = (each.means for said in wording.said for each in said.dates if each.means)
    return any((each.first or date.min) <= last and first <= (each.last or date.max) for each in means)


def _planned(wording: DatedWording, promise: DatedWording) -> tuple[ImpreciseDate, str] | None:
    """The deadline of a wording; without one, the latest date ahead in a sentence on what the commitment speaks of."""
    if wording.due:
        return (wording.deadline, wording.due) if wording.deadline else None
    about = frozenset(stem for said in promise.said for stem in said.stems)
    found = [each for said in wording.said if len(said.stems & about) >= _COMMON and (each := _promised(said, wording))]
    latest = max(found, key=lambda each: each.means.last if each.means and each.means.last else date.min, default=None)
    return (latest.means, latest.typed) if latest and latest.means else None


class _Promised(Struct, frozen=True):
    """The last day of a date that a commitment names, its words, the sentence that it stands in, and where in it."""

    last: date
    typed: str
    said: SaidOnDay
    start: int

    @property
    def about(self) -> frozenset[str]:
        """The words closest to the date: of what is promised in one sentence, what is promised for this date."""
        text, end = self.said.text, self.start + len(self.typed)
        left, right = before(text, self.start), behind(text, end)
        words = [*_WORD.findall(left)[-_BEFORE:], *_WORD.findall(right)[:_BEHIND]]
        return stems_of(" ".join(words))


def _deadline_missed(
    wording: DatedWording, planned: ImpreciseDate, promised: tuple[DatedWording, date | None], context: CheckContext
) -> _Promised | None:
    """The latest date that a commitment names for what an item is about, where the item is planned for a later one.

    Args:
        promised: the commitment, and the day on which it was made: what it tells of before was no promise.
    """
    promise, begun = promised
    ahead = [each for each in _deadlines_of(promise) if begun is None or each.last > begun]
    if all((planned.last or date.max) <= each.last for each in ahead):
        return None
    mine = (each for each in ahead if _is_about(wording, each, promise, context))
    latest = max(mine, key=lambda each: each.last, default=None)
    return latest if latest and (planned.last or date.max) > latest.last else None


@lru_cache(maxsize=512)
def _deadlines_of(promise: DatedWording) -> tuple[_Promised, ...]:
    """The dates that a commitment names; many items ask for those of one."""
    return tuple(each for said in promise.said for each in _deadlines(said, promise.language))


def _deadlines(said: SaidOnDay, language: str) -> Iterator[_Promised]:
    dates = ((each.means, each.typed, each.start) for each in said.dates if each.has_year)
    for means, typed, start in (*dates, *_years(said.text, language)):
        if means and means.last:
            yield _Promised(means.last, typed, said, start)


def _is_about(wording: DatedWording, promised: _Promised, promise: DatedWording, context: CheckContext) -> bool:
    """Whether an item shares a word of its own with what is promised for the date; a short commitment is one thing."""
    if len(promise.said) == 1 and len(promised.said.stems) <= _SHORT:
        return True
    return bool(stems_of(wording.text) & promised.about - _common_stems(context))


def _common_stems(context: CheckContext) -> frozenset[str]:
    """The words that every fifth item has: they tell none from the others, as “Commission” and “will”."""
    if _common_stems not in context.cache:
        last = [stems_of(each.wordings[-1].text) for each in _reports(context)]
        counted = Counter(stem for stems in last for stem in stems)
        least = max(_FEW, len(last) / 5)
        context.cache[_common_stems] = frozenset(stem for stem, count in counted.items() if count >= least)
    return context.cache[_common_stems]  # type: ignore[no-any-return]


def _years(typed: str, language: str) -> Iterator[tuple[ImpreciseDate, str, int]]:
    """Years named as a language names them: “by the end of 2023”, “do końca 2023 r.”, “in 2023”."""
    if language not in languages():
        return
    text = typed.replace("\u00a0", " ").casefold()
    for year in sorted(set(_YEAR.findall(text))):
        for spelling, words in _words_for(year, language):
            at = text.find(words.casefold())
            if at >= 0 and _YEAR.search(text, at, at + len(words) + 3):
                yield parse(spelling), typed[at : at + len(words)], at


@lru_cache(maxsize=256)
def _words_for(year: str, language: str) -> tuple[tuple[str, str], ...]:
    """How a language says a year, its beginning, middle and end as a deadline; each as typed and in its words."""
    said = localiser(language, date.min)
    typed = (f"early {year}", f"mid-{year}", f"end {year}", year)
    return tuple((each, say(each).replace("\u00a0", " ")) for each in typed for say in (said.by, said.when))
