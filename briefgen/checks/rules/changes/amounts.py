"""CHG-005: an amount or a count that only grows has become smaller."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from operator import attrgetter

from briefgen.asof import Situation
from briefgen.asof.standing import histories
from briefgen.checks.engine.context import CheckContext
from briefgen.checks.engine.rule import Fault, in_context
from briefgen.checks.language.change_words import change_words_of
from briefgen.checks.language.numbers import AmountInText, NumberInText
from briefgen.checks.language.patterns import late
from briefgen.checks.rules.changes.ledger import name_day
from briefgen.checks.rules.changes.threads import fault_at, steps_in
from briefgen.checks.rules.changes.wordings import DatedWording, SaidOnDay, Thread, compare_texts, fold, like_sentences
from briefgen.findings import Grade
from briefgen.model.dossier import Figure

_CURRENCY = late(r"[A-Z]{3}")
_NOUN = late(r"[\s\u00a0\u202f]*([^\W\d_]{3,})")
_STEM = 3  # of a noun: Polish and Czech have other endings for other numbers
_REMEDY = "Correct one of the two; or say that it was corrected, or what was taken back."


@in_context(
    "CHG-005",
    Grade.WARNING,
    source="what was paid, pledged or counted so far does not become less; one of the two numbers is wrong",
    wrong="“so far 558 people have been relocated”, then “so far 524 people have been relocated”",
    right="“so far 558 people …”, then “so far 571 people …”; or “524 (corrected)”",
)
def nothing_that_adds_up_falls(context: CheckContext) -> Iterator[Fault]:
    """An amount, or a count of what was done so far, is not smaller than it was before."""
    if context.situation:
        yield from _figures(context.situation, context)
    for thread, one, other in steps_in(context):
        if one.has_numbers and other.has_numbers and not other.tells(other.words.settled):
            for old, new in like_sentences(one, other):
                yield from _amounts(thread, (one, other), old, new)
                yield from _counts(thread, (one, other), old, new)


def _figures(situation: Situation, context: CheckContext) -> Iterator[Fault]:
    for rows in histories(situation.history.figures, attrgetter("figure"), situation.as_of).values():
        last_of_day = list({row.as_of: row for row in rows}.values())
        for one, other in pairwise(last_of_day):
            is_asked = context.since is None or max(other.as_of, other.recorded) > context.since
            if is_asked and other.value < one.value and _adds_up(one, other, situation):
                yield _fallen(one, other, situation)


def _adds_up(one: Figure, other: Figure, situation: Situation) -> bool:
    """Whether two values are of one unit that is no share, and nothing says why it fell."""
    settled = change_words_of(_language(situation)).settled
    is_told = any(settled.search(each) for each in (other.source, other.label))
    return one.unit == other.unit and one.unit != "%" and not is_told


def _fallen(one: Figure, other: Figure, situation: Situation) -> Fault:
    old, new = (f"{row.value.normalize():f} {row.unit}".strip() for row in (one, other))
    name = f"“{other.figure}”{f' ({other.label})' if other.label else ''}"
    message = f"{name} was {old} as of {name_day(one.as_of)}, and is {new} as of {name_day(other.as_of)}."
    words = f"{other.value.normalize():f}"
    is_sure = bool(_CURRENCY.fullmatch(other.unit)) or _counts_up(other, situation)
    return Fault(other.place.in_column("value"), message, _REMEDY, words, None if is_sure else Grade.HINT)


def _counts_up(figure: Figure, situation: Situation) -> bool:
    """Whether its label, or a text that stands and quotes it, says that it counts what was done so far."""
    so_far = change_words_of(_language(situation)).so_far
    quoting = (item.follow_up.text for item in situation.items if f'"{figure.figure}"' in item.follow_up.text)
    return any(so_far.search(each) for each in (figure.label, *quoting))


def _language(situation: Situation) -> str:
    return next(iter(situation.profile.languages), "en")


_Both = tuple[DatedWording, DatedWording]


def _amounts(thread: Thread, both: _Both, old: SaidOnDay, new: SaidOnDay) -> Iterator[Fault]:
    """Amounts in their order, where two sentences have as many of them in the same currencies."""
    if [each.currency for each in old.amounts] == [each.currency for each in new.amounts]:
        for one, other in zip(old.amounts, new.amounts, strict=True):
            if other.total < one.total and other.key not in {each.key for each in old.amounts}:
                yield _smaller(thread, both, (_typed(one, old), _typed(other, new)), None)


def _counts(thread: Thread, both: _Both, old: SaidOnDay, new: SaidOnDay) -> Iterator[Fault]:
    """Counts of the same noun, where each sentence has one."""
    before, after = _counted(old), _counted(new)
    for noun in before.keys() & after.keys():
        one, other = before[noun], after[noun]
        if one and other and other.value < one.value:
            grade = None if both[1].words.so_far.search(new.text) else Grade.HINT
            yield _smaller(thread, both, (_with_noun(one, old), _with_noun(other, new)), grade)


def _counted(said: SaidOnDay) -> dict[str, NumberInText | None]:
    """The number before each noun; None where it has several."""
    found: dict[str, NumberInText | None] = {}
    for number in said.numbers:
        noun = _NOUN.match(said.text, number.end)
        if noun:
            key = fold(noun[1])[:_STEM]
            found[key] = None if key in found else number
    return found


def _smaller(thread: Thread, both: _Both, words: tuple[str, str], grade: Grade | None) -> Fault:
    one, other = both
    change = f"{thread.name} names “{words[0]}” {one.when} and “{words[1]}” {other.when}."
    return fault_at(other, "text", f"{change} {compare_texts(one.text, other.text)}", _REMEDY, words[1], grade)


def _typed(amount: AmountInText, said: SaidOnDay) -> str:
    return said.text[amount.start : amount.end]


def _with_noun(number: NumberInText, said: SaidOnDay) -> str:
    noun = _NOUN.match(said.text, number.end)
    return said.text[number.start : noun.end() if noun else number.end]
