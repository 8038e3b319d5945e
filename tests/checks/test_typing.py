"""PUN-010 to 016, SPC-010 and 011, GRM-004, DUP-002: what the fingers leave out, or type twice."""

from __future__ import annotations

import pytest

from briefgen.localise import EU
from briefgen.model.manuscript import Role
from tests.checks.builders import a_bullet, a_passage, a_title, a_typed_cell, words

ALL = sorted(EU.languages)


@pytest.mark.parametrize("language", ALL)
@pytest.mark.parametrize("text", ["a (b c", "a ((b) c", "a (b] c", "aaaa) b"])
def test_a_bracket_without_its_other_half_is_found_in_every_language(language: str, text: str) -> None:
    assert len(words("PUN-010", text, language=language)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "a) one, b) two and iv) four; 1) five",
        "Article 5(1)(a) of it, f(x) and (a [b] c)",
        "the interval [0, 1) and ]2; 3]",
        "see https://example.eu/a_(b and more, or (https://example.eu/c_(d))",
        "fine :) or not :(",
    ],
)
def test_marks_of_points_intervals_and_addresses_are_let_be(text: str) -> None:
    assert words("PUN-010", text) == []


def test_a_remark_may_hold_several_paragraphs() -> None:
    assert words("PUN-010", "A remark (it is long.", "It goes on.", "It ends here).") == []
    assert words("PUN-011", "He said: “It is long.", "“It goes on.", "“It ends here.”") == []


@pytest.mark.parametrize("language", [each for each in ALL if each not in {"fi", "sv"}])
def test_a_quotation_mark_without_its_other_half_is_found(language: str) -> None:
    style = EU.style_of_text(language, "")
    key = "quotation_inner" if language == "en" else "quotation"
    start, end = style[key][0], style[key][-1]
    assert words("PUN-011", f"a {start}b{end} c", language=language) == []
    assert len(words("PUN-011", f"a {start}b c", language=language)) == 1
    assert len(words("PUN-011", f"a b{end} c", language=language)) == 1


def test_apostrophes_and_marks_of_inches_are_no_quotations() -> None:
    assert words("PUN-011", 'the Member States’ plan, 5" wide, and ‘single’ ones') == []


PROSE = (
    "The ministers will meet again in the autumn of the year, and will then look at the results.",
    "Each of the countries is to send its plan before that, and the steering group will read it.",
    "The results of the first exercise have been sent to all who took part in it. They were good.",
    "Where a country has no plan, the others will help it; most of them have offered to do so.",
)


def test_a_paragraph_without_its_stop_is_found_among_others_that_have_one() -> None:
    cut = "The register is opened in July, and all services can use it. It holds pumps and boats"
    assert words("PUN-012", *PROSE, cut) == ["services can use it. It holds pumps and boats"] or words(
        "PUN-012", *PROSE, cut
    )
    assert words("PUN-012", *PROSE, f"{cut}.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Report of the steering group to the ministers of the 14 countries along the river",
        "The services are as follows. They are told one by one in the list below:",
        "Brussels, the seat of the steering group and of its secretariat since the spring of 2019",
    ],
)
def test_titles_addresses_and_what_leads_to_a_list_are_let_be(text: str) -> None:
    assert words("PUN-012", *PROSE, text) == []


LIST = ("a joint register of boats;", "two exercises in the year;", "a service that warns;", "training for all.")


@pytest.mark.parametrize(
    ("at", "text"),
    [(1, "two exercises in the year."), (1, "two exercises in the year"), (3, "training for all")],
)
def test_an_item_that_ends_otherwise_than_those_with_semicolons_is_found(at: int, text: str) -> None:
    items = [text if number == at else item for number, item in enumerate(LIST)]
    assert len(words("PUN-013", *map(a_bullet, items))) == 1
    assert words("PUN-013", *map(a_bullet, LIST)) == []
    assert words("PUN-013", *map(a_bullet, (*LIST[:2], "a service that warns; and", LIST[3]))) == []


def test_a_recital_without_its_semicolon_is_found() -> None:
    recitals = ["RECALLING that stations are open;", "NOTING that many people travel", "STRESSING that they are safe;"]
    more = ["WELCOMING the report on stations;", "HAVING REGARD to the rules of all;"]
    assert len(words("PUN-013", *recitals, *more)) == 1
    assert words("PUN-015", *recitals, *more, "Welcoming the second report on stations;") == ["Welcoming"]


def test_headings_end_without_a_stop_and_number_alike() -> None:
    def heads(*texts: str) -> list[str]:
        return words("PUN-014", *(a_passage(text, role=Role.HEADING) for text in texts))

    assert heads("1. Ground", "2. Money", "3. Work", "4. Next steps.") == ["4. Next steps."]
    assert heads("1. Ground", "2. Money", "3 Work", "4. Next steps") == ["3 Work"]
    assert heads("1. Ground", "2. Money", "3. Work", "4. The U.S.", "4.1 A part") == []


def test_items_begin_alike_but_for_names() -> None:
    assert words("PUN-015", *map(a_bullet, ("A joint register;", *LIST[1:]))) == ["A"]
    assert words("PUN-015", *map(a_bullet, ("EUR 5 million;", *LIST[1:]))) == []
    assert words("PUN-015", "It is in Austria.", *map(a_bullet, ("Austria alone;", *LIST[1:]))) == []


def test_a_full_stop_that_is_lost_between_sentences_is_found() -> None:
    assert words("PUN-016", "They are answered within two days The papers follow.") == ["days The"]
    assert words("PUN-016", "He lives in The Hague. It is said of The Economist and the film It begins.") == []


@pytest.mark.parametrize("language", ALL)
@pytest.mark.parametrize("text", ["abc def.Ghi jkl", "abc def,ghi jkl", "abc def(Ghi) jkl", "abc (GHI)def jkl"])
def test_a_space_that_is_missing_is_found_in_every_language(language: str, text: str) -> None:
    assert len(words("SPC-010", text, language=language)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "www.Example.Eu and a.b@Example.Org, file.docx",
        "State(s), programme(s), colleague(in), (re)open, (inter)national",
        "U.S.A. and GLO.ACT, e.g. this, i.e. that; 1.5, 3,14 and N,N-dimethyl, TL;DR",
        "Article 5(1), f(x), 8(8)",
    ],
)
def test_addresses_abbreviations_and_plurals_are_let_be(text: str) -> None:
    assert words("SPC-010", text) == []


@pytest.mark.parametrize("language", ALL)
@pytest.mark.parametrize("text", ["abc  def", "abc ( def) ghi", "abc (def ) ghi"])
def test_a_space_too_many_is_found_in_every_language(language: str, text: str) -> None:
    assert len(words("SPC-011", text, language=language)) == 1


def test_french_alone_has_a_space_before_a_colon() -> None:
    assert words("SPC-011", "the following : this") and not words("SPC-011", "les suivants : ceci", language="fr")


def test_two_spaces_behind_a_stop_and_rows_of_spaces_are_let_be() -> None:
    assert words("SPC-011", "This is one.  That is another. Name:    A. Peeters      Date") == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "have have"),
        ("fr", "été été"),
        ("de", "Projekte Projekte"),
        ("de", "für für"),
        ("pl", "do do"),
        ("es", "para para"),
        ("it", "della della"),
        ("cs", "pro pro"),
        ("el", "και και"),
        ("bg", "за за"),
        ("hu", "hogy hogy"),
    ],
)
def test_a_doubled_word_is_found(language: str, text: str) -> None:
    assert words("GRM-004", f"xyz {text} abc", language=language) == [text]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "that that had had"),
        ("de", "die die, sie sie"),
        ("fr", "nous nous, vous vous"),
        ("hu", "az az ország"),
        ("en", "Baden Baden, no, no, 10 10, the the"),  # “the the” is GRM-001’s
        ("it", "via via"),
    ],
)
def test_what_may_stand_twice_is_let_be(language: str, text: str) -> None:
    assert words("GRM-004", text, language=language) == []


def test_a_short_sentence_or_item_said_again_at_once_is_found() -> None:
    assert words("DUP-002", "Breakfast is included. It is paid there. It is paid there.") == ["It is paid there."]
    assert words("DUP-002", *map(a_bullet, ("a register of boats;", "two exercises;", "a register of boats;")))
    assert not words("DUP-002", a_title("What is paid there now"), "What is paid there now")
    assert not words("DUP-002", "Yes, we will. No. No. Yes, we can.")


def test_what_a_value_prints_is_none_of_the_typists() -> None:
    assert words("SPC-011", a_typed_cell("from  here", source="from {{ x }} here")) == []
