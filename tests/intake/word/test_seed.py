"""The annex of the real letter, read from Word as it is laid out: what is made of it again has the same words."""

from __future__ import annotations

from difflib import SequenceMatcher
from pathlib import Path

import pytest

from briefgen.intake.histories import join_readings
from briefgen.intake.word import read_annex
from tests.intake.rebuilt import annexed, shown
from tests.seeds.transcription import WHERE_THEY_ARE, seed_document


def columns(docx: bytes) -> tuple[list[str], list[str]]:
    """The words of the left and of the right cells, without the headings that each page repeats."""
    left: list[str] = []
    right: list[str] = []
    for each in shown(docx):
        if each.cell and not each.text.startswith("President's letter/") and each.text != "Follow-up":
            (left if each.cell[2] == 1 else right).extend(each.text.removeprefix("- ").split())
    return left, right


def differing(one: list[str], other: list[str]) -> int:
    """How many words of two texts are in one of them alone."""
    same = sum(block.size for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks())
    return len(one) + len(other) - 2 * same


@WHERE_THEY_ARE
def test_no_word_of_the_annex_is_another_one(tmp_path: Path) -> None:
    read = read_annex(seed_document("000"), "letter.docx")
    made = annexed(join_readings([read]), read, tmp_path)
    assert [differing(*pair) for pair in zip(columns(seed_document("000")), columns(made), strict=True)] == [0, 0]


@WHERE_THEY_ARE
def test_rows_that_a_page_broke_are_whole_again() -> None:
    read = read_annex(seed_document("000"), "letter.docx")
    assert [point.number for point in read.points if point.number] == [str(number) for number in range(1, 16)]
    assert len(read.points) == 18
    assert [len(point.items) for point in read.points] == [4, 5, 4, 2, 2, 3, 2, 2, 2, 2, 2, 8, 5, 2, 2, 3, 2, 2]
    assert {item.group for item in read.points[11].items} == {"", "OUTREACH"}


@WHERE_THEY_ARE
@pytest.mark.parametrize("number", ["001", "002", "003", "004"])
def test_papers_without_an_annex_have_no_points(number: str) -> None:
    assert not read_annex(seed_document(number), f"{number}.docx").points
