"""Annexes by chance: what is read of one makes the same annex again, and so does what is read of several days.

Sixty cases run with every test, more with `make proof`.
"""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec import structs

from briefgen.errors import FindingsError
from briefgen.findings import Place
from briefgen.intake.histories import join_readings
from briefgen.intake.reading import Reading, ReadPoint
from briefgen.intake.word import read_annex, template_of
from briefgen.production.documents import make_documents
from tests.intake.rebuilt import annexed, notes, shown
from tests.redline.ledgers import KINDS, Case, a_case
from tests.sample_documents import document

CASES = int(os.environ.get("BRIEFGEN_IMPORTS", "60"))
_SAMPLES = [f"annex-{day}" for day in ("2023-02-09", "2023-03-06", "2023-03-17", "2023-03-20")]
_SAMPLES += [f"translated-annex-2023-03-17-{code}" for code in ("fr", "pl")]


def cases(share: int = 1) -> list[Case]:
    """Dossiers with an annex in our own template."""
    return [replace(a_case(number * len(KINDS)), template=None) for number in range(CASES // share)]


def annexes(case: Case, folder: Path, *days: int) -> list[bytes]:
    """The annexes of a case, so many days after its own."""
    where = case.write(folder)
    orders = [case._order(where, case.as_of + timedelta(each)) for each in days]
    return [make_documents(each, check=False).files[0].data for each in orders]


@pytest.mark.parametrize("name", _SAMPLES)
def test_the_samples_come_back(name: str, tmp_path: Path) -> None:
    read = read_annex(document(name), "annex.docx")
    made = annexed(join_readings([read]), read, tmp_path)
    assert (shown(made), notes(made)) == (shown(document(name)), notes(document(name)))


@pytest.mark.parametrize("case", cases(), ids=lambda case: str(case.seed))
def test_annexes_by_chance_come_back(case: Case, tmp_path: Path) -> None:
    try:
        [paper] = annexes(case, tmp_path / "before", 0)
    except FindingsError:
        pytest.skip("chance made two notes of one name")
    read = read_annex(paper, "annex.docx")
    made = annexed(join_readings([read]), read, tmp_path / "after")
    assert (shown(made), notes(made)) == (shown(paper), notes(paper))


@pytest.mark.parametrize("case", cases(10), ids=lambda case: str(case.seed))
def test_their_own_look_makes_them_again(case: Case, tmp_path: Path) -> None:
    [paper] = annexes(case, tmp_path / "before", 0)
    read = read_annex(paper, "annex.docx")
    made = annexed(join_readings([read]), read, tmp_path / "after", template_of(paper, "annex.docx").data)
    assert [each[:4] for each in shown(made)] == [each[:4] for each in shown(paper)]


def test_marks_of_what_changed_are_no_words_of_an_item() -> None:
    marked, plain = (read_annex(document(f"annex-2023-03-17{since}"), "x") for since in ("-since-2023-03-06", ""))
    assert [point.items for point in _without_places(marked)] == [point.items for point in _without_places(plain)]


def _without_places(reading: Reading) -> list[ReadPoint]:
    nowhere = Place("x")
    return [
        structs.replace(point, items=tuple(structs.replace(item, place=nowhere) for item in point.items))
        for point in reading.points
    ]


@pytest.mark.parametrize("case", cases(4), ids=lambda case: str(case.seed))
def test_annexes_of_several_days_come_back_together(case: Case, tmp_path: Path) -> None:
    papers = annexes(case, tmp_path / "before", -20, -7, 0, 12)
    readings = [read_annex(paper, f"{number}.docx") for number, paper in enumerate(papers)]
    ledger = join_readings(readings)
    # a ledger says nothing of days before its first entry
    some = [pair for pair in zip(papers, readings, strict=True) if any(point.items for point in pair[1].points)]
    for paper, reading in some:
        made = annexed(ledger, reading, tmp_path / reading.file)
        assert (shown(made), notes(made)) == (shown(paper), notes(paper)) or reading.as_of in ledger.out_of_order
