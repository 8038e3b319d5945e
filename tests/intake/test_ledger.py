"""A reading becomes rows of a ledger with keys that stay; what is added to a dossier never changes a row of it."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from briefgen.intake.additions import additions_to
from briefgen.intake.ledger import NewLedger, ledger_of
from briefgen.model.dossier import Dossier
from tests.builders import a_commitment, a_dossier, a_follow_up
from tests.intake.papers import HALL, ROOF, tracker

DAY = date(2026, 6, 15)


def ledger(*rows: tuple[str, ...], day: date = DAY) -> NewLedger:
    return ledger_of([replace(tracker(*rows).reading, as_of=day)])


def test_rows_have_keys_made_of_their_numbers() -> None:
    made = ledger(ROOF, HALL)
    assert [row["point"] for row in made.commitments] == ["w-1", "w-2"]
    assert [(row["point"], row["item"], row["as_of"]) for row in made.follow_ups] == [
        ("w-1", "w-1", "2026-06-15"),
        ("w-2", "w-2", "2026-06-15"),
    ]


def test_rows_without_numbers_have_keys_made_of_their_words() -> None:
    made = ledger(("", *ROOF[1:]), ("", *HALL[1:]))
    assert [row["point"] for row in made.commitments] == ["repair-the-roof", "paint-the-hall"]


def test_numbers_that_differ_by_signs_only_make_keys_that_differ() -> None:
    made = ledger(("A/1", *ROOF[1:]), ("A 1", *HALL[1:]))
    assert [row["point"] for row in made.commitments] == ["a-1", "a-1-2"]
    assert [note.count for note in made.notes] == [1]


def test_a_reading_without_a_day_is_no_ledger() -> None:
    with pytest.raises(ValueError, match="without a day"):
        ledger_of([tracker(ROOF).reading])


def a_record(ledger: NewLedger) -> Dossier:
    """A dossier of the rows of a ledger."""
    return a_dossier(
        *(a_commitment(point=row["point"], number=row["number"], text=row["text"]) for row in ledger.commitments),
        *(a_follow_up(**{name: cell for name, cell in row.items() if cell}) for row in ledger.follow_ups),
    )


def added(dossier: Dossier, *rows: tuple[str, ...], day: date = date(2026, 7, 15)) -> list[tuple[str, str, str]]:
    found = additions_to(dossier, ledger(*rows, day=day), day, "july.xlsx")
    return [(str(each.kind), each.row.get("item", each.row["point"]), each.row["text"]) for each in found.rows]


def test_what_is_the_same_is_confirmed_and_what_differs_is_a_new_wording() -> None:
    record = a_record(ledger(ROOF, HALL))
    changed = (*HALL[:5], "Painted once more.")
    assert added(record, ROOF, changed) == [("confirmed", "w-1", ""), ("changed", "w-2", "Painted once more.")]


def test_a_new_row_is_a_new_point() -> None:
    new = ("W 3", "Plant trees", "Garden", "Not started", "", "Holes are dug.")
    assert added(a_record(ledger(ROOF)), ROOF, new) == [
        ("new point", "w-3", "Plant trees"),
        ("confirmed", "w-1", ""),
        ("new item", "w-3", "Holes are dug."),
    ]


def test_a_point_of_another_number_and_the_same_words_is_the_same() -> None:
    assert added(a_record(ledger(ROOF)), ("W 9", *ROOF[1:])) == [("confirmed", "w-1", "")]


def test_the_same_day_adds_nothing_and_a_difference_is_told() -> None:
    record = a_record(ledger(ROOF))
    assert added(record, ROOF, day=DAY) == []
    found = additions_to(record, ledger((*ROOF[:5], "Otherwise.")), DAY, "june.xlsx")
    assert (found.rows, [each.rule for each in found.told]) == ((), ["IMP-010"])


def test_what_is_not_in_the_file_keeps_its_state_and_is_named() -> None:
    found = additions_to(a_record(ledger(ROOF, HALL)), ledger(HALL, day=date(2026, 7, 15)), date(2026, 7, 15), "x")
    [told] = found.told
    assert (told.rule, "“w-1”" in told.message, "2026-06-15" in told.remedy) == ("IMP-011", True, True)
