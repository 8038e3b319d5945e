"""Papers of several days as one ledger: what is joined, what is listed, what has ended, and in which order."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from msgspec.structs import replace

from briefgen.findings import Place
from briefgen.intake.histories import JoinedLedger, join_readings
from briefgen.intake.identities import make_keys
from briefgen.intake.reading import Reading, ReadItem, ReadPoint
from briefgen.intake.word import read_annex
from briefgen.model.dossier import State
from tests.intake.rebuilt import annexed, notes, shown
from tests.sample_documents import document
from tests.sample_dossier import ANNEX_DAYS, situation

_FIRST, _SECOND, _THIRD = date(2023, 2, 9), date(2023, 3, 6), date(2023, 3, 17)
_PLACE = Place("annex.docx")


def a_paper(day: date, *items: str, point: str = "Ports", is_complete: bool = True, **other: str) -> Reading:
    """A paper with one point, and others by their texts; keys are made of the head words."""
    read = tuple(ReadItem(text, _PLACE, key) for text, key in zip(items, make_keys(items), strict=True))
    points = [ReadPoint(point, _PLACE, "1", key="ports", items=read)]
    points += [ReadPoint(text, _PLACE, "", key=key) for key, text in other.items()]
    return Reading("annex.docx", tuple(points), day, language="en", is_complete=is_complete)


def rows(ledger: JoinedLedger) -> list[tuple[str, str, str, str]]:
    return [(row.item, str(row.as_of), str(row.state or ""), row.text) for row in ledger.follow_ups]


def test_equal_texts_join_by_themselves_and_confirm() -> None:
    ledger = join_readings([a_paper(_FIRST, "Talks go on."), a_paper(_SECOND, "talks  go on")])
    assert rows(ledger) == [
        ("talks-go-on", "2023-02-09", "", "Talks go on."),
        ("talks-go-on", "2023-03-06", "", "talks  go on"),
    ]
    ledger = join_readings([a_paper(_FIRST, "Talks go on."), a_paper(_SECOND, "Talks go on.")])
    assert rows(ledger) == [("talks-go-on", "2023-02-09", "", "Talks go on."), ("talks-go-on", "2023-03-06", "", "")]
    assert (ledger.reworded, ledger.gone) == ((), ())
    assert len(join_readings(ledger.readings, confirm=False).follow_ups) == 1


def test_a_reworded_item_is_joined_and_listed_with_its_likeness() -> None:
    before, after = (
        "The Commission will adopt the plan for ports in spring.",
        "The Commission adopted the plan for ports in March.",
    )
    ledger = join_readings([a_paper(_FIRST, before), a_paper(_SECOND, after)])
    assert len({row.item for row in ledger.follow_ups}) == 1
    [join] = ledger.reworded
    assert (join.before, join.after, join.joined, join.day) == (before, after, True, _SECOND)
    assert 0.6 < join.likeness < 0.8


def test_what_is_called_the_same_is_joined_though_the_words_differ() -> None:
    ledger = join_readings(
        [
            a_paper(_FIRST, "**Egypt:** a visit is planned."),
            a_paper(_SECOND, "**Egypt:** the second phase of a project began."),
        ]
    )
    assert {row.item for row in ledger.follow_ups} == {"egypt"}
    assert [join.joined for join in ledger.reworded] == [True]


def test_of_two_that_are_alike_nothing_is_guessed() -> None:
    first = a_paper(_FIRST, "A call for ships in the north is open now.")
    second = a_paper(_SECOND, "In the north a call for ships is open.", "In the south a call for ships is open.")
    ledger = join_readings([first, second])
    assert all(not join.joined for join in ledger.reworded)
    assert len(ledger.reworded) == 1
    assert [gone.withdrawn for gone in ledger.gone] == [_SECOND]


def test_what_is_gone_from_a_complete_paper_is_withdrawn_and_listed() -> None:
    ledger = join_readings([a_paper(_FIRST, "Talks.", "Maps."), a_paper(_SECOND, "Talks.")])
    assert ("maps", "2023-03-06", "withdrawn", "") in rows(ledger)
    assert [(gone.key, gone.day, gone.withdrawn) for gone in ledger.gone] == [("maps", _FIRST, _SECOND)]


def test_what_is_gone_from_a_list_keeps_its_state_and_is_listed_with_the_day_it_was_seen() -> None:
    papers = [a_paper(_FIRST, "Talks.", "Maps.", is_complete=False), a_paper(_SECOND, "Talks.", is_complete=False)]
    ledger = join_readings(papers)
    assert State.WITHDRAWN not in {row.state for row in ledger.follow_ups}
    assert [(gone.key, gone.day, gone.withdrawn) for gone in ledger.gone] == [("maps", _FIRST, None)]


def test_commitments_have_a_history_too() -> None:
    papers = [
        a_paper(_FIRST, point="The ports of the south will be built.", roads="Roads."),
        a_paper(_SECOND, point="The ports of the south and north will be built."),
        a_paper(_THIRD, point="The ports of the south and north will be built.", rails="Rails."),
    ]
    found = [(row.point, str(row.as_of or ""), str(row.state or "")) for row in join_readings(papers).commitments]
    assert found == [
        ("ports", "", ""),
        ("ports", "2023-03-06", ""),
        ("roads", "", ""),
        ("roads", "2023-03-06", "withdrawn"),
        ("rails", "2023-03-17", ""),
    ]


def test_the_order_of_each_day_is_kept_or_its_day_is_told() -> None:
    ledger = join_readings([a_paper(_FIRST, "A a.", "C c."), a_paper(_SECOND, "A a.", "B b.", "C c.", "D d.")])
    assert list(dict.fromkeys(row.item for row in ledger.follow_ups)) == ["a-a", "b-b", "c-c", "d-d"]
    assert ledger.out_of_order == ()
    turned = join_readings([a_paper(_FIRST, "A a.", "B b."), a_paper(_SECOND, "B b.", "A a.")])
    assert list(dict.fromkeys(row.item for row in turned.follow_ups)) == ["b-b", "a-a"]
    assert turned.out_of_order == (_FIRST,)


def test_names_that_a_paper_gives_count_before_the_words() -> None:
    def paper(day: date, text: str) -> Reading:
        item = ReadItem(text, _PLACE, "A-7")
        return replace(a_paper(day), points=(ReadPoint("Ports", _PLACE, "1", key="P1", items=(item,)),))

    ledger = join_readings([paper(_FIRST, "Talks."), paper(_SECOND, "All is done")], named_keys=True)
    assert {row.item for row in ledger.follow_ups} == {"A-7"}


def test_a_paper_without_a_day_is_refused() -> None:
    with pytest.raises(ValueError, match="needs the day"):
        join_readings([replace(a_paper(_FIRST), as_of=None)])


def test_three_annexes_of_the_sample_make_all_three_again(tmp_path: Path) -> None:
    papers = [document(f"annex-{day}") for day in ANNEX_DAYS[:3]]
    readings = [read_annex(paper, f"{number}.docx") for number, paper in enumerate(papers)]
    ledger = join_readings(readings)
    made = [annexed(ledger, reading, tmp_path / reading.file) for reading in readings]
    assert [shown(each) for each in made] == [shown(each) for each in papers]
    assert [notes(each) for each in made] == [notes(each) for each in papers]
    assert ledger.out_of_order == ()


def test_the_items_of_the_sample_are_found_again() -> None:
    """Judged by the keys of the sample's own ledger: one pair of different items is called the same, and is listed."""
    ledger = join_readings([read_annex(document(f"annex-{day}"), f"{day}.docx") for day in ANNEX_DAYS])
    found = [dict(_keys(day, reading)) for day, reading in zip(ANNEX_DAYS, ledger.readings, strict=True)]
    days = list(pairwise(found))
    pairs = [(key, one[key], other[key]) for one, other in days for key in one.keys() & other.keys()]
    assert len(pairs) == 165
    assert [pair for pair in pairs if pair[1] != pair[2]] == []
    false = [
        (before, key)
        for one, other in days
        for before, name in one.items()
        for key, now in other.items()
        if name == now and before != key
    ]
    assert false == [("serbia-call", "serbia-readiness")]
    assert any(join.key == "serbia" and join.likeness < 0.3 for join in ledger.reworded)


def _keys(day: date, reading: Reading) -> list[tuple[str, str]]:
    points = zip(situation(day).points, reading.points, strict=True)
    return [(one.key, other.key) for point, read in points for one, other in zip(point.items, read.items, strict=True)]
