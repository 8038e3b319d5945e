"""Amounts of money: written alike, in both papers, from the figures of the record."""

from __future__ import annotations

import pytest

from briefgen.findings import Grade
from briefgen.model.manuscript import Manuscript, Passage
from tests.builders import a_dossier, a_figure
from tests.checks.builders import a_cell, a_context, a_manuscript, a_typed_cell, findings, words

CALL = "A call for minors (€70 million) and for capacity at the borders (€50 million). €80 goes to other priorities."


def test_a_missing_magnitude_is_proved_by_a_sum_named_elsewhere() -> None:
    (found,) = findings("AMT-001", CALL, "New support amounts to EUR 200 million.")
    assert found.grade is Grade.ERROR
    assert "70 + 50 + 80 = 200" in found.message


def test_without_proof_it_is_a_warning() -> None:
    (found,) = findings("AMT-001", CALL)
    assert found.grade is Grade.WARNING


@pytest.mark.parametrize(
    "text",
    [
        "The fund of EUR 40 million pays EUR 80 per person.",
        "The fund of EUR 40 million pays EUR 80 a day.",
        "It costs EUR 70 to 80 million, not EUR 40 million.",
        "The visa fee is EUR 80; the fund holds EUR 40 million.",
        "A ticket costs EUR 80.",
        "The class has EUR 40 thousand, its pupils EUR 80.",
        "EUR 1 500 and EUR 40 million are paid.",
    ],
)
def test_small_amounts_that_are_meant_are_let_be(text: str) -> None:
    assert words("AMT-001", text) == []


@pytest.mark.parametrize("text", ["EUR €480 million", "€480 million EUR", "EUR 5 million euro"])
def test_two_marks_of_one_amount_are_found(text: str) -> None:
    assert [each.grade for each in findings("AMT-002", f"It is {text} in all.")] == [Grade.ERROR]


def test_amounts_side_by_side_have_one_mark_each() -> None:
    assert words("AMT-002", "In 2023 EUR 40 million, EUR 30 million and €20 million (USD 22 million) were paid.") == []


def test_signs_beside_codes_are_found_each() -> None:
    assert words("AMT-003", "EUR 40 million", "€30 million and €20 million") == ["€30 million", "€20 million"]
    assert words("AMT-003", "€30 million and €20 million") == []


def test_letter_and_annex_of_a_record_count_as_one() -> None:
    letter = a_manuscript(a_typed_cell("EUR 40 million"), kind="letter", name="letter")
    annex = a_manuscript(a_typed_cell("€40 million"), kind="annex", name="annex")
    assert findings("AMT-003", a_context(letter, annex, dossier=a_dossier()))
    assert not findings("AMT-003", a_context(letter, annex))


@pytest.mark.parametrize("text", ["half a billion euros", "thirty million euro", "a hundred thousand dollars"])
def test_money_in_words_is_found(text: str) -> None:
    assert words("AMT-004", f"It is more than {text} in all.")


def test_money_in_figures_is_not() -> None:
    assert words("AMT-004", "It is 40 million euros, or EUR 40 million; the euro area has 20 members.") == []


@pytest.mark.parametrize(
    ("language", "text", "grade"),
    [
        ("en", "12 M EUR each", Grade.WARNING),
        ("en", "EUR 3 bn in all", Grade.WARNING),
        ("en", "40 million EUR in all", Grade.WARNING),
        ("fr", "EUR 40 millions en tout", Grade.WARNING),
        ("de", "EUR 40 Mio. insgesamt", Grade.WARNING),
    ],
)
def test_order_and_spelling_follow_the_language(language: str, text: str, grade: Grade) -> None:
    assert [each.grade for each in findings("AMT-005", text, language=language)] == [grade]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "12 M EUR", "EUR 12 million"),
        ("en", "3 bn EUR", "EUR 3 billion"),
        ("de", "12 M EUR", "12 Mio. EUR"),
        ("fr", "EUR 12 millions", "12 millions EUR"),
    ],
)
def test_the_remedy_writes_the_amount_as_the_language_does(language: str, text: str, wanted: str) -> None:
    (found,) = findings("AMT-005", text, language=language)
    assert found.remedy == f"Write {wanted}."


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "EUR 40 million and EUR 3.3 billion"),
        ("de", "40 Mio. EUR und 40 Millionen EUR"),
        ("fr", "40 millions d’euros"),
        ("pl", "40 mln EUR"),
        ("sl", "40 mio. EUR"),
        ("lt", "40 mln. EUR"),
        ("lv", "piešķīra 40 miljonus EUR 2023. gadā, 30 miljonus EUR 2022. gadā"),
        ("lv", "110 EUR 2023. gada maijā"),
        ("hu", "30 millió EUR 2023 májusában"),
        ("lt", "30 mln. EUR 2023 m. gegužę"),
    ],
)
def test_what_the_house_style_writes_is_let_be(language: str, text: str) -> None:
    assert words("AMT-005", text, language=language) == []


def in_one_file(letter: str, *annex: str) -> Manuscript:
    return a_manuscript("Dear Ministers,", letter, *(a_cell(text, row) for row, text in enumerate(annex, 2)))


LONG = "This follow-up of the annex is told in a sentence of some length, as follow-ups are: "


def test_an_amount_that_only_the_letter_names_is_found() -> None:
    found = words("AMT-006", in_one_file("We give EUR 40 million and EUR 600 million.", f"{LONG}€40 million."))
    assert found == ["EUR 600 million"]


def test_the_annex_may_name_the_parts_of_an_amount() -> None:
    parts = f"{LONG}€70 million, €50 million and €80 million."
    assert words("AMT-006", in_one_file("We give EUR 200 million.", parts)) == []
    assert words("AMT-006", in_one_file("We give EUR 200 million.", parts.replace("€80 million", "€80"))) == []


def test_parts_in_several_items_of_a_row_are_added_up() -> None:
    row = [a_cell(f"{LONG}€{part} million.", 2) for part in (70, 50, 80)]
    assert words("AMT-006", a_manuscript("Dear Ministers,", "We give EUR 200 million.", *row)) == []
    assert words("AMT-006", in_one_file("We give EUR 200 million.", *(str(each) for each in row))) != []


def test_a_whole_that_the_letter_gives_only_a_part_of_is_found() -> None:
    annex = f"{LONG}a €624 million package including €152 million of budget support, €35 million of it paid."
    assert words("AMT-006", in_one_file("EUR 152 million is budget support.", annex)) == ["€624 million"]


def test_details_of_the_annex_and_tables_of_figures_are_let_be() -> None:
    assert words("AMT-006", in_one_file("No amount here.", f"{LONG}€30 million.")) == []
    assert words("AMT-006", in_one_file("We give EUR 40 million.", "€30 million")) == []


def test_one_fact_with_two_amounts_is_found_once() -> None:
    letter = "We provide EUR 480 million for resettlement and humanitarian admission of vulnerable persons."
    annex = (
        f"{LONG}the Union will provide €450 million for resettlement and humanitarian admission of vulnerable persons."
    )
    file = in_one_file(letter, annex)
    assert words("AMT-008", file) == ["EUR 480 million"]
    assert words("AMT-006", file) == []
    assert words("AMT-008", in_one_file(letter, f"{LONG}€450 million for quite another thing.")) == []


FIGURE = a_figure(figure="package", value="40000000", label="Border protection package")
APPLICANTS = a_figure(figure="applicants", value="13", unit="Member States", label="Member States that applied")


def typed(text: str) -> Passage:
    return a_typed_cell(text)


def in_record(text: str) -> list[str]:
    context = a_context(a_manuscript(typed(text), kind="annex"), dossier=a_dossier(FIGURE, APPLICANTS))
    return [f"{each.grade.word} {each.words}" for each in findings("AMT-007", context)]


def test_a_typed_amount_that_is_a_figure_of_the_record_is_found() -> None:
    assert in_record("The package of EUR 40 million is ready.") == ["warning EUR 40 million"]
    assert in_record("Another EUR 40 million is ready.") == ["hint EUR 40 million"]


def test_a_typed_count_is_found_where_it_counts_the_same() -> None:
    assert in_record("Offers of 13 Member States are weighed.") == ["warning 13"]
    assert in_record("Offers of 13 companies came on 13 March.") == []


def test_a_value_of_the_record_is_let_be() -> None:
    assert in_record('The package of {{ figure("package") }} is ready.') == []
    assert in_record("The package of EUR 41 million is ready.") == []


def test_a_typed_value_that_a_figure_had_before_is_found() -> None:
    earlier = a_figure(figure="package", as_of="2023-02-01", value="35000000", label="Border protection package")
    text = "The package for border protection has EUR 35 million."
    for as_of, message in (("2023-03-17", "had this value before 2023-03-01"), ("2023-02-17", "has this value")):
        context = a_context(a_manuscript(typed(text), kind="annex"), dossier=a_dossier(earlier, FIGURE), as_of=as_of)
        assert [each.message.endswith(message) for each in findings("AMT-007", context)] == [True]
    other = typed("Another fund has EUR 35 million.")
    assert findings("AMT-007", a_context(a_manuscript(other), dossier=a_dossier(earlier, FIGURE))) == []


def test_a_row_that_nobody_knew_yet_is_no_value_that_a_figure_had() -> None:
    later = a_figure(figure="package", as_of="2023-03-15", value="50000000", label="Border protection package")
    text = a_manuscript(typed("The package for border protection has EUR 50 million."), kind="annex")
    for known_on, found in (("2023-03-10", []), ("2023-03-15", ["EUR 50 million"])):
        context = a_context(text, dossier=a_dossier(FIGURE, later), known_on=known_on)
        assert [each.words for each in findings("AMT-007", context)] == found


def test_a_finished_file_types_all_its_amounts() -> None:
    assert findings("AMT-007", "The package of EUR 40 million is ready.") == []
