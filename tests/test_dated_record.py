"""Commitments, recipients and the letter as of a day; rows that confirm a wording; deadlines with a memory."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from briefgen.asof import Item, situation_as_of
from briefgen.asof.overview import overview
from briefgen.compose.keys import texts_for_translators
from briefgen.model.dossier import Commitment, Dossier, FollowUp, Letter, Recipient, State
from tests.builders import a_commitment, a_dossier, a_follow_up, a_recipient, day


def a_wording(as_of: str, text: str, **overrides: object) -> Commitment:
    return a_commitment(as_of=day(as_of), recorded=day(as_of), text=text, **overrides)


def points(dossier: Dossier, as_of: str, known_on: str | None = None) -> list[tuple[str, str]]:
    situation = situation_as_of(dossier, day(as_of), day(known_on) if known_on else None)
    return [(each.commitment.number, each.commitment.text) for each in situation.points]


# commitments


def test_a_commitment_without_a_day_has_always_stood() -> None:
    assert points(a_dossier(a_commitment(number="1", text="Carry on.")), "1990-01-01") == [("1", "Carry on.")]


def test_the_annex_of_the_older_date_keeps_the_commitment_as_it_was() -> None:
    dossier = a_dossier(
        a_commitment(number="1", text="Carry on."),
        a_wording("2023-03-10", "Carry on, and report.", number="2"),
        a_follow_up(),
    )
    assert points(dossier, "2023-03-09") == [("1", "Carry on.")]
    assert points(dossier, "2023-03-10") == [("2", "Carry on, and report.")]


def test_a_commitment_stands_from_its_first_day_on_and_until_it_is_withdrawn() -> None:
    dossier = a_dossier(
        a_wording("2023-03-05", "Begin."),
        a_wording("2023-03-10", "", state=State.WITHDRAWN),
        a_wording("2023-03-20", "Begin again."),
        a_follow_up(as_of="2023-03-05", text="Begun."),
    )
    assert points(dossier, "2023-03-04") == []
    assert points(dossier, "2023-03-09") == [("1", "Begin.")]
    assert points(dossier, "2023-03-19") == []
    assert list(situation_as_of(dossier, day("2023-03-19")).items) == []
    assert points(dossier, "2023-03-20") == [("1", "Begin again.")]


def test_points_keep_the_place_of_their_first_row() -> None:
    dossier = a_dossier(
        a_commitment(point="a", number="1", text="a"),
        a_commitment(point="b", number="2", text="b"),
        a_wording("2023-03-10", "a2", point="a", number="1"),
    )
    assert points(dossier, "2023-03-17") == [("1", "a2"), ("2", "b")]


def test_a_commitment_recorded_later_is_not_yet_known() -> None:
    dossier = a_dossier(
        a_commitment(text="As sent."),
        a_commitment(text="Corrected.", recorded=day("2023-06-02")),
    )
    assert points(dossier, "2023-03-17", known_on="2023-06-01") == [("1", "As sent.")]
    assert points(dossier, "2023-03-17") == [("1", "Corrected.")]


def test_a_later_row_without_a_text_gives_a_point_another_number_or_part_and_leaves_its_words() -> None:
    dossier = a_dossier(a_commitment(number="1", part="Borders"), a_wording("2023-03-10", "", number="2", part=""))
    [point] = situation_as_of(dossier, day("2023-03-10")).points
    assert (point.commitment.number, point.commitment.part) == ("2", "Borders")
    assert point.commitment.text == a_commitment().text


# recipients and the letter


def names(dossier: Dossier, as_of: str) -> list[str]:
    return [each.name for each in situation_as_of(dossier, day(as_of)).recipients]


def a_minister(as_of: str, name: str) -> Recipient:
    return a_recipient(as_of=day(as_of), recorded=day(as_of), name=name)


def test_a_recipient_is_who_held_the_office_on_the_day() -> None:
    dossier = a_dossier(a_recipient(name="A. Peeters"), a_minister("2023-03-10", "B. Janssens"))
    assert names(dossier, "2023-03-09") == ["A. Peeters"]
    assert names(dossier, "2023-03-10") == ["B. Janssens"]


def test_the_letter_of_a_day_is_the_last_file_that_holds_by_then() -> None:
    usual, dated = Letter(body="As ever."), Letter(body="In March.", as_of=day("2023-03-17"))
    dossier = replace(a_dossier(), letters=(usual, dated))
    letters = {each: situation_as_of(dossier, day(each)).letter for each in ("2023-03-16", "2023-03-17")}
    assert letters == {"2023-03-16": usual, "2023-03-17": dated}
    assert situation_as_of(dossier, day("2023-04-01"), known_on=day("2023-03-16")).letter == usual
    assert situation_as_of(a_dossier(), day("2023-03-17")).letter is None


# what translators get


def test_each_dated_wording_has_a_translation_of_its_own_and_undated_ones_keep_theirs() -> None:
    dossier = replace(
        a_dossier(a_commitment(text="One."), a_wording("2023-03-10", "Two."), a_follow_up(text="Done.")),
        letters=(Letter(body="Dear."), Letter(body="Dearer.", as_of=day("2023-03-17"))),
    )
    contexts = {each.source: each.context for each in texts_for_translators(dossier, {})}
    assert contexts["One."] == "commitments/dublin"
    assert contexts["Two."] == "commitments/dublin/2023-03-10"
    assert contexts["Dear."] == "letter/1"
    assert contexts["Dearer."] == "letter/2023-03-17/1"
    assert [each.source for each in texts_for_translators(dossier, {})].count("Done.") == 1


# a row that confirms


def an_item(*rows: FollowUp, as_of: str = "2023-03-17") -> Item:
    [item] = situation_as_of(a_dossier(*rows), day(as_of)).items
    return item


def test_a_row_without_a_text_confirms_the_wording_before_it() -> None:
    first = a_follow_up(as_of="2023-03-01", text="Under way.", state="ongoing")
    item = an_item(first, a_follow_up(as_of="2023-03-10", text=""))
    assert item.follow_up == first
    assert item.confirmed == day("2023-03-10")
    assert an_item(first).confirmed is None


def test_a_wording_after_a_confirmation_is_confirmed_no_more() -> None:
    rows = (a_follow_up(), a_follow_up(as_of="2023-03-05", text=""), a_follow_up(as_of="2023-03-10", text="New."))
    assert an_item(*rows).confirmed is None
    assert an_item(*rows, as_of="2023-03-09").confirmed == day("2023-03-05")


@pytest.mark.parametrize(
    ("cells", "stands"),
    [
        ({"state": "delayed"}, ("delayed", "2023-04", "HOME")),
        ({"due": "2023-05"}, ("ongoing", "2023-05", "HOME")),
        ({"owner": "RELEX"}, ("ongoing", "2023-04", "RELEX")),
        ({}, ("ongoing", "2023-04", "HOME")),
    ],
)
def test_what_a_confirming_row_says_beside_the_text_holds_and_what_it_leaves_empty_stays(
    cells: dict[str, str], stands: tuple[str, str, str]
) -> None:
    first = a_follow_up(state="ongoing", due="2023-04", owner="HOME")
    row = an_item(first, a_follow_up(as_of="2023-03-10", text="", **cells)).follow_up
    assert (row.state, row.due, row.owner) == stands
    assert (row.text, row.as_of) == (first.text, first.as_of)


def test_a_withdrawal_without_a_text_is_no_confirmation() -> None:
    rows = (a_follow_up(), a_follow_up(as_of="2023-03-10", text="", state="withdrawn"))
    assert list(situation_as_of(a_dossier(*rows), day("2023-03-17")).items) == []


def test_what_confirms_a_wording_that_is_not_known_yet_says_nothing() -> None:
    late = a_follow_up(as_of="2023-03-01", recorded="2023-06-01")
    dossier = a_dossier(late, a_follow_up(as_of="2023-03-10", text=""))
    assert list(situation_as_of(dossier, day("2023-03-17"), day("2023-03-17")).items) == []


def test_a_confirmation_is_the_last_update_of_its_point() -> None:
    rows = (a_follow_up(), a_follow_up(as_of="2023-03-10", text=""))
    [point] = overview(situation_as_of(a_dossier(*rows), day("2023-03-17")))
    assert point.last_update == date(2023, 3, 10)


# deadlines


def rows_due(*dues: tuple[str, str]) -> list[FollowUp]:
    return [a_follow_up(as_of=as_of, due=due) for as_of, due in dues]


def moves(*rows: FollowUp) -> list[tuple[str, str, str]]:
    return [(each.before, each.after, each.day.isoformat()) for each in an_item(*rows).moves]


def test_an_item_knows_the_first_date_promised_and_each_move_with_its_day() -> None:
    rows = rows_due(("2023-03-01", "mid-2023"), ("2023-03-05", "2023-09"), ("2023-03-10", "2023-autumn"))
    assert an_item(*rows).first_due == "mid-2023"
    assert moves(*rows) == [("mid-2023", "2023-09", "2023-03-05"), ("2023-09", "2023-autumn", "2023-03-10")]


def test_the_memory_reaches_to_the_as_of_date_and_no_further() -> None:
    rows = rows_due(("2023-03-01", "mid-2023"), ("2023-03-20", "2023-09"))
    assert moves(*rows) == []


@pytest.mark.parametrize(
    "dues",
    [
        (("2023-03-01", "2023-Q2"), ("2023-03-05", "2023-34")),
        (("2023-03-01", "2023-04"), ("2023-03-05", "")),
        (("2023-03-01", ""), ("2023-03-05", "2023-04")),
        (("2023-03-01", "2023-04"), ("2023-03-01", "2023-05")),
        (("2023-03-01", "2023-spring"), ("2023-03-05", "2023-04-14")),
    ],
    ids=["another spelling of it", "dropped", "set", "corrected on the same day", "said more exactly"],
)
def test_what_is_no_move_of_a_deadline(dues: tuple[tuple[str, str], ...]) -> None:
    assert moves(*rows_due(*dues)) == []


def test_a_deadline_that_was_dropped_and_promised_again_has_moved_from_the_last_promise() -> None:
    rows = rows_due(("2023-03-01", "2023-04"), ("2023-03-05", ""), ("2023-03-10", "2023-06"))
    assert moves(*rows) == [("2023-04", "2023-06", "2023-03-10")]


def test_a_row_of_the_same_day_that_only_confirms_leaves_the_promise_as_it_is() -> None:
    rows = rows_due(("2023-03-01", "2023-04"), ("2023-03-10", "2023-06"))
    assert moves(rows[0], a_follow_up(recorded="2023-03-02", text="", owner="HOME"), rows[1]) == [
        ("2023-04", "2023-06", "2023-03-10")
    ]


def test_a_point_tells_how_often_its_next_deadline_was_moved() -> None:
    rows = rows_due(("2023-03-01", "2023-04"), ("2023-03-10", "2023-06"))
    [point] = overview(situation_as_of(a_dossier(*rows), day("2023-03-17")))
    assert (point.next_due, point.first_due, point.moves) == ("2023-06", "2023-04", 1)
