"""One fault in the state of things, each of its own kind."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise

from hypothesis import strategies as st
from msgspec.structs import replace

from briefgen.checks.language.tenses import ENGLISH_ACTS
from briefgen.model.dossier import Dossier, FollowUp, State
from tests.checks.mutations.standing_rows import Draw, changed, is_under_way, one_of, standing
from tests.sample_dossier import ANNEX_DAY

_AGREED = re.compile(r"\b(?:agreement|arrangement)s?\b")
_ACT = re.compile(rf"\b(?:{ENGLISH_ACTS})\b")


def done_but_still_to_come(draw: Draw, dossier: Dossier) -> Dossier:
    row = one_of(draw, standing(dossier, _is_promised)).follow_up
    return changed(dossier, row, state=State.DONE)


def promise_that_nobody_reports_on(draw: Draw, dossier: Dossier) -> Dossier:
    answered = {item.follow_up.point for item in standing(dossier)}
    commitment = one_of(draw, [each for each in dossier.commitments if each.number and each.point in answered])
    month = draw(st.integers(4, 12))
    text = f'{commitment.text} The Commission will compile a glossary {{{{ by("2023-{month:02}") }}}}.'
    rows = tuple(replace(each, text=text) if each is commitment else each for each in dossier.commitments)
    return replace(dossier, commitments=rows)


def call_that_is_overtaken(draw: Draw, dossier: Dossier) -> Dossier:
    rows = [item.follow_up for item in standing(dossier, is_under_way)]
    pairs = [(a, b) for a, b in pairwise(rows) if a.point == b.point and _has_number(dossier, a)]
    call, answer = one_of(draw, pairs)
    country = draw(st.sampled_from(["Iceland", "Norway", "Switzerland"]))
    called = changed(dossier, call, text=f"{call.text} There is a need to launch formal consultations with {country}.")
    answered = f"{answer.text} At the visit, {country} confirmed readiness for formal consultations."
    return changed(called, answer, text=answered)


def another_agreement_than_promised(draw: Draw, dossier: Dossier) -> Dossier:
    """Not where the point has such agreements already."""
    numbered = {each.point for each in dossier.commitments if each.number and not _AGREED.search(each.text)}
    free = numbered - {each.point for each in dossier.follow_ups if _AGREED.search(each.text)}
    row = one_of(draw, standing(dossier, lambda each: is_under_way(each) and each.point in free)).follow_up
    country = draw(st.sampled_from(["Iceland", "Norway", "Switzerland"]))
    kinds = ["status agreement", "working arrangement", "fisheries agreement", "trade agreement"]
    promised, reported = draw(st.permutations(kinds))[:2]
    followed = changed(dossier, row, text=f"{row.text} The talks on a {reported} with {country} go on.")
    commitments = (
        replace(each, text=f"{each.text} A {promised} with {country} is the aim.") if each.point == row.point else each
        for each in dossier.commitments
    )
    return replace(followed, commitments=tuple(commitments))


def point_without_a_follow_up(draw: Draw, dossier: Dossier) -> Dossier:
    """Of a point without amounts: they would be missed in the annex."""
    counted = {row.point for row in dossier.follow_ups if "figure(" in row.text or "point(" in row.text}
    point = one_of(draw, [each.point for each in dossier.commitments if each.point not in counted])
    return replace(dossier, follow_ups=tuple(row for row in dossier.follow_ups if row.point != point))


def overdue_item(draw: Draw, dossier: Dossier) -> Dossier:
    row = one_of(draw, standing(dossier, lambda each: each.state in {State.ONGOING, State.PLANNED})).follow_up
    return changed(dossier, row, due=str(ANNEX_DAY - timedelta(days=draw(st.integers(1, 30)))))


def item_without_news(draw: Draw, dossier: Dossier) -> Dossier:
    items = standing(dossier, lambda each: is_under_way(each) and not each.due and "when(" not in each.text)
    row = one_of(draw, [item for item in items if len(item.history) == 1]).follow_up
    day = ANNEX_DAY - timedelta(days=draw(st.integers(40, 400)))
    return changed(dossier, row, as_of=day, recorded=day, state=State.ONGOING)


def entry_that_knows_too_much(draw: Draw, dossier: Dossier) -> Dossier:
    day = ANNEX_DAY - timedelta(days=draw(st.integers(0, 3)))
    row = one_of(draw, standing(dossier, lambda each: is_under_way(each) and each.as_of < day)).follow_up
    return changed(dossier, row, text=f'{row.text} The working paper was approved {{{{ when("{day}") }}}}.')


def _is_promised(row: FollowUp) -> bool:
    return (
        row.state is State.PLANNED and " will " in row.text and not _ACT.search(row.text) and " being " not in row.text
    )


def _has_number(dossier: Dossier, row: FollowUp) -> bool:
    return any(each.point == row.point and each.number for each in dossier.commitments)


MUTATIONS: dict[str, Callable[[Draw, Dossier], Dossier]] = {
    "STA-001": done_but_still_to_come,
    "STA-002": promise_that_nobody_reports_on,
    "STA-003": call_that_is_overtaken,
    "STA-004": another_agreement_than_promised,
    "STA-005": point_without_a_follow_up,
    "STA-006": overdue_item,
    "STA-007": item_without_news,
    "STA-008": entry_that_knows_too_much,
}
