"""One change over time that should not be, each of its own kind: put into the record, and into a series of annexes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st
from msgspec.structs import replace

from briefgen.findings import Place
from briefgen.model.dossier import Commitment, Dossier, Figure, FollowUp, State
from briefgen.model.manuscript import Manuscript, Passage, Role
from briefgen.model.richtext import Span
from tests.builders import day
from tests.checks.mutations.standing_rows import Draw, one_of
from tests.sample_dossier import ANNEX_DAY, MEETING

SENT = day("2023-03-06")
"""The day of the annex that went out."""

Papers = Sequence[Manuscript]

_WORK = "**Glossary:** the list of terms is being compiled."
_PLAN = "**Glossary:** the list of terms will be compiled."


def with_history(draw: Draw, dossier: Dossier, *rows: tuple[str, State, str, str]) -> Dossier:
    """The record with an item more, under any commitment: its rows by day, state, deadline and text."""
    point = one_of(draw, [each.point for each in dossier.commitments if each.number])
    added = [_row(point, number, *cells) for number, cells in enumerate(rows)]
    return replace(dossier, follow_ups=(*dossier.follow_ups, *added))


def _row(point: str, number: int, as_of: str, state: State, due: str, text: str) -> FollowUp:
    when, place = day(as_of), Place("followup.csv", row=900 + number)
    return FollowUp(point, "glossary", when, when, "", state, due, "", "", text, place)


def state_that_goes_back(draw: Draw, dossier: Dossier) -> Dossier:
    state = draw(st.sampled_from([State.ONGOING, State.PLANNED]))
    text = _WORK if state is State.ONGOING else _PLAN
    done = "**Glossary:** the list of terms has been compiled."
    return with_history(draw, dossier, ("2023-03-01", State.DONE, "", done), ("2023-03-10", state, "", text))


def deadline_that_slips(draw: Draw, dossier: Dossier) -> Dossier:
    first = ANNEX_DAY + timedelta(days=draw(st.integers(5, 20)))
    second = first + timedelta(days=draw(st.integers(1, 12)))
    rows = (("2023-03-01", State.PLANNED, str(first), _PLAN), ("2023-03-10", State.PLANNED, str(second), _PLAN))
    return _within_the_promise(with_history(draw, dossier, *rows))


def deadline_that_slips_again_and_again(draw: Draw, dossier: Dossier) -> Dossier:
    dues = sorted(draw(st.sets(st.integers(5, 40), min_size=4, max_size=4)))
    days = ("2023-02-20", "2023-02-27", "2023-03-06", "2023-03-13")
    moved = zip(days, dues, strict=True)
    rows = ((when, State.DELAYED, str(ANNEX_DAY + timedelta(days=due)), _PLAN) for when, due in moved)
    return _within_the_promise(with_history(draw, dossier, *rows))


def deadline_behind_the_commitment(draw: Draw, dossier: Dossier) -> Dossier:
    year = draw(st.integers(2024, 2026))
    changed = with_history(draw, dossier, ("2023-03-10", State.PLANNED, f"{year}-Q{draw(st.integers(1, 4))}", _PLAN))
    return _promised(changed, ' A glossary will be compiled {{ by("end 2023") }}.')


def figure_that_falls(draw: Draw, dossier: Dossier) -> Dossier:
    figure = one_of(draw, [each for each in dossier.figures if each.unit == "EUR" and not _is_in_a_sum(each, dossier)])
    more = figure.value + Decimal(draw(st.integers(1, 10**6)))
    before = replace(figure, as_of=MEETING, value=more, place=replace(figure.place, row=900))
    return replace(dossier, figures=(before, *dossier.figures))


def item_withdrawn_without_a_word(draw: Draw, dossier: Dossier) -> Dossier:
    return with_history(
        draw, dossier, ("2023-03-01", State.ONGOING, "", _WORK), ("2023-03-10", State.WITHDRAWN, "", "")
    )


def item_typed_again_and_again(draw: Draw, dossier: Dossier) -> Dossier:
    last = str(day("2023-03-14") + timedelta(days=draw(st.integers(0, 3))))
    return with_history(
        draw, dossier, *((when, State.ONGOING, "", _WORK) for when in ("2023-02-09", "2023-02-28", last))
    )


def past_that_is_told_anew(draw: Draw, dossier: Dossier) -> Dossier:
    """An entry for a day before that of the annex that was sent, recorded later."""
    as_of = SENT - timedelta(days=draw(st.integers(0, 10)))
    changed = with_history(draw, dossier, (str(as_of), State.ONGOING, "", _WORK))
    *others, added = changed.follow_ups
    late = replace(added, recorded=SENT + timedelta(days=draw(st.integers(1, 11))))
    return replace(changed, follow_ups=(*others, late))


def promise_in_other_words(draw: Draw, dossier: Dossier) -> Dossier:
    promise = one_of(draw, [each for each in dossier.commitments if each.number and each.text.endswith(".")])
    when = draw(st.dates(date(2023, 2, 10), ANNEX_DAY))
    text = f"{promise.text[:-1]}, as far as possible."
    row: Commitment = replace(promise, as_of=when, recorded=when, text=text, place=replace(promise.place, row=900))
    return replace(dossier, commitments=(*dossier.commitments, row))


def _is_in_a_sum(figure: Figure, dossier: Dossier) -> bool:
    return bool(figure.part_of) or any(each.part_of == figure.figure for each in dossier.figures)


def _within_the_promise(dossier: Dossier) -> Dossier:
    """The record with a commitment that leaves the added item time enough."""
    return _promised(dossier, ' A glossary will be compiled {{ by("end 2026") }}.')


def _promised(dossier: Dossier, sentence: str) -> Dossier:
    point = dossier.follow_ups[-1].point
    commitments = (
        replace(each, text=f"{each.text}{sentence}") if each.point == point else each for each in dossier.commitments
    )
    return replace(dossier, commitments=tuple(commitments))


MUTATIONS: dict[str, Callable[[Draw, Dossier], Dossier]] = {
    "CHG-001": state_that_goes_back,
    "CHG-002": deadline_that_slips,
    "CHG-003": deadline_that_slips_again_and_again,
    "CHG-004": deadline_behind_the_commitment,
    "CHG-005": figure_that_falls,
    "CHG-006": item_withdrawn_without_a_word,
    "CHG-007": item_typed_again_and_again,
    "CHG-008": past_that_is_told_anew,
    "CHG-009": promise_in_other_words,
}


def with_item(draw: Draw, papers: Papers, *texts: str, promise: str = "") -> Papers:
    """The annexes with an item more, under any commitment; "" where an annex has it not.

    Args:
        promise: a sentence more of that commitment, in all of them.
    """
    rows = set.intersection(*(_rows(each) for each in papers))
    number = one_of(draw, sorted(rows))
    record = draw(st.sampled_from(["", "abcdef123456"]))
    return [_with_item(paper, number, text, record, promise) for paper, text in zip(papers, texts, strict=True)]


def _rows(paper: Manuscript) -> set[str]:
    """The numbers that open the first cells."""
    return {each.text.partition(".")[0] for each in paper.passages if _opens_a_row(each)}


def _opens_a_row(passage: Passage) -> bool:
    return passage.cell is not None and passage.cell.column == 1 and passage.text[:1].isdigit()


def _with_item(paper: Manuscript, number: str, text: str, record: str, promise: str) -> Manuscript:
    passages = list(paper.passages)
    at = next(n for n, each in enumerate(passages) if _opens_a_row(each) and each.text.partition(".")[0] == number)
    cell = passages[at].cell
    assert cell is not None
    passages[at] = _reworded(passages[at], f"{passages[at].text}{promise}")
    last = max(n for n, each in enumerate(passages) if each.cell and each.cell.row == cell.row)
    if text:
        place = replace(passages[last].place, spot=f"{passages[last].place.spot}, added")
        added = Passage((Span(text),), place, Role.BULLET, cell=replace(cell, column=2), record=record)
        passages.insert(last + 1, added)
    return replace(paper, passages=tuple(passages))


def _reworded(passage: Passage, text: str) -> Passage:
    return replace(passage, spans=(Span(text),))


def done_and_then_to_come(draw: Draw, papers: Papers) -> Papers:
    done = "Glossary: the Commission adopted the list of terms in all languages."
    return with_item(
        draw, papers, *[done] * (len(papers) - 1), "Glossary: the Commission will adopt the list of terms."
    )


def date_ahead_that_slips(draw: Draw, papers: Papers) -> Papers:
    first, second = sorted(draw(st.sets(st.integers(1, 30), min_size=2, max_size=2)))
    said = "Glossary: the list of terms will be ready by {} April 2023."
    texts = [said.format(first)] * (len(papers) - 1)
    return with_item(draw, papers, *texts, said.format(second))


def date_ahead_that_slips_three_times(draw: Draw, papers: Papers) -> Papers:
    days = sorted(draw(st.sets(st.integers(1, 30), min_size=4, max_size=4)))
    texts = (f"Glossary: postponed once more, the list of terms will be ready by {each} April 2023." for each in days)
    return with_item(draw, papers, *texts)


def date_behind_the_commitment(draw: Draw, papers: Papers) -> Papers:
    quarter = draw(st.sampled_from(["first", "second", "third", "fourth"]))
    text = f"Glossary: the list of terms will be compiled in the {quarter} quarter of 2024."
    promise = " A list of terms will be compiled by the end of 2023."
    return with_item(draw, papers, *[text] * len(papers), promise=promise)


def amount_or_count_that_falls(draw: Draw, papers: Papers) -> Papers:
    low, high = sorted(draw(st.sets(st.integers(10, 900), min_size=2, max_size=2)))
    said = draw(st.sampled_from(["so far {} people have been trained", "EUR {} million went into it"]))
    texts = [f"Glossary: {said.format(high)}."] * (len(papers) - 1)
    return with_item(draw, papers, *texts, f"Glossary: {said.format(low)}.")


def item_that_vanishes(draw: Draw, papers: Papers) -> Papers:
    until = draw(st.integers(1, len(papers) - 1))
    text = "Glossary: an interpreter compiles its many words."
    return with_item(draw, papers, *[text] * until, *[""] * (len(papers) - until))


def item_that_never_changes(draw: Draw, papers: Papers) -> Papers:
    words = draw(st.sampled_from(["is being compiled", "is ongoing", "is under way"]))
    return with_item(draw, papers, *[f"Glossary: the work on the list of terms {words}."] * len(papers))


def deed_on_another_day(draw: Draw, papers: Papers) -> Papers:
    one, other = draw(st.permutations(range(1, 9)))[:2]
    said = "Glossary: the Commission adopted the list of terms on {} February 2023."
    texts = [said.format(one)] * (len(papers) - 1)
    return with_item(draw, papers, *texts, said.format(other))


def commitment_in_other_words(draw: Draw, papers: Papers) -> Papers:
    *others, last = papers
    at = one_of(draw, [n for n, each in enumerate(last.passages) if _opens_a_row(each) and each.text.endswith(".")])
    passages = list(last.passages)
    passages[at] = _reworded(passages[at], f"{passages[at].text[:-1]}, as far as possible.")
    return [*others, replace(last, passages=tuple(passages))]


IN_SERIES: dict[str, Callable[[Draw, Papers], Papers]] = {
    "CHG-001": done_and_then_to_come,
    "CHG-002": date_ahead_that_slips,
    "CHG-003": date_ahead_that_slips_three_times,
    "CHG-004": date_behind_the_commitment,
    "CHG-005": amount_or_count_that_falls,
    "CHG-006": item_that_vanishes,
    "CHG-007": item_that_never_changes,
    "CHG-008": deed_on_another_day,
    "CHG-009": commitment_in_other_words,
}
