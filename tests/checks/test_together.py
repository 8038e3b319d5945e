"""Two papers that go out together, or are given together, and what they say of one thing."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefgen.findings import Finding, Grade
from briefgen.model.manuscript import Manuscript
from tests.checks.builders import a_context, a_manuscript, findings

ANNEX = {
    "XDO-001": "The joint exercise will take place on 12 September 2023 off the coast of Madeira.",
    "XDO-002": "So far 204 pilots have been trained: 96 in Funchal and 108 in Palma.",
    "XDO-003": "The first payment of EUR 80 million was made for the repair of ports.",
    "XDO-004": "The dialogue with Tunisia on borders was launched in Tunis.",
    "XDO-005": "The dialogue with the neighbours was launched at a meeting in Praia.",
}


def a_file(name: str, *texts: str, language: str = "en", as_of: str = "2023-03-17") -> Manuscript:
    return replace(a_manuscript(*texts, language=language, as_of=as_of), name=name)


def compared(rule: str, letter: str, annex: str, language: str = "en") -> list[Finding]:
    files = (a_file("letter.docx", letter, language=language), a_file("annex.docx", annex, language=language))
    return findings(rule, a_context(*files))


@pytest.mark.parametrize(
    ("rule", "letter", "words"),
    [
        ("XDO-001", "The joint exercise will take place on 22 September 2023 off Madeira.", "22 September 2023"),
        ("XDO-002", "By 17 March, 240 pilots had been trained to fly the helicopters.", "240"),
        ("XDO-003", "The first payment of EUR 8 million was made for the repair of ports.", "EUR 8 million"),
        ("XDO-004", "The dialogue with Tunisia on borders will be launched in Tunis.", "will be launched in Tunis."),
        ("XDO-005", "The dialogue with the neighbours was launched at a meeting in Mindelo.", "Mindelo"),
    ],
)
def test_what_the_letter_says_otherwise_than_the_annex_is_found(rule: str, letter: str, words: str) -> None:
    [found] = compared(rule, letter, ANNEX[rule])
    assert (found.words, found.grade) == (words, Grade.WARNING)
    assert "in annex.docx" in found.message


@pytest.mark.parametrize("rule", ANNEX)
def test_what_both_say_alike_is_let_be(rule: str) -> None:
    assert compared(rule, ANNEX[rule], ANNEX[rule]) == []


@pytest.mark.parametrize(
    ("rule", "letter", "annex"),
    [
        ("XDO-001", "The joint exercise will take place in September 2023 off Madeira.", ANNEX["XDO-001"]),
        ("XDO-001", "The Council met on 9 March.", "The Board of the agency met on 10 March."),
        ("XDO-002", "Of the 300 pilots of the islands many were at home.", ANNEX["XDO-002"]),
        ("XDO-002", "Many pilots are in training.", "3. Training of pilots"),
        ("XDO-004", "Dialogue with Egypt will be launched.", ANNEX["XDO-004"]),
        ("XDO-005", "The dialogue with the neighbours was launched at a Meeting in Praia.", ANNEX["XDO-005"]),
    ],
)
def test_what_is_of_something_else_is_let_be(rule: str, letter: str, annex: str) -> None:
    assert compared(rule, letter, annex) == []


def test_numbers_in_words_are_compared_in_any_language() -> None:
    [found] = compared(
        "XDO-002", "Sept États membres ont offert des navires.", "Six États membres ont offert des navires.", "fr"
    )
    assert found.words == "Sept"


def test_the_letter_and_the_annex_of_a_record_are_compared() -> None:
    letter = replace(a_file("letter", "The joint exercise will take place on 22 September off Madeira."), kind="letter")
    annex = replace(a_file("annex", ANNEX["XDO-001"]), kind="annex")
    assert [each.words for each in findings("XDO-001", a_context(letter, annex))] == ["22 September"]


def test_papers_that_lie_weeks_apart_may_differ() -> None:
    early = a_file("one.docx", "The joint exercise will take place on 22 September 2023.", as_of="2023-01-10")
    late = a_file("two.docx", "The joint exercise will take place on 12 September 2023.", as_of="2023-03-17")
    assert [each.grade for each in findings("XDO-001", a_context(early, late))] == [Grade.HINT]


def test_papers_in_two_languages_are_not_compared() -> None:
    files = a_file("a.docx", ANNEX["XDO-001"]), a_file("b.docx", "Am 3. Mai 2023 exercise Madeira", language="de")
    assert findings("XDO-001", a_context(*files)) == []
