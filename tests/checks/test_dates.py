"""Rules for dates: what they find, and what looks wrong and is right."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.checks import CheckContext, RuleSelection, check
from briefgen.findings import Grade
from briefgen.localise import localiser
from tests.checks.builders import AS_OF, a_context, a_manuscript, a_passage, a_row, a_title, findings, words

BRIEFGENS_OWN = "annex"


@pytest.mark.parametrize(
    "text",
    [
        "Joint statement published on 20 March.",
        "Published on 20 March, together with a joint statement.",
        "Reactivation of the Task Force confirmed at the meeting in Brussels on 20 March.",
        "On 20 March, the Commission also adopted a recommendation.",
        "On 20 March 2023 the ministers met.",
        "The round table took place on 20 and 21 March.",
        "Technical talks were held from 20 to 22 April.",
        "Commissioner Johansson signed five agreements on 1 April, a package of EUR 30 million.",
        "The programme was signed in April 2023.",
    ],
)
def test_what_lies_after_the_as_of_date_is_not_written_as_done(text: str) -> None:
    assert [each.grade for each in findings("DAT-001", text)] == [Grade.ERROR]


@pytest.mark.parametrize(
    "text",
    [
        "Joint statement published on 17 March.",
        "The agreement enters into force on 1 April.",
        "The statement is to be published on 20 March.",
        "The statement will be published on 20 March, as was agreed.",
        "Vice-President Schinas mission on 26-28 March.",
        "Frontex review ahead of the Management Board on 23 March.",
        "The assessment is underway and will be concluded by the end of March.",
        "The committee discussed the preparation of the Council on 23 March.",
        "The ministers agreed on a summit on 23 March.",
        "The Board confirmed the meeting on 23 March.",
        "The Board agreed to meet on 23 March.",
        "The plan was adopted before the Council on 23 March.",
        "The Commission adopted a report for the summit on 23 March.",
        "Officials visited Tunis to meet their partners on 23 March.",
        "The call was launched for projects from 1 April.",
        "The plan, adopted in February, will be reviewed on 20 April.",
        "The call was opened on 1 March and closes on 20 April.",
        "Once adopted on 20 April, the plan applies.",
        "The next round is planned for 20 April.",
        "The meeting was not held on 20 April.",
    ],
)
def test_what_is_still_to_come_may_lie_after_the_as_of_date(text: str) -> None:
    assert findings("DAT-001", text) == []


def test_a_letter_may_tell_of_the_days_up_to_its_own_and_its_annex_only_of_those_up_to_the_as_of_date() -> None:
    sentence = "The statement was published on 20 March."
    document = a_manuscript("Dear colleagues,", sentence, *a_row(1, "1. Pilot", sentence), written="2023-03-20")
    assert [each.place.spot for each in findings("DAT-001", document)] == ["table 1, row 1, column 2, paragraph 1"]


def test_without_any_day_to_go_by_nothing_is_said() -> None:
    assert (
        check(
            CheckContext((a_manuscript("The statement was published on 20 March 2023.", as_of=None),)),
            RuleSelection(("DAT",)),
        )
        == []
    )


@pytest.mark.parametrize(
    ("language", "wrong", "right"),
    [
        ("fr", "La recommandation a été adoptée le 20 mars.", "La recommandation sera adoptée le 20 mars."),
        ("fr", "Le 20 mars, la Commission a adopté le plan.", "La Commission doit adopter le plan le 20 mars."),
        ("de", "Die Empfehlung wurde am 20. März angenommen.", "Die Empfehlung soll am 20. März angenommen werden."),
        ("de", "Am 20. März hat die Kommission den Plan gebilligt.", "Die Kommission wird am 20. März tagen."),
    ],
)
def test_french_and_german_texts_are_read_too(language: str, wrong: str, right: str) -> None:
    assert findings("DAT-001", wrong, language=language)
    assert findings("DAT-001", right, language=language) == []


def test_the_french_participle_been_is_no_summer() -> None:
    assert findings("DAT", "Il a été publié.", language="fr") == []


def test_a_step_that_a_later_day_is_built_on_is_a_hint() -> None:
    text = "Delegation on 21-22 March following the discussion on 20 March."
    assert [(each.words, each.grade) for each in findings("DAT-001", text)] == [("20 March", Grade.HINT)]


@given(st.integers(1, 120), st.sampled_from(["adopted", "published", "signed", "endorsed", "approved"]))
def test_however_far_ahead_a_done_act_lies_one_rule_finds_it_and_on_its_day_none(days: int, verb: str) -> None:
    later = AS_OF + timedelta(days=days)
    said = localiser("en", later).date(later, year=True)
    assert words("DAT-001", f"The plan was {verb} on {said}.") == [said]
    assert findings("DAT-001", a_manuscript(f"The plan was {verb} on {said}.", as_of=later)) == []


def test_an_act_of_last_year_needs_its_year() -> None:
    (finding,) = findings("DAT-009", "EU Action Plan adopted on 21 November with 20 actions.")
    assert (finding.words, finding.grade) == ("21 November", Grade.ERROR)
    assert "21 November 2022" in finding.remedy
    assert findings("DAT-001", "EU Action Plan adopted on 21 November with 20 actions.") == []


@pytest.mark.parametrize(
    "text", ["Adopted on 21 November 2022.", "Adopted on 5 January.", "To be adopted on 5 December."]
)
def test_an_act_with_its_year_or_of_this_year_does_not(text: str) -> None:
    assert findings("DAT-009", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The Board will meet on 10 March.",
        "The plan is to be adopted on 1 February 2023.",
        "On 10 March the Commission will present its plan.",
        "Two more boats to be delivered in February.",
        "The needs assessment will be concluded by the end of February.",
    ],
)
def test_what_has_gone_by_is_not_told_as_still_to_come(text: str) -> None:
    assert len(findings("DAT-013", text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The Board will meet on 17 March.",
        "The Board will meet in March.",
        "The Commission will implement the plan adopted on 9 March.",
        "The Commission will report, as set out at the Council on 9 March.",
        "The Commission will follow up the conclusions of the Council on 9 March.",
        "Following the first delivery in February, two more boats are to be delivered.",
        "The Board will meet on 10 January.",
    ],
)
def test_what_only_mentions_a_day_gone_by_is_not_taken_for_a_promise(text: str) -> None:
    document = a_manuscript(text) if "January" not in text else a_manuscript(text, as_of="2022-11-20")
    assert findings("DAT-013", document) == []


def test_what_was_agreed_keeps_its_words() -> None:
    sentence = "The Commission will present a plan by the end of February."
    assert findings("DAT-013", a_manuscript(*a_row(1, sentence, "Done."))) == []
    assert findings("DAT-013", a_manuscript(a_passage(sentence, key="commitments/plan"))) == []


def test_an_as_of_date_without_a_year_is_an_error() -> None:
    (finding,) = findings("DAT-002", a_manuscript(a_title("Follow-up (situation as of 17 March)")))
    assert (finding.words, finding.grade) == ("17 March", Grade.ERROR)


@pytest.mark.parametrize(
    ("language", "headline"),
    [
        ("fr", "Suivi (situation au 17 mars)"),
        ("de", "Folgemaßnahmen (Stand: 17. März)"),
        ("pl", "Stan na dzień 17 marca"),
    ],
)
def test_the_headline_is_read_in_other_languages(language: str, headline: str) -> None:
    assert len(findings("DAT-002", a_manuscript(a_title(headline), language=language))) == 1
    complete = re.sub(r"(?<=mar)(?:s|ca)|(?<=März)", r"\g<0> 2023", headline)
    assert findings("DAT-002", a_manuscript(a_title(complete), language=language)) == []


@pytest.mark.parametrize(
    ("language", "headline"),
    [
        ("lv", "Stāvoklis 2023.\u00a0gada 17.\u00a0martā"),
        ("lt", "Padėtis 2023\u00a0m. kovo\u00a017\u00a0d."),
        ("hu", "Helyzetkép: 2023. március\u00a017."),
        ("et", "Seisuga 17.\u00a0märts 2023"),
    ],
)
def test_a_headline_with_its_year_first_is_complete(language: str, headline: str) -> None:
    assert findings("DAT-002", a_manuscript(a_title(headline), language=language)) == []


def test_a_document_that_is_dated_later_than_it_reports_is_found() -> None:
    texts = ("Brussels, 20 March 2023", "Dear Ministers,", a_title("Follow-up (situation as of 17 March 2023)"))
    assert words("DAT-002", a_manuscript(*texts, written="2023-03-20")) == ["20 March 2023"]
    assert findings("DAT-002", a_manuscript(*texts, written="2023-03-20", as_of="2023-03-20")) == []


def test_a_letter_that_is_dated_later_than_the_annex_beside_it_is_found() -> None:
    letter = a_manuscript("Brussels, 20 March 2023", kind="letter", as_of="2023-03-20", written="2023-03-20")
    annex = a_manuscript(a_title("Follow-up (Situation as of 17 March 2023)"), kind="annex", name="annex.docx")
    assert words("DAT-002", a_context(letter, annex)) == ["20 March 2023"]


def test_days_without_a_year_are_told_once_for_a_finished_file() -> None:
    texts = ["Adopted on 14 March.", "Held on 9 March.", "Met on 7 March.", "Sent on 1 March.", "On 2 March 2023."]
    (finding,) = findings("DAT-003", a_manuscript(a_title("Situation as of 17 March"), *texts))
    assert finding.message == "4 of 6 dates have no year: “14 March”; “9 March”; “7 March” …"


@pytest.mark.parametrize(
    ("text", "kind", "headline"),
    [
        ("Adopted on 14 March.", BRIEFGENS_OWN, "Follow-up"),
        ("Adopted on 14 March.", "", "Situation as of 17 March 2023"),
        ("Held from 14 to 16 March 2023.", "", "Follow-up"),
        ("Held on 14 March and 3 April 2023.", "", "Follow-up"),
    ],
)
def test_days_whose_year_is_named_beside_them_or_in_the_headline_are_right(text: str, kind: str, headline: str) -> None:
    assert findings("DAT-003", a_manuscript(a_title(headline), text, kind=kind)) == []


def test_days_near_that_of_a_letter_are_a_hint_and_others_a_warning() -> None:
    letter = a_manuscript("On 14 March the Commission met.", written="2023-03-20", as_of="2023-03-20")
    assert [each.grade for each in findings("DAT-003", letter)] == [Grade.HINT]
    conclusions = a_manuscript("The meeting of 24 January in Zagreb", written="2020-06-05", as_of="2020-06-05")
    assert [each.grade for each in findings("DAT-003", conclusions)] == [Grade.WARNING]


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Deployment of the corps mid-April.", "mid-April"),
        ("The next report is to be presented by autumn.", "autumn"),
        ("June: Commission initiative", "June"),
        ("Autumn: Commission proposal", "Autumn"),
        ("To be launched with Egypt (March) first", "March"),
        ("Three return operations in February and March to Pakistan", "March"),
        ("The Forum will meet in May.", "May"),
        ("Funds contracted in the first quarter.", "first quarter"),
    ],
)
def test_months_and_seasons_need_their_year_in_every_document(text: str, typed: str) -> None:
    assert words("DAT-003", a_manuscript(text, kind=BRIEFGENS_OWN)) == [typed]


@pytest.mark.parametrize(
    "text",
    [
        "The Forum will meet in May 2023.",
        "Operations from February to March 2023",
        "May I thank you for your letter.",
        "We march on; it may be so.",
        "The spring session and the Winter Package went well.",
        "A visit in November last year",
        "Reports are due every March.",
        "It springs from the sea in the summer school.",
        "The May 2018 summit",
    ],
)
def test_what_is_no_date_or_has_its_year_is_right(text: str) -> None:
    assert findings("DAT-003", a_manuscript(text, kind=BRIEFGENS_OWN)) == []


@pytest.mark.parametrize(
    ("text", "typed", "meant"),
    [
        ("At last month's meeting we agreed.", "last month's", "February 2023"),
        ("The Board met this month.", "this month", "March 2023"),
        ("It was agreed last year.", "last year", "2022"),
        ("A visit in November last year helped.", "November last year", "November 2022"),
        ("To be shared before the end of the year.", "before the end of the year", ""),
        ("In the space of just one month, much was done.", "In the space of just one month", ""),
        ("It was agreed two weeks ago.", "two weeks ago", ""),
    ],
)
def test_relative_dates_are_found_with_what_they_mean(text: str, typed: str, meant: str) -> None:
    (finding,) = findings("DAT-004", text)
    assert finding.words == typed
    assert meant in finding.remedy


@pytest.mark.parametrize("text", ["Our next meeting", "in the past year", "a five-year plan", "over the next 5 years"])
def test_what_has_no_date_in_it_is_not_relative(text: str) -> None:
    assert findings("DAT-004", text) == []


def test_next_week_in_a_letter_for_a_meeting_of_the_same_week_is_an_error() -> None:
    promise = "Frontex should reach conclusions at its Management Board next week, naming key operations."
    annex = a_row(1, "1. Borders", "Frontex review ahead of Management Board on 23 March")
    document = a_manuscript(promise, *annex, written="2023-03-20")
    assert words("DAT-005", document) == ["next week"]
    assert findings("DAT-005", a_manuscript(promise, *annex, written="2023-03-16")) == []


@pytest.mark.parametrize(
    ("letter", "annex"),
    [
        ("discussions in its Management Board this month", "discussed by Management Board on 6-7 March"),
        ("we support Member States next week", "Member States on 23 March"),
        ("its Management Board next week", "its Management Board on 3 October"),
        ("its Steering Committee next week", "its Management Board on 23 March"),
    ],
)
def test_relative_dates_that_agree_or_are_of_something_else_are_right(letter: str, annex: str) -> None:
    assert findings("DAT-005", a_manuscript(letter, *a_row(1, "1. Borders", annex), written="2023-03-20")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Funding is being made available shortly to Member States.",
        "The Commission will report later in the year.",
        "Two more boats to be delivered in coming weeks.",
        "Recently Serbia confirmed its commitment.",
        "The Commission has recently met the partners.",
        "for the period from 2015 to the present",
    ],
)
def test_vague_times_are_warnings(text: str) -> None:
    assert [each.grade for each in findings("DAT-006", text)] == [Grade.WARNING]


@pytest.mark.parametrize(
    "text",
    [
        "as soon as possible",
        "soon after the senior officials",
        "shortly before the meeting of 9 March 2023",
        "the recently adopted Regulation",
        "No sooner said than done.",
        "later in 2023",
        "The state has been recorded to date.",
    ],
)
def test_times_that_hang_on_something_else_are_right(text: str) -> None:
    assert findings("DAT-006", text) == []


def test_an_open_timing_is_a_hint() -> None:
    assert [each.grade for each in findings("DAT-006", "Next mission planned; timing to be confirmed.")] == [Grade.HINT]


def test_coming_weeks_that_the_record_holds_as_a_date_can_be_held_to() -> None:
    text = "Two boats will follow in the coming weeks."
    stored = 'Two boats will follow {{ when("2023-03-18/2023-04-28~") }}.'
    assert findings("DAT-006", a_manuscript(a_passage(text, source=stored))) == []
    assert len(findings("DAT-006", a_manuscript(a_passage(text, source=text)))) == 1


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le rapport sera publié prochainement."),
        ("fr", "Deux bateaux suivront dans les semaines à venir."),
        ("de", "Der Bericht folgt in Kürze."),
        ("de", "Zwei Boote folgen in den kommenden Wochen."),
    ],
)
def test_vague_times_are_found_in_french_and_german(language: str, text: str) -> None:
    assert len(findings("DAT-006", text, language=language)) == 1


def test_two_notations_for_quarters_are_found_where_the_rarer_stands() -> None:
    texts = ["agree in the first quarter of 2023", "round table (Q2 2023)", "another one (Q2 2023)"]
    assert words("DAT-007", *texts) == ["first quarter of 2023"]
    assert findings("DAT-007", *texts[1:], "in the first half of 2023") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a recommendation by Spring 2023", ["Spring 2023"]),
        ("by spring 2023", []),
        ("Spring 2023: a proposal", []),
        ("It ends. Autumn 2023 follows.", []),
        ("the Winter Package of 2022", []),
        ("agreed in Winter Package talks", []),
        ("H1 and H2 are headings; first half of 2023", []),
    ],
)
def test_seasons_have_no_capital_inside_a_sentence(text: str, found: list[str]) -> None:
    assert words("DAT-007", text) == found


def test_german_seasons_keep_their_capital() -> None:
    assert findings("DAT-007", "bis Herbst 2023", language="de") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("COM(2019) 293 final, 27.06.2019.", ["27.06.2019"]),
        ("adopted on 05 March 2023", ["05 March 2023"]),
        ("COM(2019) 293 final, 27.6.2019, version 2.0.1", []),
        ("10 March 2023, 20.10.2020", []),
    ],
)
def test_leading_zeros_are_found(text: str, found: list[str]) -> None:
    assert words("DAT-008", text) == found


def test_one_sum_with_two_periods_is_found_in_the_later_place() -> None:
    letter = "The Commission will provide EUR 480 million in funding for resettlement until 2025."
    annex = "The EU will provide EUR 480 million funding for resettlement for 2023-2025."
    (finding,) = findings("DAT-010", letter, annex)
    assert (finding.words, finding.place.spot) == ("2023-2025", "paragraph 2")
    assert "until 2025" in finding.message


@pytest.mark.parametrize(
    "other",
    [
        "The EU will provide EUR 30 million funding for resettlement for 2023-2025.",
        "EUR 480 million for roads in 2023-2025.",
        "The EU will provide EUR 480 million funding for resettlement until 2025.",
    ],
)
def test_another_sum_another_purpose_or_the_same_period_is_right(other: str) -> None:
    letter = "The Commission will provide EUR 480 million in funding for resettlement until 2025."
    assert findings("DAT-010", letter, other) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It will be concluded by end March.", ["by end March"]),
        ("It will be ready by end 2023.", ["by end 2023"]),
        ("The programme (EUR 30 million) signed March 2023.", ["signed March 2023"]),
        ("By the end of March 2023; signed in March 2023.", []),
        ("It was signed on 3 March 2023, and by ending it we won.", []),
    ],
)
def test_imprecise_dates_keep_their_small_words(text: str, found: list[str]) -> None:
    assert words("DAT-011", text) == found


def test_a_day_is_named_in_full_in_messages() -> None:
    (finding,) = findings("DAT-001", "The plan was adopted on 20 March.")
    assert f"{date(2023, 3, 17):%-d}\u00a0March\u00a02023" in finding.message.replace(" ", "\u00a0")


def test_of_two_years_the_one_that_lies_nearer_is_taken_for_the_one_meant() -> None:
    half_a_year_ahead = ("Adopted on 15 September.", "Adopted on 16 September.")
    assert words("DAT-001", *half_a_year_ahead) == ["15 September"]
    assert words("DAT-009", *half_a_year_ahead) == ["16 September"]


def test_a_day_whose_year_the_same_paragraph_has_named_is_worth_a_look_only() -> None:
    closed = "The offices will be closed on 1 and 9 May 2025. The staff have asked about 30 May."
    assert [each.grade for each in findings("DAT-003", a_manuscript(closed, as_of=""))] == [Grade.HINT]
    later = "The staff have asked about 30 May. The offices will be closed on 1 and 9 June 2025."
    assert [each.grade for each in findings("DAT-003", a_manuscript(later, as_of=""))] == [Grade.WARNING]


def test_dates_joined_without_end_are_no_error() -> None:
    assert findings("DAT-003", a_manuscript("It is in " + "May and " * 3000 + "June 2023.")) == []


def test_a_row_of_months_shares_the_year_of_the_last() -> None:
    assert findings("DAT-003", a_manuscript("They met in January, February, March, April and May 2023.")) == []
