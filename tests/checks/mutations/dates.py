"""One fault in a date, each of its own kind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from hypothesis import strategies as st
from msgspec.structs import replace

from briefgen.model.dossier import Dossier, Letter
from briefgen.model.manuscript import Manuscript, Role
from briefgen.model.richtext import Span
from tests.checks.mutations.standing_rows import Draw, with_sentence
from tests.sample_dossier import ANNEX_DAY

_MONTHS = ("January", "February", "March", "April", "June", "July", "September", "October", "November", "December")


def later_day_told_as_done(draw: Draw, dossier: Dossier) -> Dossier:
    day = ANNEX_DAY + timedelta(days=draw(st.integers(1, 60)))
    verb = draw(st.sampled_from(["adopted", "signed", "published", "endorsed"]))
    return with_sentence(draw, dossier, f'The joint declaration was {verb} {{{{ when("{day}") }}}}.')


def month_without_a_year(draw: Draw, dossier: Dossier) -> Dossier:
    return with_sentence(draw, dossier, f"The experts meet again in {draw(st.sampled_from(_MONTHS))}.")


def relative_date(draw: Draw, dossier: Dossier) -> Dossier:
    words = draw(st.sampled_from(["last month", "last year", "last week"]))
    return with_sentence(draw, dossier, f"The paper was discussed {words}.")


def relative_and_absolute_date(draw: Draw, dossier: Dossier) -> Dossier:
    """The letter's next week, and the annex's week after it."""
    day = ANNEX_DAY + timedelta(days=draw(st.integers(12, 16)))
    [letter] = dossier.letters or (Letter(),)
    body = f"{letter.body.rstrip()}\n\nThe matter goes to the Expert Steering Group next week.\n"
    followed = with_sentence(draw, dossier, f'It goes to the Expert Steering Group {{{{ when("{day}") }}}}.')
    return replace(followed, letters=(replace(letter, body=body),))


def vague_deadline(draw: Draw, dossier: Dossier) -> Dossier:
    words = draw(st.sampled_from(["soon", "shortly", "in due course", "later this year", "in the coming months"]))
    return with_sentence(draw, dossier, f"A report will follow {words}.")


def other_notation_for_a_quarter(draw: Draw, dossier: Dossier) -> Dossier:
    quarter = draw(st.integers(2, 4))
    return with_sentence(draw, dossier, f"The next round is due in Q{quarter} 2023.")


def leading_zero(draw: Draw, dossier: Dossier) -> Dossier:
    day, month = draw(st.integers(1, 9)), draw(st.integers(1, 12))
    return with_sentence(draw, dossier, f"It rests on the working paper of {day:02}.{month}.2022.")


def done_last_year_without_its_year(draw: Draw, dossier: Dossier) -> Dossier:
    day, month = draw(st.integers(1, 28)), draw(st.sampled_from(["October", "November", "December"]))
    return with_sentence(draw, dossier, f"The guidelines were adopted on {day} {month}.")


def two_periods_for_one_sum(draw: Draw, dossier: Dossier) -> Dossier:
    year = draw(st.integers(2026, 2030))
    sentence = (
        f'For resettlement and humanitarian admission, {{{{ figure("resettlement-funding") }}}} is there until {year}.'
    )
    return with_sentence(draw, dossier, sentence)


def missing_article(draw: Draw, dossier: Dossier) -> Dossier:
    return with_sentence(draw, dossier, f"The study will be ready by end {draw(st.integers(2023, 2029))}.")


def promise_for_a_day_gone_by(draw: Draw, dossier: Dossier) -> Dossier:
    day = ANNEX_DAY - timedelta(days=draw(st.integers(1, 60)))
    return with_sentence(draw, dossier, f'The experts will meet {{{{ when("{day}") }}}}.')


def headline_without_its_year(_draw: Draw, manuscript: Manuscript) -> Manuscript:
    """The title of an annex, as of a day without a year."""
    passages = (
        replace(
            each, spans=(Span(each.text.replace(f" {ANNEX_DAY.year})", ")").replace(f"\u00a0{ANNEX_DAY.year})", ")")),)
        )
        if each.role is Role.TITLE
        else each
        for each in manuscript.passages
    )
    return replace(manuscript, passages=tuple(passages))


MUTATIONS: dict[str, Callable[[Draw, Dossier], Dossier]] = {
    "DAT-001": later_day_told_as_done,
    "DAT-003": month_without_a_year,
    "DAT-004": relative_date,
    "DAT-005": relative_and_absolute_date,
    "DAT-006": vague_deadline,
    "DAT-007": other_notation_for_a_quarter,
    "DAT-008": leading_zero,
    "DAT-009": done_last_year_without_its_year,
    "DAT-010": two_periods_for_one_sum,
    "DAT-011": missing_article,
    "DAT-013": promise_for_a_day_gone_by,
}
IN_MANUSCRIPTS: dict[str, Callable[[Draw, Manuscript], Manuscript]] = {"DAT-002": headline_without_its_year}
