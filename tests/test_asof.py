"""What stands on a day, and what changed since another."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefgen.asof import ChangeKind, Situation, changes_between, date_findings, situation_as_of
from briefgen.findings import Grade
from briefgen.model.dossier import Dossier, FollowUp, State
from tests.builders import a_commitment, a_dossier, a_figure, a_follow_up, day

MARCH_17 = date(2023, 3, 17)


def texts(situation: Situation) -> Mapping[str, list[str]]:
    return {point.commitment.point: [item.follow_up.text for item in point.items] for point in situation.points}


def standing(dossier: Dossier, as_of: str, known_on: str | None = None) -> Mapping[str, list[str]]:
    return texts(situation_as_of(dossier, day(as_of), day(known_on) if known_on else None))


# what stands


def test_of_an_items_rows_the_latest_one_not_after_the_date_stands() -> None:
    dossier = a_dossier(
        a_follow_up(as_of="2023-03-01", text="begun"),
        a_follow_up(as_of="2023-03-20", text="finished"),
        a_follow_up(as_of="2023-03-10", text="half way"),
    )
    assert standing(dossier, "2023-02-28") == {"dublin": []}
    assert standing(dossier, "2023-03-01") == {"dublin": ["begun"]}
    assert standing(dossier, "2023-03-19") == {"dublin": ["half way"]}
    assert standing(dossier, "2023-03-20") == {"dublin": ["finished"]}


def test_every_commitment_is_there_in_the_files_order_even_without_items() -> None:
    dossier = a_dossier(
        a_commitment(point="z"),
        a_commitment(point="a"),
        a_commitment(point="m"),
        a_follow_up(point="m", text="x"),
    )
    assert list(standing(dossier, "2023-03-17").items()) == [("z", []), ("a", []), ("m", ["x"])]


def test_a_withdrawn_item_has_ended() -> None:
    dossier = a_dossier(a_follow_up(text="on"), a_follow_up(as_of="2023-03-10", state="withdrawn"))
    assert standing(dossier, "2023-03-09") == {"dublin": ["on"]}
    assert standing(dossier, "2023-03-10") == {"dublin": []}


def test_a_withdrawn_item_that_is_taken_up_again_stands_again_with_its_whole_history() -> None:
    rows = (
        a_follow_up(as_of="2023-03-01", text="on"),
        a_follow_up(as_of="2023-03-05", state="withdrawn", text="off"),
        a_follow_up(as_of="2023-03-10", text="on again"),
    )
    [item] = situation_as_of(a_dossier(*rows), MARCH_17).items
    assert item.follow_up.text == "on again"
    assert item.history == rows


def test_the_history_holds_the_rows_up_to_the_day_oldest_first_whatever_their_order_in_the_file() -> None:
    dossier = a_dossier(*(a_follow_up(as_of=f"2023-03-{number}", text=number) for number in ("10", "20", "01", "15")))
    [item] = situation_as_of(dossier, MARCH_17).items
    assert [row.text for row in item.history] == ["01", "10", "15"]


@pytest.mark.parametrize(
    ("first", "second", "stands"),
    [
        ("2023-03-12", "2023-03-11", "first"),
        ("2023-03-11", "2023-03-12", "second"),
        ("2023-03-11", "2023-03-11", "second"),
    ],
)
def test_of_two_rows_of_one_day_the_one_recorded_later_stands_then_the_one_further_down(
    first: str, second: str, stands: str
) -> None:
    dossier = a_dossier(a_follow_up(recorded=first, text="first"), a_follow_up(recorded=second, text="second"))
    assert standing(dossier, "2023-03-17") == {"dublin": [stands]}


def test_items_keep_the_place_of_their_first_row_when_a_later_row_rewrites_them() -> None:
    dossier = a_dossier(
        a_follow_up(item="a", text="a"),
        a_follow_up(item="b", text="b"),
        a_follow_up(item="a", as_of="2023-03-10", text="a2"),
    )
    assert standing(dossier, "2023-03-17") == {"dublin": ["a2", "b"]}


def test_an_item_stands_under_the_point_that_its_standing_row_names() -> None:
    dossier = a_dossier(
        a_follow_up(point="p", text="old"),
        a_follow_up(point="q", as_of="2023-03-10", text="new"),
    )
    assert standing(dossier, "2023-03-05") == {"p": ["old"], "q": []}
    assert standing(dossier, "2023-03-17") == {"p": [], "q": ["new"]}


def test_an_item_of_an_unknown_point_stands_nowhere_and_is_no_crash() -> None:
    dossier = replace(a_dossier(a_follow_up(point="dubiln")), commitments=(a_commitment(),))
    assert standing(dossier, "2023-03-17") == {"dublin": []}


# known on


def test_an_annex_sent_in_march_can_be_made_again_although_an_entry_was_back_dated_since() -> None:
    dossier = a_dossier(
        a_follow_up(as_of="2023-03-01", text="as sent"),
        a_follow_up(as_of="2023-03-15", recorded="2023-06-02", text="back-dated in June"),
    )
    assert standing(dossier, "2023-03-17", known_on="2023-03-17") == {"dublin": ["as sent"]}
    assert standing(dossier, "2023-03-17", known_on="2023-06-01") == {"dublin": ["as sent"]}
    assert standing(dossier, "2023-03-17", known_on="2023-06-02") == {"dublin": ["back-dated in June"]}
    assert standing(dossier, "2023-03-17") == {"dublin": ["back-dated in June"]}


def test_a_withdrawal_recorded_later_is_not_yet_known() -> None:
    dossier = a_dossier(
        a_follow_up(text="on"), a_follow_up(as_of="2023-03-05", recorded="2023-05-05", state="withdrawn")
    )
    assert standing(dossier, "2023-03-17", known_on="2023-05-04") == {"dublin": ["on"]}
    assert standing(dossier, "2023-03-17", known_on="2023-05-05") == {"dublin": []}


# figures


def funding(dossier: Dossier, as_of: str, known_on: str | None = None) -> Decimal | None:
    situation = situation_as_of(dossier, day(as_of), day(known_on) if known_on else None)
    return situation.figures["funding"].value if "funding" in situation.figures else None


def test_a_figure_stands_with_its_latest_value_not_after_the_date() -> None:
    dossier = a_dossier(
        a_figure(as_of="2023-03-10", value="500"),
        a_figure(as_of="2023-03-01", value="480"),
        a_figure(as_of="2023-03-20", value="510"),
    )
    assert funding(dossier, "2023-02-28") is None
    assert funding(dossier, "2023-03-09") == 480
    assert funding(dossier, "2023-03-17") == 500


def test_of_two_values_of_one_day_the_one_further_down_in_the_file_stands() -> None:
    assert funding(a_dossier(a_figure(value="1"), a_figure(value="2")), "2023-03-17") == 2


def test_a_figure_counts_as_known_from_the_day_it_holds() -> None:
    dossier = a_dossier(a_figure(as_of="2023-03-01", value="480"), a_figure(as_of="2023-03-10", value="500"))
    assert funding(dossier, "2023-03-17", known_on="2023-03-09") == 480
    assert funding(dossier, "2023-03-17", known_on="2023-03-10") == 500


# overdue


@pytest.mark.parametrize(
    ("due", "state", "overdue"),
    [
        ("2023-03-16", "ongoing", True),
        ("2023-03-16", None, True),
        ("2023-03-16", "delayed", True),
        ("2023-03-17", "ongoing", False),
        ("2023-03-18", "ongoing", False),
        ("2023-03-16", "done", False),
        ("", "ongoing", False),
        ("2023-Q2", "planned", False),
        ("soon, we hope", "ongoing", False),
    ],
)
def test_an_item_is_overdue_from_the_day_after_its_deadline_unless_done(
    due: str, state: str | None, overdue: bool
) -> None:
    [item] = situation_as_of(a_dossier(a_follow_up(due=due, state=state)), MARCH_17).items
    assert item.overdue is overdue


def test_an_imprecise_deadline_is_overdue_once_its_last_day_has_passed() -> None:
    dossier = a_dossier(a_follow_up(due="2023-Q2"))
    assert [item.overdue for item in situation_as_of(dossier, day("2023-06-30")).items] == [False]
    assert [item.overdue for item in situation_as_of(dossier, day("2023-07-01")).items] == [True]


# what changed

BEFORE = day("2023-03-06")


def changes_of(*parts: FollowUp) -> tuple[str, tuple[str, ...]]:
    dossier = a_dossier(*parts)
    change = changes_between(situation_as_of(dossier, BEFORE), situation_as_of(dossier, MARCH_17)).of("roadmap")
    return change.kind.value, change.fields


def test_an_item_that_did_not_stand_before_is_new() -> None:
    assert changes_of(a_follow_up(as_of="2023-03-07")) == ("new", ())


def test_an_item_without_a_later_row_is_the_same() -> None:
    assert changes_of(a_follow_up()) == ("same", ())


def test_a_withdrawn_item_has_ended_since() -> None:
    assert changes_of(a_follow_up(), a_follow_up(as_of="2023-03-07", state="withdrawn")) == ("ended", ())


@pytest.mark.parametrize("field", ["text", "group", "due", "point"])
def test_a_changed_item_says_which_printed_field_changed(field: str) -> None:
    later = a_follow_up(as_of="2023-03-07", **{field: "2024-01-01"})
    assert changes_of(a_follow_up(), later) == ("changed", (field,))


def test_a_changed_state_is_a_change() -> None:
    assert changes_of(a_follow_up(state="planned"), a_follow_up(state="done", as_of="2023-03-07")) == (
        "changed",
        ("state",),
    )


def test_several_changed_fields_are_all_named() -> None:
    later = a_follow_up(as_of="2023-03-07", text="otherwise", state="done")
    assert changes_of(a_follow_up(), later) == ("changed", ("text", "state"))


def test_a_row_that_differs_only_in_what_is_never_printed_is_the_same() -> None:
    assert changes_of(a_follow_up(), a_follow_up(as_of="2023-03-07", owner="HOME", source="mail")) == (
        "same",
        (),
    )


@pytest.mark.parametrize(
    "reference", ['{{ figure("funding") }}', "{{ figure( 'funding' ) }}", '{{ "funding"|figure }}']
)
def test_an_item_whose_figure_moved_has_changed_although_its_row_has_not(reference: str) -> None:
    dossier = a_dossier(
        a_follow_up(item="refers", text=f"EU support: {reference}."),
        a_follow_up(item="does not", text="EU support: much, says funding."),
        a_figure(as_of="2023-03-01", value="480"),
        a_figure(as_of="2023-03-10", value="500"),
    )
    changes = changes_between(situation_as_of(dossier, BEFORE), situation_as_of(dossier, MARCH_17))
    assert (changes.of("refers").kind, changes.of("refers").fields) == (ChangeKind.CHANGED, ("text",))
    assert changes.of("does not").kind is ChangeKind.SAME
    [figure] = changes.figures
    assert figure.before and figure.after
    assert (figure.name, str(figure.before.value), str(figure.after.value)) == ("funding", "480", "500")


def test_an_item_that_refers_to_another_figure_than_the_one_that_moved_is_the_same() -> None:
    dossier = a_dossier(
        a_follow_up(text='{{ figure("staff") }} posts'),
        a_figure(figure="staff", value="12"),
        a_figure(as_of="2023-03-01", value="480"),
        a_figure(as_of="2023-03-10", value="500"),
    )
    changes = changes_between(situation_as_of(dossier, BEFORE), situation_as_of(dossier, MARCH_17))
    assert changes.of("roadmap").kind is ChangeKind.SAME


def test_a_figure_entered_again_with_the_same_value_has_not_changed() -> None:
    dossier = a_dossier(
        a_follow_up(text='{{ figure("funding") }}'),
        a_figure(value="480"),
        a_figure(as_of="2023-03-10", value="480.00"),
    )
    changes = changes_between(situation_as_of(dossier, BEFORE), situation_as_of(dossier, MARCH_17))
    assert not changes
    assert changes.figures == ()


def test_an_item_that_names_a_point_whose_number_changed_has_changed() -> None:
    dossier = a_dossier(a_commitment(number="3"), a_follow_up(text='See point {{ point("dublin") }}.'))
    renumbered = replace(dossier, commitments=(a_commitment(number="4"),))
    changes = changes_between(situation_as_of(dossier, MARCH_17), situation_as_of(renumbered, MARCH_17))
    assert changes.of("roadmap").fields == ("text",)


def test_figures_that_appear_or_go_are_changes_too() -> None:
    bare = situation_as_of(a_dossier(), MARCH_17)
    filled = situation_as_of(a_dossier(a_follow_up(), a_figure()), MARCH_17)
    [appeared], [gone] = changes_between(bare, filled).figures, changes_between(filled, bare).figures
    assert (appeared.before, appeared.after) == (None, a_figure())
    assert (gone.before, gone.after) == (a_figure(), None)


def test_the_caller_may_say_how_a_text_reads() -> None:
    dossier = a_dossier(a_follow_up())
    changes = changes_between(
        situation_as_of(dossier, BEFORE),
        situation_as_of(dossier, MARCH_17),
        lambda row, then: f"{then.as_of}",
    )
    assert changes.of("roadmap").fields == ("text",)


def test_changes_count_each_kind_and_list_what_ended() -> None:
    dossier = a_dossier(
        a_follow_up(item="stays"),
        a_follow_up(item="ends"),
        a_follow_up(item="ends", as_of="2023-03-07", state="withdrawn"),
        a_follow_up(item="comes", as_of="2023-03-07"),
        a_follow_up(item="comes too", as_of="2023-03-07"),
    )
    changes = changes_between(situation_as_of(dossier, BEFORE), situation_as_of(dossier, MARCH_17))
    assert changes.counts == {"new": 2, "changed": 0, "ended": 1, "same": 1}
    assert [item.key for item in changes.ended] == ["ends"]
    assert list(changes.items) == ["stays", "comes", "comes too", "ends"]
    assert changes


def test_asking_for_an_item_that_stands_on_neither_day_is_a_key_error() -> None:
    here = situation_as_of(a_dossier(), MARCH_17)
    with pytest.raises(KeyError, match="nowhere"):
        changes_between(here, here).of("nowhere")


# the dates of a request

TODAY = date(2023, 4, 1)


def test_an_ordinary_request_raises_no_doubt() -> None:
    assert date_findings(a_dossier(), MARCH_17, TODAY, since=BEFORE, known_on=TODAY) == []
    assert date_findings(a_dossier(), TODAY, TODAY) == []
    assert date_findings(a_dossier(a_follow_up(as_of="2023-03-17")), MARCH_17, TODAY) == []


def test_an_as_of_date_in_the_future_is_an_error_that_names_both_dates() -> None:
    [finding] = date_findings(a_dossier(), day("2023-04-02"), TODAY)
    assert (finding.rule, finding.grade) == ("ASOF-001", Grade.ERROR)
    assert "2023-04-02" in finding.message
    assert "2023-04-01" in finding.message
    assert finding.place.file == "--as-of"
    assert "2023-04-01" in finding.remedy


def test_an_as_of_date_before_the_first_entry_names_that_entry_and_its_date() -> None:
    dossier = a_dossier(a_follow_up(item="later", as_of="2023-03-20"), a_follow_up(item="first", as_of="2023-03-18"))
    [finding] = date_findings(dossier, MARCH_17, TODAY)
    assert (finding.rule, finding.grade) == ("ASOF-002", Grade.ERROR)
    assert "“first”" in finding.message
    assert "2023-03-18" in finding.message
    assert finding.place.file == "followup.csv"


def test_the_first_entry_is_the_first_one_known() -> None:
    back_dated = a_follow_up(item="back-dated", as_of="2023-01-01", recorded="2023-03-30")
    dossier = a_dossier(a_follow_up(as_of="2023-03-18"), back_dated)
    assert date_findings(dossier, MARCH_17, TODAY) == []
    [finding] = date_findings(dossier, MARCH_17, TODAY, known_on=day("2023-03-29"))
    assert finding.rule == "ASOF-002"


def test_a_known_on_date_before_anything_was_recorded_is_an_error() -> None:
    [finding] = date_findings(a_dossier(), MARCH_17, TODAY, known_on=day("2023-02-28"))
    assert (finding.rule, finding.grade) == ("ASOF-003", Grade.ERROR)
    assert "2023-02-28" in finding.message
    assert "2023-03-01" in finding.message


@pytest.mark.parametrize("since", ["2023-03-17", "2023-03-18"])
def test_a_since_date_that_does_not_lie_before_the_as_of_date_is_an_error(since: str) -> None:
    [finding] = date_findings(a_dossier(), MARCH_17, TODAY, since=day(since))
    assert (finding.rule, finding.grade) == ("ASOF-004", Grade.ERROR)
    assert since in finding.message


def test_all_doubts_about_the_dates_come_in_one_run() -> None:
    dossier = a_dossier(a_follow_up(as_of="2024-01-01"))
    findings = date_findings(dossier, day("2023-05-01"), TODAY, since=day("2023-06-01"))
    assert [finding.rule for finding in findings] == ["ASOF-001", "ASOF-002", "ASOF-004"]


def test_an_empty_ledger_is_not_the_business_of_the_dates() -> None:
    assert date_findings(a_dossier(a_commitment()), MARCH_17, TODAY) == []


# whatever the ledger

_days = st.integers(0, 9).map(lambda number: date(2023, 3, 1) + timedelta(days=number))
_states = st.sampled_from([None, *State])
_rows = st.builds(
    lambda item, point, as_of, lag, state, text: a_follow_up(
        item=item, point=point, as_of=as_of, recorded=as_of + timedelta(days=lag), state=state, text=text
    ),
    st.sampled_from("abc"),
    st.sampled_from("pq"),
    _days,
    st.integers(0, 3),
    _states,
    st.sampled_from(["one", "two", '{{ figure("f") }}']),
)
_figures = st.builds(
    lambda name, as_of, value: a_figure(figure=name, as_of=as_of, value=str(value)),
    st.sampled_from("fg"),
    _days,
    st.integers(0, 2),
)
_dossiers = st.builds(
    lambda rows, figures: a_dossier(a_commitment(point="p"), a_commitment(point="q"), *rows, *figures),
    st.lists(_rows, max_size=12),
    st.lists(_figures, max_size=5),
)


def what_stands(situation: Situation) -> object:
    """All that a situation says, without the dossier it was cut from."""
    return situation.points, situation.figures


@given(_dossiers, _days, st.permutations("abc"))
def test_mixing_the_rows_of_different_items_does_not_change_what_stands(
    dossier: Dossier, as_of: date, order: list[str]
) -> None:
    mixed = replace(dossier, follow_ups=tuple(sorted(dossier.follow_ups, key=lambda row: order.index(row.item))))
    assert {item.key: item for item in situation_as_of(dossier, as_of).items} == {
        item.key: item for item in situation_as_of(mixed, as_of).items
    }


@given(_dossiers, _days)
def test_what_is_dated_later_never_matters(dossier: Dossier, as_of: date) -> None:
    cut = replace(
        dossier,
        follow_ups=tuple(row for row in dossier.follow_ups if row.as_of <= as_of),
        figures=tuple(row for row in dossier.figures if row.as_of <= as_of),
    )
    assert what_stands(situation_as_of(dossier, as_of)) == what_stands(situation_as_of(cut, as_of))


@given(_dossiers, _days, _days)
def test_what_was_known_on_a_day_is_what_had_been_recorded_by_then(
    dossier: Dossier, as_of: date, known_on: date
) -> None:
    recorded = replace(
        dossier,
        follow_ups=tuple(row for row in dossier.follow_ups if row.recorded <= known_on),
        figures=tuple(row for row in dossier.figures if row.as_of <= known_on),
    )
    assert what_stands(situation_as_of(dossier, as_of, known_on)) == what_stands(situation_as_of(recorded, as_of))


@given(_dossiers, _days)
def test_each_item_stands_once_with_the_last_of_its_history_and_never_withdrawn(dossier: Dossier, as_of: date) -> None:
    items = list(situation_as_of(dossier, as_of).items)
    assert len({item.key for item in items}) == len(items)
    for item in items:
        assert item.follow_up == item.history[-1]
        assert item.follow_up.state is not State.WITHDRAWN
        assert list(item.history) == sorted(item.history, key=lambda row: (row.as_of, row.recorded))


@given(_dossiers, _days)
def test_nothing_changes_between_a_situation_and_itself(dossier: Dossier, as_of: date) -> None:
    here = situation_as_of(dossier, as_of)
    changes = changes_between(here, situation_as_of(dossier, as_of))
    assert not changes
    assert set(changes.items) == {item.key for item in here.items}


@given(_dossiers, _days, _days)
def test_looked_at_backwards_what_was_new_has_ended(dossier: Dossier, one: date, other: date) -> None:
    here, there = situation_as_of(dossier, one), situation_as_of(dossier, other)
    forth, back = changes_between(here, there).counts, changes_between(there, here).counts
    assert forth[ChangeKind.NEW] == back[ChangeKind.ENDED]
    assert forth[ChangeKind.CHANGED] == back[ChangeKind.CHANGED]
    assert forth[ChangeKind.SAME] == back[ChangeKind.SAME]
