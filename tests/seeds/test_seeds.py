"""The checks held against five real documents, in which careful readers found 241 mistakes, 23 of them errors.

The documents lie beside the project; where they do not, these tests are skipped.
"""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

import pytest

from briefgen.checks import CheckContext, check
from briefgen.checks.engine.report_day import with_stated_days
from briefgen.findings import Finding, Grade
from briefgen.word.reader import read_manuscript
from tests.seeds.places import is_found, mistakes, touches
from tests.seeds.transcription import NUMBERS, WHERE_THEY_ARE, plain_text, seed_document, seed_lines

pytestmark = WHERE_THEY_ARE


@lru_cache(maxsize=8)
def findings_in(number: str) -> list[Finding]:
    """What the checks say of a seed."""
    manuscript = with_stated_days(read_manuscript(seed_document(number), f"{number}.docx"))
    return check(CheckContext((manuscript,), day=manuscript.as_of))


def test_each_of_the_23_errors_is_found() -> None:
    errors = [each for each in mistakes() if each.grade == "E"]
    assert len(errors) == 23
    assert [str(each) for each in errors if not is_found(each, findings_in(each.seed))] == []


def test_at_least_four_fifths_of_the_warnings_that_a_program_can_decide_are_found() -> None:
    warnings = [each for each in mistakes() if each.grade == "W" and each.is_mechanical]
    missed = [str(each) for each in warnings if not is_found(each, findings_in(each.seed))]
    assert len(missed) <= len(warnings) / 5, "\n".join(missed)


# the places that look wrong and are right: seed, line, words, and the families that must not speak of them
RIGHT = [
    ("000", 73, "(see point 10)", ("REF-005",)),
    ("000", 68, "(point 11)", ("REF-005",)),
    ("000", 38, "EU-Turkey Statement", ("TRM-004", "TRM-001")),
    ("000", 48, "Vice-President Schinas will be visiting Egypt on 26-28 March", ("DAT-001", "DAT-005", "DAT-013")),
    ("000", 87, "Vice-President Schinas mission on 26-28 March", ("DAT-001", "DAT-005", "DAT-013")),
    ("000", 48, "EUR 152 million", ("AMT-006", "AMT-008")),
    ("000", 44, "EUR 30 million", ("AMT-006", "AMT-008")),
    ("000", 84, "six countries", ("SUM",)),
    ("000", 75, "joint statement published on 17 March", ("DAT-001", "DAT-013")),
    ("001", 117, "more than half of the Member States", ("SUM",)),
    ("001", 38, "over 50% of all MS activities", ("SUM",)),
    ("001", 119, "as many as 13 of them", ("SUM",)),
    ("001", 123, "(24%)", ("SUM",)),
    ("001", 133, "(67%), with financial assistance (17%) and equipment (16%)", ("SUM",)),
    ("002", 45, "over EUR 3.3 billion", ("AMT",)),
    ("004", 9, "37 countries", ("SUM",)),
    ("004", 9, "Turkey", ("TRM-004",)),
]


@pytest.mark.parametrize(("number", "near", "words", "families"), RIGHT)
def test_what_looks_wrong_and_is_right_stays_untold(
    number: str, near: int, words: str, families: tuple[str, ...]
) -> None:
    line = _line_with(number, near, words)
    wrong = [each for each in findings_in(number) if each.rule.startswith(families) and touches(each, line, words)]
    assert [str(each) for each in wrong] == []


def _line_with(number: str, near: int, words: str) -> str:
    """The plain text of the line that holds some words, the nearest to the one named."""
    lines = [plain_text(line) for line in seed_lines(number)]
    holding = [at for at, line in enumerate(lines) if words in line]
    assert holding, f"{words} stands nowhere in {number}"
    return lines[min(holding, key=lambda at: abs(at + 1 - near))]


def test_points_1_to_52_of_the_conclusions_have_no_gap_and_no_double() -> None:
    assert [str(each) for each in findings_in("002") if "numbered" in each.message and each.rule == "REF-010"] == []


@pytest.mark.parametrize("number", ["001", "002"])
def test_every_finding_in_two_documents_has_been_judged_by_hand_and_nearly_all_are_right(number: str) -> None:
    """judged.csv holds what a careful reader thought of each; a finding that is not in it has yet to be judged."""
    rows = csv.DictReader((Path(__file__).parent / "judged.csv").read_text(encoding="utf-8").splitlines())
    judged = {(row["rule"], row["spot"], row["words"]): row["agreed"] == "yes" for row in rows if row["seed"] == number}
    found = [(each.rule, each.place.spot, " ".join(each.words.split()[:6])) for each in findings_in(number)]
    assert [each for each in found if each not in judged] == []
    assert sum(judged[each] for each in found) / len(found) >= 0.95


@pytest.mark.parametrize("number", NUMBERS)
def test_an_error_is_told_only_where_there_is_one(number: str) -> None:
    known = [each for each in mistakes() if each.seed == number and each.grade in "EW"]
    lines = [plain_text(line) for line in seed_lines(number)]
    errors = [each for each in findings_in(number) if each.grade is Grade.ERROR]
    strange = [
        str(error)
        for error in errors
        if not any(touches(error, lines[each.line - 1], plain_text(each.words)) for each in known)
    ]
    assert strange == []
