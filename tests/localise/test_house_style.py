from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest

from briefgen.errors import BriefgenError
from briefgen.localise import (
    Localiser,
    UnknownLanguageError,
    cells,
    languages,
    localiser,
    months_of_all,
    style_of,
)
from tests.localise.facts import FACTS, revised, saying
from tests.localise.spaces import plain

# cells that other code looks up by a name put together, or that only some languages have need of
DATE_USES = ("label_", "cell_", "when_", "by_", "headline_", "dateline_")
FIELD = re.compile(r"\{(day|month|quarter|half|season)2?(?:_([a-z_]+))?\}")
MEMBERS = {"day": 31, "month": 12, "quarter": 4, "half": 2, "season": 4}
# what every language must have: without it something could not be said at all
NEEDED = [
    *(
        "language_tag script decimal_separator group_separator minus percent percent_closed range money money_scaled"
    ).split(),
    *("list_two list_end ordinal reference quotation quotation_inner headline_as_of dateline_letter").split(),
    *("word_annex word_follow_up word_deadline word_draft table_heading_million table_heading_billion_1e9").split(),
]


def _row(language: str, heading: str) -> list[str]:
    """The cells of a language in the tables under a heading, but for its code."""
    document = FACTS / "house-style.md"
    if not document.is_file():
        pytest.skip("the house-style facts are not here")
    section = document.read_text(encoding="utf-8").split(heading)[1].split("\n### ")[0].split("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith(f"| {language} |")]
    return [cell.strip() for row in rows for cell in plain(row).strip("|").split("|")[1:]]


@pytest.mark.parametrize("language", languages())
def test_dates_are_those_of_the_house_style_table(language: str) -> None:
    say = saying(language)
    said = [say.date(typed) for typed in ("2023-03-17", "2023-03-07/2023-03-08", "2023-02-27/2023-03-02")]
    long, _, first, *ranges = _row(language, "### 1.2 ")
    keys = ("date_range_same_month", "date_range_cross_month")
    ranges = [revised(language, key, cell) for key, cell in zip(keys, ranges, strict=True)]
    assert [plain(words) for words in said] == [long, *ranges]
    assert not first or plain(say.date("2023-03-01")) == first


@pytest.mark.parametrize("language", languages())
def test_figures_are_those_of_the_house_style_table(language: str) -> None:
    say = saying(language)
    said = [say.money("30 million"), say.number("1234567.89"), say.percent(Decimal("12.5"))]
    amount, _, _, number, percentage, _ = _row(language, "### 1.3 ")
    assert [plain(words) for words in said] == [amount, number, percentage]


@pytest.mark.parametrize("language", languages())
def test_headlines_and_datelines_are_those_of_the_house_style_table(language: str) -> None:
    say = localiser(language, date(2023, 3, 17))
    headline, _, follow_up, dateline = _row(language, "### 1.4 ")
    said = [say.headline(), say.word("follow_up"), say.dateline("Brussels", "2023-03-17")]
    assert [plain(words) for words in said] == [headline, follow_up, revised(language, "dateline_letter", dateline)]


@pytest.mark.parametrize("language", languages())
def test_imprecise_dates_standing_alone_are_those_of_the_house_style_table(language: str) -> None:
    assert _imprecise(saying(language), "date") == _revised_row(language, "label", "### 3.3 ")


@pytest.mark.parametrize("language", "en fr de es it pl hr el bg".split())
def test_imprecise_dates_in_a_sentence_are_those_of_the_house_style_table(language: str) -> None:
    assert _imprecise(saying(language), "when") == _revised_row(language, "when", "### 3.4 ")


IMPRECISE = (
    "mid_year end_month by_season quarter half season early_month coming_weeks by_end_month season_bare year_range "
    "mid_month by_month"
).split()


def _revised_row(language: str, use: str, heading: str) -> list[str]:
    row = zip(IMPRECISE, _row(language, heading), strict=True)
    return [revised(language, f"fuzzy_{use}_{key}", cell) for key, cell in row]


def _imprecise(say: Localiser, use: str) -> list[str]:
    """The dates of the tables in their order; what the tables call "by" is a deadline in either use."""
    word = getattr(say, use)
    said = [word("mid-2023"), word("end 2023-03"), say.by("2023-autumn"), word("2023-Q2"), word("2023-H1")]
    said += [word("2023-spring"), word("early 2023-04"), word("2023-03-18/2023-04-28~"), say.by("end 2023-05")]
    said += [word("2023-autumn", year=False), word("2023/2025"), word("mid 2023-04"), say.by("2023-07")]
    return [plain(words) for words in said]


@pytest.mark.parametrize("language", languages())
def test_every_cell_has_a_value_a_certainty_and_a_source(language: str) -> None:
    for cell in cells(language):
        assert cell.value and cell.source, cell
        assert cell.certainty in set("PDECO"), cell


@pytest.mark.parametrize("language", languages())
def test_every_language_has_the_cells_that_nothing_can_do_without(language: str) -> None:
    style = style_of(language)
    assert [key for key in NEEDED if key not in style] == []


def _date_patterns(language: str) -> list[str]:
    return [cell.value for cell in cells(language) if cell.key.startswith(DATE_USES)]


@pytest.mark.parametrize("language", languages())
def test_every_form_that_a_date_asks_for_is_there(language: str) -> None:
    style = style_of(language)
    missing = [
        key
        for pattern in _date_patterns(language)
        for name, case in FIELD.findall(pattern)
        for number in range(1, MEMBERS[name] + 1)
        if (name, case) not in {("day", ""), ("day", "figure")} and (key := f"{name}_{case}".rstrip("_"))
        if key not in style and f"{key}_{number}" not in style
    ]
    assert missing == []


@pytest.mark.parametrize("language", languages())
def test_no_form_of_a_month_or_season_stands_there_in_vain(language: str) -> None:
    asked = {"_".join(part for part in field if part) for field in FIELD.findall(" ".join(_date_patterns(language)))}
    asked |= {"month", "season", "quarter", "half"}
    numbered = (
        re.fullmatch(r"((?:day|month|quarter|half|season)_?[a-z_]*?)_?\d*", cell.key) for cell in cells(language)
    )
    assert {match[1].rstrip("_") for match in numbered if match} <= asked


@pytest.mark.parametrize("language", languages())
def test_every_bracket_in_a_date_holds_the_year_and_is_closed(language: str) -> None:
    for pattern in _date_patterns(language):
        assert not set("[]") & set(re.sub(r"\[[^][]*\{year2?\}[^][]*\]", "", pattern)), pattern


def test_there_are_twenty_four_languages() -> None:
    assert " ".join(languages()) == "bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv"


@pytest.mark.parametrize("language", languages())
def test_no_cell_stands_twice(language: str) -> None:
    keys = [cell.key for cell in cells(language)]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("language", languages())
def test_no_table_holds_an_invisible_space(language: str) -> None:
    assert not any({"\u00a0", "\u202f", "\u2009"} & set(cell.value) for cell in cells(language))


def test_a_language_without_a_house_style_is_refused_with_those_at_hand() -> None:
    with pytest.raises(UnknownLanguageError) as caught:
        localiser("xx", date(2023, 3, 17))
    assert "“xx”" in caught.value.message
    assert caught.value.remedy.startswith("Languages at hand: bg, cs, da, de, el, en,")
    assert isinstance(caught.value, BriefgenError)


def test_a_language_mistyped_is_refused_with_the_one_that_was_meant() -> None:
    with pytest.raises(UnknownLanguageError, match="Did you mean “en”"):
        style_of("eng")


@pytest.mark.parametrize("code", ["../house_style/en", "EN", "", "en/", "e\u0301n"])
def test_a_code_that_is_none_never_becomes_a_path(code: str) -> None:
    with pytest.raises(UnknownLanguageError):
        cells(code)


def test_a_house_style_is_read_once() -> None:
    assert style_of("en") is style_of("en")


@pytest.mark.parametrize("language", languages())
def test_no_line_of_a_title_ends_within_a_date_in_any_language(language: str) -> None:
    say = localiser(language, date(2023, 3, 17))
    for day in ("2023-02-09", "2023-05-31"):
        typed = say.long_date(day).removeprefix("den ")
        assert (
            say.bind(f"On 4 things, {typed}, and 2 more") == f"On 4 things, {typed.replace(' ', chr(0xA0))}, and 2 more"
        )


@pytest.mark.parametrize("typed", ["", "Recital 4 of May", "3 may 4", "Mayor 3", "1 2 3", "Marching 9"])
def test_what_is_no_date_keeps_its_spaces(typed: str) -> None:
    assert localiser("en", date(2023, 3, 17)).bind(typed) == typed


def test_the_months_of_all_languages_are_those_of_their_styles() -> None:
    cells_of_all = (style_of(language).values.items() for language in languages())
    assert months_of_all() == {
        value.casefold() for cells in cells_of_all for key, value in cells if "month_" in key[:6]
    }
    assert months_of_all() >= {"january", "mars", "märz", "ianuarie", "v\u00a0júni"}
