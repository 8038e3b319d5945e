"""Letters: the body between salutation and closing, and what stands around it."""

from __future__ import annotations

from datetime import date

import pytest

from briefgen.intake.word import letter_of
from briefgen.model.dossier import Signatory
from briefgen.text import rich_text
from tests.corpus.authoring import an_empty_document, paragraphs, runs, saved
from tests.sample_documents import document
from tests.sample_dossier import letter


def a_letter(salutation: str = "Dear colleagues,", closing: str = "Yours sincerely,", *above: str) -> bytes:
    paper = an_empty_document()
    head = above or ("THE INSTITUTION", "A. Peeters", "The President", "Brussels, 20 March 2023")
    paragraphs(paper, *head, salutation)
    runs(paper.add_paragraph(), ("Borders:", "bold"), " staff was sent.")
    paper.add_heading("Returns", 2)
    paper.add_paragraph("They go on.", style="List Bullet")
    paragraphs(paper, "./..", closing, "A. Peeters")
    return saved(paper)


def test_the_body_is_marked_up_text_and_the_rest_is_found() -> None:
    read = letter_of(a_letter(), "letter.docx")
    assert read.body == "**Borders:** staff was sent.\n\n## Returns\n\n- They go on."
    assert (read.salutation, read.closing) == ("Dear colleagues,", "Yours sincerely,")
    assert (read.place, read.day) == ("Brussels", date(2023, 3, 20))
    assert read.signatory == Signatory("A. Peeters", "The President", "THE INSTITUTION")
    assert [each.words for each in read.told] == ["./.."]


def test_the_lines_below_the_dateline_are_the_recipient() -> None:
    read = letter_of(a_letter("Dear Minister,", "Kind regards,", "Brussels, 20 March 2023", "B. Smith", "Dublin"), "x")
    assert read.recipient == ("B. Smith", "Dublin")


@pytest.mark.parametrize(
    ("salutation", "closing"),
    [
        ("Madame la Ministre,", "Veuillez agréer, Madame la Ministre, ma haute considération."),
        ("Sehr geehrte Damen und Herren,", "Mit freundlichen Grüßen"),
        ("Szanowni Państwo,", "Z poważaniem"),
        ("Уважаеми колеги,", "С уважение,"),
        ("Αγαπητοί συνάδελφοι,", "Με εκτίμηση,"),
    ],
)
def test_letters_of_other_languages(salutation: str, closing: str) -> None:
    read = letter_of(a_letter(salutation, closing), "letter.docx")
    assert (read.salutation, read.closing) == (salutation, closing)
    assert read.body.endswith("- They go on.")


def test_a_paper_without_a_salutation_is_no_letter() -> None:
    assert letter_of(a_letter("Colleagues"), "paper.docx").body == ""


@pytest.mark.parametrize(
    "name", ["letter-2023-03-20", *(f"translated-letter-2023-03-20-{code}" for code in ("fr", "pl"))]
)
def test_the_samples_come_back(name: str) -> None:
    read = letter_of(document(name), "letter.docx")
    assert len(rich_text(read.body, {}).blocks) == len(letter().split("\n\n"))
    assert (read.signatory.name, read.day) == ("Ursula von der Leyen", date(2023, 3, 20))


def test_numbers_go_on_behind_a_paragraph_that_stands_between_them() -> None:
    paper = an_empty_document()
    paragraphs(paper, "Brussels, 20 March 2023", "Dear colleagues,")
    for text in ("Staff", "Ships"):
        paper.add_paragraph(text, style="List Number")
    paper.add_paragraph("And")
    paper.add_paragraph("Funds", style="List Number")
    paragraphs(paper, "Yours sincerely,", "A. Peeters")
    read = letter_of(saved(paper), "letter.docx")
    assert [str(block) for block in rich_text(read.body, {}).blocks][-2:] == ["And", "3. Funds"]
