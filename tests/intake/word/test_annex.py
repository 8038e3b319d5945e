"""What is read of annexes as people write them: points, items, sections, numbers, and what is told of the rest."""

from __future__ import annotations

from datetime import date

import pytest

from briefgen.intake.reading import Reading
from briefgen.intake.word import read_annex
from tests.corpus.authoring import an_empty_document, note_mark, notes, saved
from tests.intake.word.papers import add_table, an_annex, merge_down
from tests.sample_dossier import ROOT


def read(docx: bytes) -> Reading:
    return read_annex(docx, "annex.docx")


def points(reading: Reading) -> list[tuple[str, str, list[str]]]:
    return [(point.number, point.text, [item.text for item in point.items]) for point in reading.points]


def told(reading: Reading) -> dict[str, int]:
    return {each.what: sum(one.rows for one in reading.told if one.what == each.what) for each in reading.told}


def test_a_row_is_a_point_and_each_bullet_an_item() -> None:
    reading = read(an_annex(("1. **Borders:** more staff.", ["• **Frontex:** 130 sent.", "• A call is open."])))
    assert points(reading) == [("1", "**Borders:** more staff.", ["**Frontex:** 130 sent.", "A call is open."])]
    assert [(point.key, [item.key for item in point.items]) for point in reading.points] == [
        ("borders", ["frontex", "a-call-is-open"])
    ]
    assert (reading.headings, reading.is_complete, reading.rows) == (("Commitment", "Follow-up"), True, 2)
    assert told(reading) == {"rows of headings": 1, "paragraphs outside the tables": 0}


@pytest.mark.parametrize(
    ("left", "number", "text"),
    [
        ("2a. Ports", "2a", "Ports"),
        ("2 a) Ports", "2a", "Ports"),
        ("(3) Ports", "3", "Ports"),
        ("1.2. Ports", "1.2", "Ports"),
        ("IV. Ports", "IV", "Ports"),
        ("2023 is the year", "", "2023 is the year"),
        ("A. Ports", "A", "Ports"),
        ("a port", "", "a port"),
    ],
)
def test_a_number_is_typed_in_many_ways(left: str, number: str, text: str) -> None:
    assert points(read(an_annex((left, "Done.")))) == [(number, text, ["Done."])]


def test_a_number_may_stand_in_a_column_of_its_own_and_states_and_deadlines_in_others() -> None:
    heads = ("No", "Commitment", "Follow-up", "Status", "Deadline", "Lead")
    reading = read(
        an_annex(
            ("1", "Ports", ["• Talks go well.", "• A plan."], ["Completed", "In progress"], "30 June 2026", "HOME"),
            ("2", "Roads", ["• Nothing yet."], "maybe", "soon", "MOVE"),
            heads=heads,
        )
    )
    [first, second] = reading.points
    assert (first.number, first.text, second.number) == ("1", "Ports", "2")
    assert [(item.state, item.due, item.owner) for item in first.items] == [
        ("done", "2026-06-30", "HOME"),
        ("ongoing", "2026-06-30", "HOME"),
    ]
    assert [(item.state, item.due, item.owner) for item in second.items] == [("", "", "MOVE")]
    assert {"words for state that were not understood", "words for due that were not understood"} <= told(
        reading
    ).keys()


def test_automatic_numbers_are_numbers_and_lists_below_a_commitment_stay_lists() -> None:
    reading = read(an_annex((["# Ports:", "• in the south", "•• Malta"], "Done."), (["# Roads"], "Done.")))
    assert points(reading) == [("1", "Ports:\n\n- in the south\n  - Malta", ["Done."]), ("2", "Roads", ["Done."])]


def test_sections_are_rows_over_all_columns_or_headings_between_tables() -> None:
    rows = read(an_annex(("In force",), ("1. Ports", "• Done."), ("In preparation",), ("2. Roads", "• Soon.")))
    assert [(point.part, point.number) for point in rows.points] == [("In force", "1"), ("In preparation", "2")]

    document = an_empty_document()
    document.add_heading("Follow-up", 1)
    for part, number in (("In force", "1"), ("In preparation", "2")):
        document.add_heading(part, 2)
        add_table(document, ("Commitment", "Follow-up"), (f"{number}. Ports", "• Done."))
    tables = read(saved(document))
    assert [(point.part, point.number) for point in tables.points] == [("In force", "1"), ("In preparation", "2")]


def test_sub_headings_in_a_cell_are_groups() -> None:
    cell = ["• Projects.", "**OUTREACH**", "• **Egypt:** a visit.", "•• of two days", "• **Niger:** none."]
    [point] = read(an_annex(("1. Partners", cell))).points
    assert [(item.group, item.text) for item in point.items] == [
        ("", "Projects."),
        ("OUTREACH", "**Egypt:** a visit.\n\n- of two days"),
        ("OUTREACH", "**Niger:** none."),
    ]


def test_paragraphs_are_items_too_and_a_colon_opens_a_list() -> None:
    [point] = read(an_annex(("1. Ports", ["Talks began.", "Steps taken:", "• one", "• two", "They go on."]))).points
    assert [item.text for item in point.items] == ["Talks began.", "Steps taken:\n\n- one\n- two", "They go on."]


def test_bullets_typed_as_signs_are_bullets() -> None:
    [point] = read(an_annex(("1. Ports", ["– Talks.", "• Plans.\n• Maps."]))).points
    assert [item.text for item in point.items] == ["Talks.", "Plans.", "Maps."]


def test_what_would_be_markup_is_escaped() -> None:
    [point] = read(an_annex(("1. [a](b) {{ x }}", "• 5 * 3 # _b_ {% y %}"))).points
    assert (point.text, point.items[0].text) == (r"\[a](b) \{{ x }}", r"5 \* 3 # _b_ \{% y %}")


def test_footnotes_come_along() -> None:
    document = an_empty_document()
    document.add_heading("Follow-up", 1)
    table = add_table(document, ("Commitment", "Follow-up"), ("1. Ports", "• Said"))
    notes(document, "By whom?")
    note_mark(table.cell(1, 1).paragraphs[0])
    [point] = read(saved(document)).points
    assert point.items[0].text == "Said[^1]\n\n[^1]: By whom?"


def test_a_cell_merged_over_rows_is_one_point() -> None:
    document = an_empty_document()
    document.add_heading("Follow-up", 1)
    table = add_table(
        document, ("Commitment", "Follow-up"), ("1. Ports", "• One."), ("", "• Two."), ("2. Roads", "• No.")
    )
    merge_down(table, 0, 1, 2)
    assert points(read(saved(document))) == [("1", "Ports", ["One.", "Two."]), ("2", "Roads", ["No."])]


def test_a_table_that_goes_on_is_one_annex_and_broken_sentences_are_whole() -> None:
    document = an_empty_document()
    document.add_heading("Follow-up", 1)
    add_table(document, ("Commitment", "Follow-up"), ("1. The ports of the", "• Talks with the"))
    document.add_paragraph()
    add_table(
        document, ("Commitment", "Follow-up"), ("south and east.", ["mayors.", "• A plan."]), ("2. Roads", "• No.")
    )
    assert points(read(saved(document))) == [
        ("1", "The ports of the south and east.", ["Talks with the mayors.", "A plan."]),
        ("2", "Roads", ["No."]),
    ]


def test_no_row_is_dropped_in_silence() -> None:
    reading = read(
        an_annex(("1. Ports", "• Done."), ("", ""), ("Commitment", "Follow-up"), ("", "• More."), ("2. Roads", "–"))
    )
    assert points(reading) == [("1", "Ports", ["Done.", "More."]), ("2", "Roads", [])]
    assert reading.rows == 6
    assert told(reading)["rows without a text"] == 1
    assert told(reading)["rows of headings"] == 2
    assert "remarks that there is nothing" in told(reading)


def test_a_template_to_be_filled_in_has_no_points_and_says_so() -> None:
    empty = read(an_annex(("[Commitment]", "[What was done]"), ("<text>", "…")))
    assert (empty.points, told(empty)["rows of placeholders"]) == ((), 2)
    ours = read((ROOT / "templates" / "annex.docx").read_bytes())
    assert (ours.points, told(ours)["rows with tags of a template"]) == ((), 3)


@pytest.mark.parametrize(
    ("title", "day", "bare"),
    [
        ("Follow-up (situation as of 17 March 2023)", date(2023, 3, 17), "Follow-up"),
        ("Follow-up – state of play on 17 March 2023", date(2023, 3, 17), "Follow-up"),
        ("Suivi du Conseil européen (situation au 17 mars 2023)", date(2023, 3, 17), "Suivi du Conseil européen"),
        ("Folgemaßnahmen – Stand: 17. März 2023", date(2023, 3, 17), "Folgemaßnahmen"),
        ("Działania następcze (stan na dzień 17 marca 2023 r.)", date(2023, 3, 17), "Działania następcze"),
        ("Follow-up to the meeting of 9 February 2023", None, "Follow-up to the meeting of 9 February 2023"),
        ("Follow-up (as at 17/03/2023)", date(2023, 3, 17), "Follow-up"),
        ("Follow-up: Annex – Ports", None, "Follow-up: Annex – Ports"),
    ],
)
def test_the_day_stands_in_the_title(title: str, day: date | None, bare: str) -> None:
    words = {"Su": "le la les des et du en que une pour dans par", "Dz": "i w na z do że się jest oraz dla o od"}
    words["Fo"] = "der die und den von zu das mit im für des auf" if "Stand" in title else "Done."
    reading = read(an_annex(("1. Ports", words[title[:2]]), title=title))
    assert (reading.as_of, reading.title) == (day, bare)


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("Annex – Follow-up of ports", "Follow-up of ports"),
        ("ANNEX II: Follow-up", "Follow-up"),
        ("Annex 1 Follow-up", "Follow-up"),
        ("Annexe : suites données", "suites données"),
        ("Annex on ports", "Annex on ports"),
        ("Annex A", "Annex A"),
        ("Annex", "Annex"),
        ("Annexation of ports", "Annexation of ports"),
    ],
)
def test_annex_before_a_title_is_none_of_it(title: str, bare: str) -> None:
    assert read(an_annex(("1. Ports", "Done."), title=title)).title == bare


@pytest.mark.parametrize(
    "heads",
    [
        ("Engagement", "Suivi"),
        ("Zusage", "Umsetzungsstand"),
        ("Zobowiązanie", "Działania następcze"),
        ("Ангажимент", "Последващи действия"),
        ("Δέσμευση", "Παρακολούθηση"),
        ("President’s letter", "State of play"),
        ("What was agreed", "What has been done"),
    ],
)
def test_headings_are_known_in_many_languages(heads: tuple[str, str]) -> None:
    assert points(read(an_annex(("1. Ports", "• Done."), heads=heads, title="Paper"))) == [("1", "Ports", ["Done."])]


@pytest.mark.parametrize("heads", [("Action", "Owner"), ("Name", "Function"), ("Date", "Place"), ("Version", "Author")])
def test_other_tables_are_no_annex(heads: tuple[str, str]) -> None:
    reading = read(an_annex(("1. Ports", "Done."), heads=heads, title="Paper"))
    assert reading.points == ()
    assert told(reading) == {"other tables": 0, "paragraphs outside the tables": 0} or not reading.told


def test_headings_with_bullets_below_are_an_annex_where_the_title_says_so() -> None:
    def paper(title: str) -> bytes:
        document = an_empty_document()
        document.add_heading(title, 1)
        for head in ("1. Ports", "2. Roads"):
            document.add_heading(head, 2)
            document.add_paragraph("Done.", style="List Bullet")
        return saved(document)

    assert points(read(paper("Follow-up of spring"))) == [("1", "Ports", ["Done."]), ("2", "Roads", ["Done."])]
    assert points(read(paper("A walk in spring"))) == []


def test_states_are_proposed_where_the_words_are_plain() -> None:
    cell = ["• The plan was adopted.", "• Talks are ongoing.", "• It will be adopted.", "• Who knows."]
    reading = read(an_annex(("1. The ports of the south and of the east", cell)))
    assert [item.state for item in reading.points[0].items] == ["done", "ongoing", "planned", ""]
    assert len(reading.proposed) == 3
