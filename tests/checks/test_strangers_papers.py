"""What the rules let be on papers that nobody here wrote, each cause with a small input of its own, and what stays."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefgen.checks import CheckContext, RuleSelection, check
from briefgen.checks.engine.houses import guess_house
from briefgen.checks.engine.report_day import with_stated_days
from briefgen.findings import Finding, Grade
from briefgen.localise import EU, Options, house_named, localiser
from briefgen.localise.house_style import languages
from briefgen.model.manuscript import CellOf, Manuscript, Passage, Role, TableForm
from briefgen.model.richtext import Span
from tests.builders import a_dossier, day
from tests.checks.builders import (
    a_bullet,
    a_cell,
    a_context,
    a_manuscript,
    a_passage,
    a_row,
    a_title,
    findings,
    words,
)

PLAIN, BRITISH = house_named("plain"), house_named("gb")


def in_house(rule: str, name: str, *texts: str | Passage, language: str = "en") -> list[Finding]:
    """What a rule finds in a file that is read by a house."""
    file = a_manuscript(*texts, language=language)
    return check(CheckContext((file,), day=file.as_of, house=house_named(name)), RuleSelection((rule,)))


# causes


@pytest.mark.parametrize("line", ["CO EUR 16", "CO EUR 16\nCONCL 4", "EUCO 26/16 CO EUR 16", "The code CO EUR 16"])
def test_a_subject_code_is_no_money(line: str) -> None:
    assert findings("SPC-001", line) == []
    assert words("SPC-001", "It costs EUR 16 a day.") == ["EUR 16"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Under section 8(8) of the Act, in force since 31 December 2022, Part 2 of it and Part 8 in it apply."),
        ("en", "The zones of 2009 that moved (1) in 2009 and (3) in 2014 are left out."),
        ("fr", "En tout 46 transferts, 21 en Grèce, 14 en Italie et 11 à Malte."),
        ("it", "In tutto 46 trasferimenti, 21 in Grecia, 14 nella Valletta e 11 a Malta."),
        ("de", "Insgesamt 46 Überstellungen, 21 in Griechenland, 14 in Italien und 11 auf Malta."),
    ],
)
def test_numbers_that_are_names_and_other_prepositions_add_up_to_nothing_wrong(language: str, text: str) -> None:
    assert findings("SUM-001", text, language=language) == []


def test_a_part_with_another_preposition_counts_all_the_same() -> None:
    text = "En tout 46 transferts, 21 en Grèce, 14 en Italie et 12 à Malte."
    assert "47" in findings("SUM-001", text, language="fr")[0].message


def a_table(*rows: tuple[str, ...]) -> Manuscript:
    cells = [each for number, row in enumerate(rows, 1) for each in a_row(number, *row)]
    form = TableForm(1, cells[0].place, len(rows), len(rows[0]))
    return a_manuscript(*cells, tables=(form,))


def test_whole_cells_in_lower_case_are_no_sentence_cut_in_two() -> None:
    status = a_table(("Item", "State"), ("Roadmap", "completed"), ("Survey of all ports", "ongoing"), ("", "delayed"))
    assert findings("LAY-001", status) == []
    assert findings("LAY-001", a_table(("foaf:Agent is the class of the", "x"), ("foaf:Agent", "y"))) == []


def test_a_link_to_a_bookmark_leads_somewhere() -> None:
    def linked(bookmark: str) -> Passage:
        return a_passage("", spans=(Span("1. Borders", style="Hyperlink", refers_to=bookmark),))

    assert findings("LAY-006", linked("_Toc1")) == []
    assert len(findings("LAY-006", linked(""))) == 1


def test_articles_of_an_act_that_the_table_or_its_title_names_are_named() -> None:
    rows = [*a_row(1, "Article", "National law"), *a_row(2, "Article 1", "Section 2"), *a_row(3, "Article 4", "none")]
    assert findings("REF-008", a_manuscript(a_title("Transposition of Directive (EU) 2025/812"), *rows)) == []
    assert words("REF-008", a_manuscript(a_title("Transposition"), *rows)) == ["Article 1", "Article 4"]


def test_what_stands_behind_of_is_the_act_and_an_act_has_articles_of_its_own() -> None:
    assert findings("REF-008", "As Article 15(2) of [RED I] says.") == []
    assert findings("REF-008", "Article 3", "It follows from Article 3 that all may vote.") == []
    assert words("REF-008", "It follows from Article 3 that all may vote.") == ["Article 3"]


@pytest.mark.parametrize(
    "text", ["The cardinality is 1..n here.", "It is 0..* here.", "S. C., Chief of the unit, spoke."]
)
def test_ranges_and_initials_have_their_stops(text: str) -> None:
    assert findings("PUN-006", text) == []


SENTENCE = "The possible values of this property are described in a list that the Commission keeps up to date."


def test_definitions_in_other_sections_and_formulas_may_be_alike() -> None:
    one, two = a_passage(SENTENCE, heading="Format"), a_passage(SENTENCE, heading="Language")
    assert findings("DUP-001", a_manuscript(one, two)) == []
    assert findings("DUP-001", SENTENCE, "Else.", SENTENCE, "More.", SENTENCE) == []
    assert len(findings("DUP-001", SENTENCE, "Else.", SENTENCE)) == 1


def test_items_of_two_lists_may_be_alike_but_not_of_one() -> None:
    item = a_bullet(SENTENCE)
    assert findings("DUP-001", a_manuscript(item, a_passage("Others are to:"), item)) == []
    assert len(findings("DUP-001", a_manuscript(item, item))) == 1


LONG = "This row tells in a sentence of some length, as rows of follow-ups do, of "


def test_a_paper_that_is_neither_letter_nor_annex_is_not_held_against_its_own_tables() -> None:
    row = a_cell(f"{LONG}EUR 40 million.")
    assert findings("AMT-006", a_manuscript("We spent EUR 600 million.", row)) == []
    assert words("AMT-006", a_manuscript("Dear Ministers,", "We gave EUR 600 million.", row)) == ["EUR 600 million"]


def test_a_footnote_of_an_address_alone_has_no_stop() -> None:
    notes = [
        a_passage(text, role=Role.NOTE, number=str(n)) for n, text in enumerate(("https://europa.eu/a", "a@b.eu"), 1)
    ]
    assert findings("REF-007", a_manuscript("Text.", *notes)) == []
    assert len(findings("REF-007", a_manuscript("Text.", a_passage("See https://europa.eu/a", role=Role.NOTE)))) == 1


def test_titles_have_capitals_of_their_own_also_where_they_are_cited() -> None:
    running = "We rely on the Blueprint network for it, and on no other network."
    assert findings("TRM-002", "Report on the Blueprint Network", running) == []
    assert findings("TRM-002", "The report “On the Blueprint Network” is out, as we said before.", running) == []
    assert len(findings("TRM-002", "We rely on the Blueprint Network for it, too.", running)) == 1


def test_a_month_that_is_a_verb_a_day_of_each_year_and_one_of_an_act_need_no_year() -> None:
    texts = (
        "Data MAY be left out.",
        "It is due by 31 July of each year.",
        "Under Decision 5/2018 of 7 September it is.",
    )
    assert findings("DAT-003", a_manuscript(*texts, as_of=None)) == []


def test_a_day_near_that_of_the_head_is_worth_a_look_only() -> None:
    [found] = findings("DAT-003", a_manuscript("Minutes, 17-10-2022", "We met on 30 September.", as_of=None))
    assert found.grade is Grade.HINT


def test_a_raised_figure_is_the_mark_of_a_note() -> None:
    marked = a_passage(
        "", spans=(Span("It held on 18 March 2016"), Span("2", superscript=True), Span(" for 50 000 men."))
    )
    assert words("NUM-001", a_manuscript(marked)) == ["50 000"]
    assert findings("DAT-003", a_manuscript(marked, as_of=None)) == []


def test_typed_numbers_of_notes_and_points_begin_no_sentence() -> None:
    assert findings("NUM-003", "1 Commission decision of 5 May.", "2 Council decision of 6 May.") == []
    assert words("NUM-003", "10 Member States help.") == ["10 Member"]


def test_telephones_are_no_counts_and_has_is_no_hectare() -> None:
    assert findings("NUM-001", "Tel. 01483 123 456, or call 020 7946 0018.") == []
    assert findings("SPC-001", "COVID 19 ha imposto nuove regole.", language="it") == []
    assert words("SPC-001", "It covers 19 ha of forest.") == ["19 ha"]


def test_a_name_that_goes_on_says_no_word_twice() -> None:
    texts = ("We ensure consistency with the European Union (EU) first.", "The EU Union 2016/399 is no word.")
    assert [each for each in words("TRM-003", *texts) if "Union" in each] == []


def test_a_total_joined_over_two_columns_stands_in_its_own_column() -> None:
    def cell(text: str, row: int, column: int, grid: int, columns: int = 1) -> Passage:
        return a_passage(text, cell=CellOf(1, row, column, columns=columns, grid=grid))

    rows = [[cell(f"Port {n}", n, 1, 1), cell("1", n, 2, 2), cell(str(20 + n), n, 3, 3)] for n in (1, 2, 3)]
    right = [cell("Total", 4, 1, 1, 2), cell("66", 4, 2, 3)]
    assert findings("SUM-007", a_manuscript(*[each for row in rows for each in row], *right)) == []
    wrong = [right[0], cell("67", 4, 2, 3)]
    assert len(findings("SUM-007", a_manuscript(*[each for row in rows for each in row], *wrong))) == 1


def test_the_data_of_a_report_may_be_some_days_old_those_of_a_letter_may_not() -> None:
    report = a_manuscript("Brussels, 12 June 2026", a_title("Situation as of 10 June 2026"), written="2026-06-12")
    assert findings("DAT-002", replace(report, as_of=day("2026-06-10"))) == []
    letter = a_manuscript(*report.passages, "Dear Ministers,", written="2026-06-12", as_of="2026-06-10")
    assert len(findings("DAT-002", letter)) == 1


# the as-of day


@pytest.mark.parametrize("language", languages())
def test_the_day_that_a_headline_states_is_the_as_of_day_in_every_language(language: str) -> None:
    headline = localiser(language, day("2026-06-10")).headline()
    file = with_stated_days(a_manuscript(a_title(headline), language=language, as_of=None))
    assert file.as_of == day("2026-06-10")


@pytest.mark.parametrize(
    ("language", "headline"),
    [
        ("pl", "Dane na dzień 10 czerwca 2026 r."),
        ("de", "Datenstand vom 10. Juni 2026"),
        ("nl", "Stand per 10 juni 2026"),
    ],
)
def test_other_words_for_it_are_read_too(language: str, headline: str) -> None:
    file = with_stated_days(a_manuscript(a_title(headline.replace("Datens", "S")), language=language, as_of=None))
    assert file.as_of == day("2026-06-10")


def test_what_a_report_tells_as_done_lies_before_its_as_of_day_in_its_prose_too() -> None:
    texts = (
        "Brussels, 12 June 2026",
        a_title("Situation as of 10 June 2026"),
        "The survey was completed on 11 June 2026.",
    )
    assert words("DAT-001", with_stated_days(a_manuscript(*texts, as_of=None))) == ["11 June 2026"]


# houses


@pytest.mark.parametrize(
    ("house", "text"),
    [
        ("gb", "It cost £4.7m, and £1,200 more, for the centre."),
        ("plain", "The U.S. program cost $1,200 and was finalized on March 17, 2023."),
        ("eu", "The Member States spent EUR 4 million."),
        ("eu", "A text that tells of no house."),
        ("eu", "One slip: over 120,000 officers."),
    ],
)
def test_a_file_is_read_by_the_house_that_its_words_speak_for(house: str, text: str) -> None:
    assert guess_house(a_manuscript(text), PLAIN, BRITISH).name == house


def test_in_other_languages_what_is_usual_in_the_country_tells() -> None:
    german = a_manuscript("Es kostet 2.000 Euro oder 50% mehr.", language="de")
    assert guess_house(german, PLAIN, BRITISH) is PLAIN
    assert guess_house(a_manuscript("Brüssel, 12. Juni 2026", language="de"), PLAIN, BRITISH) is EU
    assert guess_house(a_manuscript("Over 120,000 officers", language="nb"), PLAIN, BRITISH) is EU


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("NUM-001", "over 120,000 officers"),
        ("NUM-002", "over 50% of all activities"),
        ("SPC-001", "£600 million"),
        ("AMT-005", "It cost £4.7m in all."),
        ("TRM-002", "all member States agree"),
    ],
)
def test_what_a_house_does_otherwise_is_not_told_there(rule: str, text: str) -> None:
    assert in_house(rule, "gb", text) == []
    assert {each.grade for each in in_house(rule, "eu", text)} <= {Grade.WARNING, Grade.HINT}


def test_a_matter_of_house_is_an_error_in_a_dossier_and_a_warning_in_a_file() -> None:
    asked = a_manuscript("over 120,000 officers", kind="letter")
    assert [each.grade for each in findings("NUM-001", a_context(asked, dossier=a_dossier()))] == [Grade.ERROR]
    assert [each.grade for each in findings("NUM-001", a_context(asked))] == [Grade.WARNING]


def test_percent_signs_that_the_workspace_writes_closed_up_are_let_be() -> None:
    file = a_manuscript("over 50% of all activities")
    closed = CheckContext((file,), options=Options(closed_percent=True))
    assert check(closed, RuleSelection(("NUM-002",))) == []
