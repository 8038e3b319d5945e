"""AMT-006 and AMT-008: the letter and its annex name the same amounts, and one fact has one amount."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise

from msgspec import Struct

from briefgen.checks.engine.context import CheckContext, ScannedPassage
from briefgen.checks.engine.passages import LetterAndAnnex, pair_letters_and_annexes
from briefgen.checks.engine.rule import Fault, in_context
from briefgen.checks.language.numbers import AmountInText
from briefgen.checks.language.patterns import late
from briefgen.checks.rules.amounts.notation import suspects
from briefgen.findings import Grade

_LETTER_AND_ANNEX = "Letter and annex go out together and are read side by side."
_WORD = late(r"[^\W\d_]{5,}")
_INCLUDES = late(
    r"^[^.;]{0,60}\b(?:includ\w+|of which|dont|y compris|darunter|davon|einschließlich|di cui|w tym|waarvan|waaronder"
    r"|varav|heraf|incluido\w*|incluindo|inclusiv|compreso|compresi)\b"
)
_SCALES = {"million", "billion", "thousand"}
_AROUND, _SHARED, _ALIKE, _COMMON = 70, 4, 0.6, 40

Key = tuple[str, Decimal]


class Named(Struct, frozen=True):
    """An amount with the passage that names it."""

    scanned: ScannedPassage
    amount: AmountInText

    @property
    def words(self) -> str:
        """As it is typed."""
        return self.scanned.text[self.amount.start : self.amount.end]

    def fault(self, message: str, remedy: str) -> Fault:
        """A fault of the amount."""
        return self.scanned.at(self.amount.start, self.amount.end, message, remedy)


@in_context(
    "AMT-006",
    Grade.WARNING,
    source=_LETTER_AND_ANNEX,
    wrong="the letter promises EUR 600 million, and no row of the annex names the amount",
    right="the letter and a row of the annex both name EUR 600 million",
)
def in_both(context: CheckContext) -> Iterator[Fault]:
    """Each amount of the letter stands in the annex, and the whole of what the letter gives a part of in the letter."""
    for pair in pair_letters_and_annexes(context):
        differing = {id(ours.amount) for ours, _ in _differing(pair)}
        if any(each.amounts for each in pair.annex):
            yield from _only_in_letter(pair, differing)
            yield from _only_in_annex(pair)


def _only_in_letter(pair: LetterAndAnnex, differing: set[int]) -> Iterator[Fault]:
    known = _keys(pair.annex) | _sums(pair.annex)
    reported: set[Key] = set()
    for named in _named(pair.letter):
        if named.amount.key not in known | reported and id(named.amount) not in differing:
            reported.add(named.amount.key)
            message = f"the letter names {named.words}, the annex does not"
            yield named.fault(message, "Add it to the follow-up that it belongs to, or take it out of the letter.")


def _only_in_annex(pair: LetterAndAnnex) -> Iterator[Fault]:
    """Wholes that the letter gives only a part of; other amounts of the annex may be details."""
    known = _keys(pair.letter)
    for scanned in pair.annex:
        for whole, part in pairwise(scanned.amounts):
            between = scanned.text[whole.end : part.start]
            if part.key in known and whole.key not in known and whole.total > part.total and _INCLUDES.search(between):
                named = Named(scanned, whole)
                message = f"the annex names {named.words}, of which the letter gives only a part"
                yield named.fault(message, "Name the whole in the letter too.")


def _keys(passages: Iterable[ScannedPassage]) -> set[Key]:
    return {named.amount.key for named in _named(passages)}


def _sums(passages: Iterable[ScannedPassage]) -> set[Key]:
    """The sums of the amounts of each passage and of each row, with the magnitude that some lack."""
    rows: dict[object, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for scanned in (each for each in passages if each.amounts):
        completed = {id(each.amount): each.total for each in suspects(scanned)}
        cell = scanned.passage.cell
        row = (id(scanned.manuscript), cell.table, cell.row) if cell else id(scanned)
        for amount in scanned.amounts:
            total = completed.get(id(amount), amount.total)
            rows[id(scanned)][amount.currency] += total
            if row != id(scanned):
                rows[row][amount.currency] += total
    return {(currency, total) for row in rows.values() for currency, total in row.items()}


def _named(passages: Iterable[ScannedPassage]) -> Iterator[Named]:
    return (Named(each, amount) for each in passages for amount in each.amounts)


@in_context(
    "AMT-008",
    Grade.WARNING,
    source=_LETTER_AND_ANNEX,
    wrong="EUR 480 million for resettlement in the letter, EUR 450 million for the same in the annex",
    right="EUR 480 million for resettlement in both",
)
def one_fact_one_amount(context: CheckContext) -> Iterator[Fault]:
    """The letter and the annex give the same amount for the same thing."""
    for pair in pair_letters_and_annexes(context):
        for ours, theirs in _differing(pair):
            message = f"the letter has {ours.words}, the annex {theirs.words} for what reads like the same"
            yield ours.fault(
                message, f"Give the same amount in both; the other stands at {theirs.scanned.passage.place}."
            )


def _differing(pair: LetterAndAnnex) -> Iterator[tuple[Named, Named]]:
    """Amounts of the letter with that of the annex which stands among the same words and differs.

    Asked only of amounts that the other side does not name at all.
    """
    ours, theirs = _keys(pair.letter), _keys(pair.annex)
    others = [each for each in _named(pair.annex) if each.amount.key not in ours]
    if others:
        words = [_words_around(each) for each in others]
        index = _index(words)
        for named in _named(pair.letter):
            nearest = None if named.amount.key in theirs else _nearest(_words_around(named), words, index)
            if nearest is not None and others[nearest].amount.currency == named.amount.currency:
                yield named, others[nearest]


def _words_around(named: Named) -> frozenset[str]:
    text, amount = named.scanned.text, named.amount
    around = f"{text[max(0, amount.start - _AROUND) : amount.start]} {text[amount.end : amount.end + 2 * _AROUND]}"
    return frozenset(word.casefold() for word in _WORD.findall(around)) - _SCALES


def _index(words: list[frozenset[str]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(words):
        for word in each:
            found[word].append(number)
    return {word: places for word, places in found.items() if len(places) <= _COMMON}


def _nearest(wanted: frozenset[str], words: list[frozenset[str]], index: dict[str, list[int]]) -> int | None:
    shared = Counter(place for word in wanted for place in index.get(word, ()))
    for place, count in shared.most_common(1):
        if count >= _SHARED and count >= _ALIKE * min(len(wanted), len(words[place])):
            return place
    return None
