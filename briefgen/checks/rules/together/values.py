"""XDO-001 to XDO-003: two papers that are read together give the same days, numbers and amounts for the same thing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from briefgen.checks.engine.context import CheckContext
from briefgen.checks.engine.rule import Fault, in_context
from briefgen.checks.language.dates import DateInText
from briefgen.checks.language.numbers import AmountInText
from briefgen.checks.rules.changes.wordings import quote, stems_of
from briefgen.checks.rules.together.clauses import CountedThing, SaidClause, Together, papers_together
from briefgen.findings import Grade

_SIDE_BY_SIDE = "who reads two papers side by side sees at once where they differ, and no longer trusts either"
_FEW = 2  # as many sentences may count a thing for its count to be compared


class _Valued(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


@in_context(
    "XDO-001",
    Grade.WARNING,
    source=_SIDE_BY_SIDE,
    wrong="letter: the joint exercise will take place on 22 September; annex: … on 12 September",
    right="letter and annex: the joint exercise will take place on 12 September",
)
def one_day(context: CheckContext) -> Iterator[Fault]:
    """Two papers that are read together name the same day for the same thing."""
    yield from _compared(context, lambda said: said.dates, _are_other_days, "Give the same day in both")


@in_context(
    "XDO-002",
    Grade.WARNING,
    source=_SIDE_BY_SIDE,
    wrong="letter: 240 pilots have been trained; annex: so far 204 pilots have been trained",
    right="letter and annex: 204 pilots have been trained",
)
def one_count(context: CheckContext) -> Iterator[Fault]:
    """Two papers that are read together count the same thing alike, in figures and in words."""
    told = set()
    for fault in _compared(context, lambda said: said.counts, _are_other_counts, "Give the same number in both"):
        told.add((fault.place, fault.words))
        yield fault
    for together in papers_together(context):
        for fault in _counted_apart(together):
            if (fault.place, fault.words) not in told:
                yield fault


@in_context(
    "XDO-003",
    Grade.WARNING,
    source=_SIDE_BY_SIDE,
    wrong="letter.docx: EUR 360 million for repairs; annex.docx: EUR 350 million for repairs",
    right="letter.docx and annex.docx: EUR 350 million for repairs",
)
def one_amount(context: CheckContext) -> Iterator[Fault]:
    """Two files that are read together give the same amount for the same thing."""
    for together in papers_together(context):
        if not together.ours.manuscript.kind:  # else AMT-008 asks it
            yield from _differences(together, lambda said: said.amounts, _are_other_amounts, "Give the same in both")


_Values = Callable[[SaidClause], Sequence[_Valued]]
_Differ = Callable[[object, object], bool]


def _compared(context: CheckContext, values: _Values, differ: _Differ, remedy: str) -> Iterator[Fault]:
    for together in papers_together(context):
        yield from _differences(together, values, differ, remedy)


def _differences(together: Together, values: _Values, differ: _Differ, remedy: str) -> Iterator[Fault]:
    """Each value of a sentence that stands in no like sentence of the other paper, where that has one in its place."""
    told: set[int] = set()
    for said in together.ours.said:
        ours = [each for each in values(said) if each.start + id(said.scanned) not in told]
        alike = together.theirs.like(said) if ours else []
        theirs = [(each, value) for each in alike for value in values(each)]
        apart = [each for each in ours if all(differ(each, value) for _, value in theirs)]
        others = [(each, value) for each, value in theirs if all(differ(mine, value) for mine in ours)]
        if len(apart) == 1 and len({_shown(value) for _, value in others}) == 1:
            told.add(apart[0].start + id(said.scanned))
            yield _fault(together, said, apart[0], *others[0], remedy)


def _fault(
    together: Together, said: SaidClause, mine: _Valued, other: SaidClause, value: _Valued, remedy: str
) -> Fault:
    message = f"“{_shown_in(said, mine)}” here, “{_shown_in(other, value)}” in {together.other}: {quote(other.text)}."
    grade = None if together.is_close else Grade.HINT
    where = f"{remedy}; the other stands at {other.scanned.passage.place}."
    return said.scanned.at(mine.start, mine.end, message, where, grade)


def _shown(value: _Valued) -> object:
    if isinstance(value, AmountInText):
        return value.key
    return value.value if isinstance(value, CountedThing) else getattr(value, "means", None)


def _shown_in(said: SaidClause, value: _Valued) -> str:
    return said.scanned.text[value.start : value.end]


def _are_other_days(one: object, other: object) -> bool:
    """Whether two dates have no day in common; what cannot be read differs from nothing."""
    if not (isinstance(one, DateInText) and isinstance(other, DateInText) and one.means and other.means):
        return False
    mine, theirs = (one.means.first, one.means.last), (other.means.first, other.means.last)
    if None in (*mine, *theirs):
        return False
    return bool(mine[1] < theirs[0] or theirs[1] < mine[0])  # type: ignore[operator]


def _are_other_counts(one: object, other: object) -> bool:
    return isinstance(one, CountedThing) and isinstance(other, CountedThing) and one.value != other.value


def _are_other_amounts(one: object, other: object) -> bool:
    return isinstance(one, AmountInText) and isinstance(other, AmountInText) and one.key != other.key


def _counted_apart(together: Together) -> Iterator[Fault]:
    """Counts of one noun, “204 pilots” and “240 pilots”, in sentences that have another word in common."""
    theirs = _by_noun(together.theirs.said)
    for noun, mine in _by_noun(together.ours.said).items():
        others = theirs.get(noun, [])
        values = {count.value for _, count in others}
        if len(mine) == 1 and 0 < len(others) <= _FEW and mine[0][1].value not in values and len(values) == 1:
            (said, count), (other, value) = mine[0], others[0]
            if len(said.stems & other.stems) >= _FEW:
                yield _fault(together, said, count, other, value, "Give the same number in both")


def _by_noun(all_said: Sequence[SaidClause]) -> dict[str, list[tuple[SaidClause, CountedThing]]]:
    """What is counted, by the beginning of the word behind the number; each place once."""
    found: dict[str, dict[tuple[int, int], tuple[SaidClause, CountedThing]]] = {}
    for said in all_said:
        for each in said.counts:
            behind = said.scanned.text[each.end : each.end + 30].split()
            noun = next(iter(stems_of(behind[0])), "") if behind else ""
            if noun:
                found.setdefault(noun, {})[id(said.scanned), each.start] = said, each
    return {noun: list(places.values()) for noun, places in found.items()}
