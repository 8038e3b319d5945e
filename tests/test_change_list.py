"""All that changed between two days, as a list."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefgen.asof import situation_as_of
from briefgen.asof.change_list import LedgerChange, Subject, list_changes
from briefgen.model.dossier import Dossier, Letter, State
from tests.builders import a_commitment, a_dossier, a_figure, a_follow_up, a_paragraph, a_recipient, day

D0, D = day("2023-03-06"), day("2023-03-17")
NEXT = "2023-03-10"


def listed(*parts: Any, **overrides: Any) -> list[LedgerChange]:
    """What changed from 6 March, as it was known then, to 17 March."""
    dossier = replace(a_dossier(*parts), **overrides)
    return list(list_changes(situation_as_of(dossier, D0, D0), situation_as_of(dossier, D)))


def the_one(*parts: Any, **overrides: Any) -> LedgerChange:
    [change] = listed(*parts, **overrides)
    return change


def kinds(*parts: Any) -> list[str]:
    return [kind.value for kind in the_one(*parts).kinds]


def differences(change: LedgerChange) -> dict[str, tuple[str, str]]:
    return {each.field: (each.before, each.after) for each in change.differences}


# items


def test_an_item_that_did_not_stand_is_new_with_all_that_it_says() -> None:
    change = the_one(a_commitment(), a_follow_up(as_of=NEXT, text="Begun.", state="ongoing", due="2023-04"))
    assert (change.subject, change.key, change.point, change.kind) == ("item", "roadmap", "dublin", "new")
    assert differences(change) == {
        "point": ("", "dublin"),
        "state": ("", "ongoing"),
        "due": ("", "2023-04"),
        "text": ("", "Begun."),
    }


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({"state": "ongoing"}, {"state": "done"}, ["done"]),
        ({"state": "ongoing"}, {"state": "delayed"}, ["delayed"]),
        ({"state": "planned"}, {"state": "ongoing"}, ["state"]),
        ({"text": "Old."}, {"text": "New."}, ["reworded"]),
        ({"due": "2023-04"}, {"due": "2023-05"}, ["deadline"]),
        ({"owner": "HOME"}, {"owner": "RELEX"}, ["owner"]),
        ({"group": "Talks"}, {"group": "Outreach"}, ["place"]),
        ({"state": "planned", "due": "2023-04"}, {"state": "delayed", "due": "2023-05"}, ["delayed", "deadline"]),
        ({"state": "planned", "due": "2023-04"}, {"state": "done", "due": ""}, ["done"]),
        ({"text": "Old.", "due": "2023-04"}, {"text": "New.", "due": "2023-05"}, ["deadline", "reworded"]),
    ],
)
def test_what_has_happened_to_an_item_is_told_with_what_matters_most_first(
    before: Mapping[str, str], after: Mapping[str, str], expected: list[str]
) -> None:
    assert kinds(a_follow_up(**before), a_follow_up(as_of=NEXT, **after)) == expected


def test_a_change_of_one_field_alone_says_which_with_both_values() -> None:
    change = the_one(a_follow_up(owner="HOME"), a_follow_up(as_of=NEXT, owner="RELEX"))
    assert differences(change) == {"owner": ("HOME", "RELEX")}


@pytest.mark.parametrize(
    "later",
    [
        {"source": "mail"},
        {"text": ""},
        {"due": "2023-34"},
    ],
    ids=["only its source is another", "it is only confirmed", "its deadline is spelt otherwise"],
)
def test_an_item_of_which_nothing_printed_differs_is_not_listed(later: Mapping[str, str]) -> None:
    first = {"due": "2023-Q2", "text": "Begun."}
    assert listed(a_follow_up(**first), a_follow_up(as_of=NEXT, **{**first, **later})) == []


def test_a_confirming_row_that_moves_the_deadline_is_a_change_of_that_alone() -> None:
    change = the_one(a_follow_up(due="2023-04"), a_follow_up(as_of=NEXT, text="", due="2023-06", source="mail"))
    assert differences(change) == {"due": ("2023-04", "2023-06")}
    assert (change.day, change.source, change.first_due, change.moves) == (day(NEXT), "mail", "2023-04", 1)


def test_a_withdrawn_item_is_told_by_the_row_that_ended_it() -> None:
    change = the_one(a_follow_up(owner="HOME"), a_follow_up(as_of=NEXT, text="", state="withdrawn", source="minutes"))
    assert (change.kind, change.state, change.owner) == ("withdrawn", "withdrawn", "HOME")
    assert (change.day, change.source) == (day(NEXT), "minutes")


def test_an_item_whose_figure_moved_is_reworded_as_it_reads() -> None:
    row = a_follow_up(text='{{ figure("funding") }} is paid.')
    item, figure = listed(row, a_figure(value="480"), a_figure(as_of=NEXT, value="500"))
    assert (item.kind, item.before, item.after, item.recorded_later) == ("reworded", row, row, False)
    assert differences(figure) == {"value": ("480", "500")}


# recorded later


def test_what_was_recorded_since_but_holds_from_before_is_a_change_and_told_as_such() -> None:
    late = a_follow_up(as_of="2023-03-02", recorded="2023-03-09", text="Learnt later.")
    change = the_one(a_follow_up(text="As sent."), late)
    assert differences(change) == {"text": ("As sent.", "Learnt later.")}
    assert (change.recorded_later, change.day, change.recorded) == (True, day("2023-03-02"), day("2023-03-09"))


@pytest.mark.parametrize(
    ("as_of", "recorded", "told"),
    [
        ("2023-03-06", "2023-03-07", True),
        ("2023-03-07", "2023-03-07", False),
        ("2023-03-07", "2023-03-09", False),
    ],
)
def test_only_what_could_have_been_in_the_older_paper_was_recorded_later(as_of: str, recorded: str, told: bool) -> None:
    assert the_one(a_commitment(), a_follow_up(as_of=as_of, recorded=recorded)).recorded_later is told


def test_with_all_that_is_known_now_on_both_sides_nothing_was_recorded_later() -> None:
    late = a_follow_up(item="late", as_of="2023-03-02", recorded="2023-03-09")
    dossier = a_dossier(late, a_follow_up(item="new", as_of=NEXT))
    changes = list_changes(situation_as_of(dossier, D0), situation_as_of(dossier, D))
    assert [(each.key, each.recorded_later) for each in changes] == [("new", False)]


# commitments, the letter, figures, papers, recipients


def test_a_reworded_commitment_is_a_change() -> None:
    later = a_commitment(text="More.", number="2", as_of=day(NEXT), recorded=day(NEXT))
    change = the_one(a_commitment(text="Some.", number="1"), later, a_follow_up())
    assert (change.subject, change.key, [*change.kinds]) == ("commitment", "dublin", ["reworded", "place"])
    assert differences(change) == {"number": ("1", "2"), "text": ("Some.", "More.")}


def test_items_go_with_their_commitment_on_its_day() -> None:
    ending = a_commitment(text="", as_of=day(NEXT), recorded=day(NEXT), state=State.WITHDRAWN)
    changes = listed(a_commitment(), ending, a_follow_up())
    assert [(each.subject, each.kind, each.day) for each in changes] == [
        ("commitment", "withdrawn", day(NEXT)),
        ("item", "withdrawn", day(NEXT)),
    ]


def test_another_letter_is_a_change() -> None:
    letters = (Letter(body="As ever."), Letter(body="Otherwise.", as_of=day(NEXT)))
    change = the_one(a_follow_up(), letters=letters)
    assert (change.subject, change.kind, change.day) == ("letter", "reworded", day(NEXT))
    assert differences(change) == {"text": ("As ever.", "Otherwise.")}


def test_a_figure_is_told_with_both_values_and_a_new_one_with_its_own() -> None:
    moved, new = listed(
        a_follow_up(),
        a_figure(value="480"),
        a_figure(as_of=NEXT, value="500.0"),
        a_figure(figure="staff", as_of=NEXT, value="12", unit=""),
    )
    assert (moved.kind, differences(moved)) == ("figure", {"value": ("480", "500")})
    assert (new.key, differences(new)) == ("staff", {"value": ("", "12")})


def test_paragraphs_of_other_papers_are_listed_by_document() -> None:
    first = a_paragraph(as_of="2023-03-01", text="Old.")
    reworded, new = listed(
        a_commitment(),
        first,
        a_paragraph(as_of=NEXT, text="New."),
        a_paragraph(paragraph="second", as_of=NEXT, text="Further."),
    )
    assert (reworded.key, reworded.kind, new.key, new.kind) == ("paper/first", "reworded", "paper/second", "new")
    gone = the_one(a_commitment(), first, a_paragraph(as_of=NEXT, kind="withdrawn", text="", source="minutes"))
    assert (gone.kind, gone.source) == ("withdrawn", "minutes")


def test_another_name_in_an_office_is_a_change() -> None:
    later = a_recipient(name="B. Janssens", as_of=day(NEXT), recorded=day(NEXT))
    change = the_one(a_follow_up(), a_recipient(), later)
    assert (change.subject, differences(change)) == ("recipient", {"name": ("A. Peeters", "B. Janssens")})


# laws

_days = st.integers(0, 8).map(lambda number: date(2023, 3, 1) + timedelta(days=number))
_texts = st.sampled_from(["", "a", "b", '{{ figure("funding") }}'])
_follow_ups = st.builds(
    lambda item, as_of, late, text, state, due: a_follow_up(
        item=item, as_of=as_of, recorded=as_of + timedelta(days=late), text=text, state=state, due=due
    ),
    st.sampled_from("xyz"),
    _days,
    st.sampled_from([0, 0, 3]),
    _texts,
    st.sampled_from(["ongoing", "done", "withdrawn", ""]),
    st.sampled_from(["", "2023-04", "2023-05"]),
)
_commitments = st.builds(
    lambda as_of, text, state: a_commitment(as_of=as_of, recorded=as_of, text=text, state=state),
    _days,
    _texts,
    st.sampled_from([None, None, State.WITHDRAWN]),
)
_figures = st.builds(lambda as_of, value: a_figure(as_of=as_of, value=str(value)), _days, st.integers(1, 3))
_dossiers = st.builds(
    lambda rows, points, figures: replace(a_dossier(a_commitment(), *rows, *points, *figures)),
    st.lists(_follow_ups, max_size=8),
    st.lists(_commitments, max_size=3),
    st.lists(_figures, max_size=3),
)


def between(dossier: Dossier, one: date, other: date) -> tuple[LedgerChange, ...]:
    """What changed from one day to another, each as it was known on its day."""
    return list_changes(situation_as_of(dossier, one, one), situation_as_of(dossier, other, other))


@given(_dossiers, _days)
def test_nothing_changes_from_a_day_to_itself(dossier: Dossier, one: date) -> None:
    assert between(dossier, one, one) == ()


_Net = dict[tuple[Subject, str, str], tuple[str, str]]


def net(*steps: tuple[LedgerChange, ...]) -> _Net:
    """Each field with its first value before and its last one after; without those that came back to what they were."""
    found: _Net = {}
    for change in (change for step in steps for change in step):
        for field, before, after in change.differences:
            identity = change.subject, change.key, field
            found[identity] = (found.get(identity, (before, after))[0], after)
    return {identity: values for identity, values in found.items() if values[0] != values[1]}


@given(_dossiers, st.lists(_days, min_size=3, max_size=3).map(sorted))
def test_the_changes_of_two_stretches_are_those_of_the_whole(dossier: Dossier, days: list[date]) -> None:
    one, between_them, other = days
    whole, first, second = (
        between(dossier, *pair) for pair in ((one, other), (one, between_them), (between_them, other))
    )
    assert net(whole) == net(first, second)
    assert {(each.subject, each.key) for each in whole} <= {(each.subject, each.key) for each in (*first, *second)}


@given(_dossiers, _days, _days)
def test_every_change_has_a_kind_and_a_row_that_holds_by_the_later_day(
    dossier: Dossier, one: date, other: date
) -> None:
    first, last = sorted((one, other))
    for change in between(dossier, first, last):
        assert change.kinds
        assert (change.day or first) <= last
        assert change.differences
