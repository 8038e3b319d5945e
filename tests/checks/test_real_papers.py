"""Causes of findings that were wrong on papers of seven languages and more, each with a small input of its own."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefgen.checks import CheckContext, RuleSelection, check
from briefgen.findings import Finding, Grade
from briefgen.localise import house_named
from briefgen.model.manuscript import Passage, Role
from briefgen.model.richtext import Span
from tests.checks.builders import a_bullet, a_cell, a_manuscript, a_passage, a_row, findings, words

LET_BE = [
    ("PUN-010", "en", "The rules are on a page [see https://example.eu/rules.html]."),
    ("PUN-010", "fr", "Trois points : (1) le prix ; 2) le délai ; et (3) la garantie."),
    ("PUN-010", "cs", "V odstavci 2 se doplňuje písmeno „d)“ a slova podle předpisu^5) se ruší."),
    ("PUN-010", "cs", "ch) roztok lihu"),
    ("PUN-010", "ro", "După alineatul (3^1) se introduce un alineat:(3^2) Agenția plătește."),
    ("PUN-011", "pl", "Aplikacja nie służy do “śledzenia” nikogo."),
    ("NAM-002", "de", "Im Inland gilt das nicht."),
    ("NAM-002", "en", "Present: Ana Ruiz, Giorgia Lindt, Jan Klos."),
    ("NAM-002", "fr", "Avec la Ministre chargée des routes, il viendra."),
    ("NAM-005", "en", "CI/CD - Continuous Integration (CI) and delivery."),
    ("GRM-001", "en", "Does not need a server of its own."),
    ("GRM-003", "en", "See https://example.eu/docs/manually-build-a-page for it."),
    ("GRM-004", "nl", "Realiseer je je dat het tijd kost."),
    ("NUM-001", "es", "Véase el error 4165344 de la lista."),
    ("NUM-001", "es", "Los puertos van desde el 49152 al 65535."),
    ("NUM-002", "en", "{% include steps: 2 %}"),
    ("NUM-003", "en", "202 Euclid Dr. is where we meet."),
    ("PUN-006", "en", "The school year ends in            ."),
    ("SPC-010", "en", "It is oConv.Open and setName(String)."),
    ("SPC-011", "en", "Redmond, WA  98052"),
    ("REF-006", "en", "It meets what is set out in Annex II § 4."),
    ("REF-008", "en", '<p id="1">In Article 11 two words change</p>'),
    ("CNT-002", "nl", "Vier thema’s: Governance en Beleid, Architectuur, Beveiliging, Regels."),
    ("AMT-001", "en", "It cost EUR\u00a03.4\u00a0million, or EUR\u00a030 for each child."),
    ("DAT-003", "en", "It was sent on June 18th 2018."),
    ("DAT-003", "fr", "La loi du 8 juin 1893 reste en vigueur."),
    ("DAT-003", "en", "It rose from 420 in January to 1\u00a0180 in May 2026."),
    ("DAT-001", "fr", "Le registre est ouvert à tous en juillet 2026."),
]


@pytest.mark.parametrize(("rule", "language", "text"), LET_BE, ids=[f"{rule} {text[:24]}" for rule, _, text in LET_BE])
def test_what_is_written_rightly_is_let_be(rule: str, language: str, text: str) -> None:
    assert [each for each in findings(rule, text, language=language) if each.grade is not Grade.HINT] == []


STAYS = [
    ("PUN-010", "cs", "Podle zákona (s výjimkou lodí se postupuje jinak."),
    ("PUN-011", "pl", "Nazwał to „śledzeniem, i wyszedł."),
    ("NAM-002", "en", "Present: the ministers of Finnland and Sweden."),
    ("GRM-001", "en", "The list is long. Does the office know it."),
    ("NUM-001", "es", "Recibieron 4165344 euros de la Unión."),
    ("PUN-006", "en", "The school year ends in June ."),
    ("SPC-010", "en", "It ended.Then it began."),
    ("SPC-011", "en", "We met  again."),
    ("AMT-001", "en", "It cost EUR\u00a03.4\u00a0million, and EUR\u00a030 for roads."),
    ("CNT-002", "en", "Four countries (Austria, Hungary and Romania) lead."),
]


@pytest.mark.parametrize(("rule", "language", "text"), STAYS, ids=[f"{rule} {text[:24]}" for rule, _, text in STAYS])
def test_and_what_is_wrong_beside_it_is_still_found(rule: str, language: str, text: str) -> None:
    assert findings(rule, text, language=language)


def test_a_quotation_may_go_on_over_a_page() -> None:
    between = [f"It is point {each} of what was said." for each in range(20)]
    assert words("PUN-011", "“It begins here.", *between, "It ends here.”") == []
    assert words("PUN-011", "“It begins here.", *between, "It ends here.")


def test_a_page_and_a_code_are_no_counts_and_volunteers_are() -> None:
    told = words(
        "NUM-007", "There were 2\u00a0400 boats.", "See S. 2904 and A 9514, Sydney 2450.", "And 1180 volunteers."
    )
    assert told == ["1180"]


def test_a_total_is_not_asked_for_where_a_row_is_read_in_part() -> None:
    rows = [*a_row(1, "Region", "Cost"), *a_row(2, "North", "Land 5 and house 20"), *a_row(3, "South", "10")]
    rows += [*a_row(4, "East", "30"), *a_row(5, "West", "40"), *a_row(6, "Total", "105")]
    assert findings("SUM-007", a_manuscript(*rows)) == []


def test_the_year_above_a_column_is_no_part_of_its_total() -> None:
    rows = [*a_row(1, "Offers", "2024"), *a_row(2, "Milk", "14"), *a_row(3, "Fruit", "9"), *a_row(4, "Nuts", "21")]
    assert findings("SUM-007", a_manuscript(*rows, *a_row(5, "Total", "44"))) == []
    assert findings("SUM-007", a_manuscript(*rows, *a_row(5, "Total", "45")))


def test_a_caption_without_its_style_is_one() -> None:
    caption = a_passage("Table 1: Boats, by country")
    assert findings("REF-002", a_manuscript(caption, *a_row(1, "Spain", "7"), *a_row(2, "Italy", "9"))) == []


def test_a_list_of_tables_is_not_asked_for_them() -> None:
    listed = [f"Table {each} – Boats of region {each}" for each in (1, 2, 4, 7)]
    assert [each for rule in ("REF-001", "REF-005") for each in findings(rule, *listed)] == []


def test_what_is_said_again_far_away_is_a_hint() -> None:
    said = "The office asks each of the ministries once a year how many boats it has."
    apart = [f"Part {each} tells of other things than that." for each in range(15)]
    assert [each.grade for each in findings("DUP-001", said, "Then it waits.", said)] == [Grade.WARNING]
    assert [each.grade for each in findings("DUP-001", said, *apart, said)] == [Grade.HINT]


def test_items_below_two_items_are_two_lists() -> None:
    def item(text: str, level: int) -> Passage:
        return a_bullet(text, level=level)

    one, two = item("On the first system:", 1), item("On the second system:", 1)
    needs = item("Version 46 of the browser.", 2)
    assert findings("DUP-002", one, needs, two, needs) == []
    assert findings("DUP-002", needs, item("Version 8 of the reader.", 2), needs)


def test_a_paper_in_american_spelling_has_no_slips_of_it() -> None:
    def told(*texts: str) -> list[Finding]:
        file = a_manuscript(*texts)
        return check(CheckContext((file,)), RuleSelection(("NAM-004", "TRM-006")))

    assert told("The color of the center, its organization and its labor.", "We emphasize it.") == []
    assert [each.words for each in told("The programme of the centre and its labour.", "A center.")] == ["center"]
    plain = CheckContext((a_manuscript("A center for all."),), house=house_named("plain"))
    assert [each.grade for each in check(plain, RuleSelection(("NAM-004",)))] == [Grade.HINT]


def test_soon_is_held_to_where_somebody_reports() -> None:
    text = "The list will be published soon."
    report, essay = a_manuscript(text), replace(a_manuscript(text), as_of=None)
    assert [each.grade for each in findings("DAT-006", report)] == [Grade.WARNING]
    assert [each.grade for each in check(CheckContext((essay,)), RuleSelection(("DAT-006",)))] == [Grade.HINT]


@pytest.mark.parametrize(
    "text", ["R.A.1.1b - Growth of the programme in all towns", "Next review: [date]", "Nuts and figs"]
)
def test_labels_among_items_have_no_stop(text: str) -> None:
    items = [a_bullet(f"Each of the towns number {each} sends its list.") for each in range(5)]
    assert findings("PUN-001", *items, a_bullet(text)) == []


@pytest.mark.parametrize("end", ["here: https://example.eu/all", "by mail to office@example.eu", "in\t31"])
def test_paragraphs_that_end_with_an_address_have_no_stop(end: str) -> None:
    prose = [f"The office is open on day {each} of the week, and it is easy to reach by bus." for each in range(6)]
    assert words("PUN-012", *prose, f"The whole of the list is kept where everybody can read it, {end}") == []


@pytest.mark.parametrize(
    ("text", "found"), [("Next steps.", 1), ("Changes of Act 259/2017 Sb.", 0), ("It is ended.", 0)]
)
def test_a_heading_that_is_a_sentence_or_an_abbreviation_may_stop(text: str, found: int) -> None:
    heads = [a_passage(each, role=Role.HEADING) for each in ("Ground", "Money", "Work", "People", text)]
    assert len(findings("PUN-014", *heads)) == found


def test_points_in_a_cell_and_lines_of_contents_are_counted_by_themselves() -> None:
    cells = [a_cell(f"{number}. Point", row, 3) for row, number in ((1, 1), (1, 2), (2, 1), (2, 2), (3, 5))]
    assert findings("REF-010", *cells) == []
    assert findings("REF-010", "1. Ground\t3", "2. Money\t5", "2. Money in the towns\t5") == []


def test_a_lone_cell_is_a_misspelt_country_among_countries_alone() -> None:
    def grade(*others: str) -> list[Grade]:
        cells = [a_cell(each, row, 1) for row, each in enumerate(("Rumania", *others), 1)]
        return [each.grade for each in findings("NAM-002", *cells)]

    assert (grade("Main street"), grade("Austria")) == ([Grade.HINT], [Grade.WARNING])


def test_of_two_countries_as_near_the_same_is_named_on_every_run() -> None:
    [found] = findings("NAM-002", "The ministers of Seria came as well.")
    assert found.remedy == "Write “Serbia”?"  # and not Syria, whichever way a set of Python goes round


def test_a_bracket_in_the_look_of_a_link_is_no_link() -> None:
    def a_link(text: str) -> Passage:
        return replace(a_passage(text), spans=(Span("See the list"), Span(text, style="Hyperlink")))

    assert findings("LAY-006", a_link(")")) == []
    assert findings("LAY-006", a_link("of boats"))
