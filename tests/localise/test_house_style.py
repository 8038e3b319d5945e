from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from briefgen.errors import BriefgenError
from briefgen.localise import Localiser, Options, UnknownLanguageError, cells, languages, localiser, style_of

FACTS = Path(__file__).parents[3] / "shared" / "facts"
EARLIER = localiser("en", date(2022, 12, 31))  # a year before the dates of the facts, so that these name theirs

# key of the facts → how briefgen says it
SAID: dict[str, Callable[[Localiser], str]] = {
    "w_lang": lambda say: say.language_tag,
    "date_long": lambda say: say.long_date("2023-03-17"),
    "date_first_of_month": lambda say: say.long_date("2023-03-01"),
    "date_range_same_month": lambda say: say.date("2023-03-07/2023-03-08"),
    "date_range_two_days": lambda say: say.when("2023-03-07/2023-03-08").removeprefix("on "),
    "date_range_cross_month": lambda say: say.date("2023-02-27/2023-03-02"),
    "decimal_separator": lambda say: say.style["decimal_separator"],
    "group_separator": lambda say: f"U+{ord(say.style['group_separator']):04X}",
    "number_1234567.89": lambda say: say.number("1234567.89"),
    "percent_12.5": lambda say: say.percent("12.5"),
    "eur_position": lambda say: "before" if say.money(1).startswith("EUR") else "after",
    "eur_30_million": lambda say: say.money("30 million"),
    "eur_30_million_official_journal": lambda say: localiser("en", say.as_of, options=Options(full_amounts=True)).money(
        "30 million"
    ),
    "million_all": lambda say: say.money("3 million").split("\u00a0")[-1],
    "billion_1e9_all": lambda say: say.money("3 billion").split("\u00a0")[-1],
    "headline_as_of": lambda say: localiser("en", date(2023, 3, 17)).headline(),
    "word_annex": lambda say: say.word("annex"),
    "word_follow_up": lambda say: say.word("follow_up"),
    "dateline_letter": lambda say: say.dateline("Brussels", "2023-03-17"),
    "fuzzy_label_mid_year": lambda say: say.date("mid-2023"),
    "fuzzy_when_mid_year": lambda say: say.when("mid-2023"),
    "fuzzy_label_end_month": lambda say: say.date("end 2023-03"),
    "fuzzy_when_end_month": lambda say: say.when("end 2023-03"),
    "fuzzy_label_by_season": lambda say: say.by("2023-autumn"),
    "fuzzy_when_by_season": lambda say: say.by("2023-autumn"),
    "fuzzy_label_quarter": lambda say: say.date("2023-Q2"),
    "fuzzy_when_quarter": lambda say: say.when("2023-Q2"),
    "fuzzy_label_half": lambda say: say.date("2023-H1"),
    "fuzzy_when_half": lambda say: say.when("2023-H1"),
    "fuzzy_label_season": lambda say: say.date("2023-spring"),
    "fuzzy_when_season": lambda say: say.when("2023-spring"),
    "fuzzy_label_early_month": lambda say: say.date("early 2023-04"),
    "fuzzy_when_early_month": lambda say: say.when("early 2023-04"),
    "fuzzy_label_coming_weeks": lambda say: say.date("2023-03-18/2023-04-28~"),
    "fuzzy_when_coming_weeks": lambda say: say.when("2023-03-18/2023-04-28~"),
    "fuzzy_label_by_end_month": lambda say: say.date("../2023-05-31"),
    "fuzzy_when_by_end_month": lambda say: say.by("end 2023-05"),
    "fuzzy_label_season_bare": lambda say: say.date("2023-autumn", year=False),
    "fuzzy_when_season_bare": lambda say: say.when("2023-autumn", year=False),
    "fuzzy_label_year_range": lambda say: say.date("2023/2025"),
    "fuzzy_when_year_range": lambda say: say.when("2023/2025"),
    "fuzzy_label_mid_month": lambda say: say.date("mid 2023-04"),
    "fuzzy_when_mid_month": lambda say: say.when("mid 2023-04"),
    "fuzzy_label_by_month": lambda say: say.by("2023-07"),
    "fuzzy_when_by_month": lambda say: say.by("2023-07"),
}
# facts that no letter or annex prints: Babel's own names, the sign €, remarks
NOT_SAID = {"babel_locale", "date_long_pattern", "eur_30_million_other", "eur_symbol_use"} | {
    f"quarter_{number}_{width}" for number in range(1, 5) for width in ("wide", "short")
}


def _english_facts() -> dict[str, str]:
    table = FACTS / "eu_locales.csv"
    if not table.is_file():
        pytest.skip("the table of facts is not here")
    with table.open(encoding="utf-8", newline="") as lines:
        return {row["key"]: row["value"] for row in csv.DictReader(lines) if row["language"] == "en"}


@pytest.mark.parametrize("key", SAID)
def test_english_says_what_the_table_of_facts_says(key: str) -> None:
    assert SAID[key](EARLIER) == _english_facts()[key]


def test_no_english_fact_is_passed_over() -> None:
    assert set(_english_facts()) == SAID.keys() | NOT_SAID


def _row_of_english(heading: str, column: int) -> list[str]:
    document = FACTS / "house-style.md"
    if not document.is_file():
        pytest.skip("the house-style facts are not here")
    section = document.read_text(encoding="utf-8").split(heading)[1].split("\n### ")[0].split("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("| en |")]
    return [cell.strip() for row in rows for cell in row.strip("|").split("|")[column:]]


def test_english_dates_are_those_of_the_house_style_table() -> None:
    said = [EARLIER.date(typed) for typed in ("2023-03-17", "2023-03-07/2023-03-08", "2023-02-27/2023-03-02")]
    cells_read = _row_of_english("### 1.2 ", 1)
    assert said == [cells_read[0], *cells_read[3:]]


def test_english_figures_are_those_of_the_house_style_table() -> None:
    said = [EARLIER.money("30 million"), EARLIER.number("1234567.89"), EARLIER.percent(Decimal("12.5"))]
    cells_read = [cell.replace(" ", "\u00a0") for cell in _row_of_english("### 1.3 ", 1)]
    assert said == [cells_read[0], *cells_read[3:5]]


def test_english_imprecise_dates_in_a_sentence_are_those_of_the_house_style_table() -> None:
    say = EARLIER
    said = [say.when("mid-2023"), say.when("end 2023-03"), say.by("2023-autumn"), say.when("2023-Q2")]
    said += [say.when("2023-H1"), say.when("2023-spring"), say.when("early 2023-04")]
    said += [say.when("2023-03-18/2023-04-28~"), say.by("end 2023-05"), say.when("2023-autumn", year=False)]
    said += [say.when("2023/2025"), say.when("mid 2023-04"), say.by("2023-07")]
    assert said == _row_of_english("### 3.4 ", 1)


@pytest.mark.parametrize("language", languages())
def test_every_cell_has_a_value_a_certainty_and_a_source(language: str) -> None:
    for cell in cells(language):
        assert cell.value and cell.source, cell
        assert cell.certainty in set("PDECO"), cell


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
    assert "Languages at hand: en" in caught.value.remedy
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
