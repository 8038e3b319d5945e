"""Houses: the forms of gb, languages outside the Union under plain, and houses of a workspace, by files alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from babel.core import Locale
from babel.localedata import locale_identifiers
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.errors import UnreadableInputError, UsageProblemError
from briefgen.localise import EU, Localiser, UnknownLanguageError, ValueSpellingError, house_named, localiser
from tests.localise.golden_table import DATES, golden_table
from tests.localise.spaces import plain
from tests.outline import assert_golden

AS_OF = date(2023, 3, 17)


def saying(language: str, house: str = "plain", workspace: Path | None = None) -> Localiser:
    return localiser(language, AS_OF, house=house_named(house, workspace))


GB = [
    ("long_date", "2023-03-23", "23 March 2023"),
    ("date", "2023-03-07/2023-03-10", "7 to 10 March"),
    ("date", "2023-02-27/2023-03-02", "27 February to 2 March"),
    ("date", "2023/2025", "2023 to 2025"),
    ("when", "2023-Q2", "in the second quarter of 2023"),
    ("number", "1250", "1,250"),
    ("number", "1234567.5", "1,234,567.5"),
    ("percent", "12.5", "12.5%"),
    ("money", "GBP 50 million", "£50 million"),
    ("money", "1.2 billion", "€1.2 billion"),
    ("money", "-1250", "−€1,250"),
    ("money", "USD 3 million", "US$3 million"),
    ("money", "CHF 3 million", "CHF 3 million"),
    ("money", "GBP 30–40 million", "£30–40 million"),
    ("money", "GBP 1250.5", "£1,250.50"),
]


@pytest.mark.parametrize(("word", "typed", "said"), GB)
@pytest.mark.parametrize("language", ["en", "en-GB"])
def test_the_united_kingdom_writes(language: str, word: str, typed: str, said: str) -> None:
    assert plain(getattr(saying(language, "gb"), word)(typed)) == said


def test_a_table_of_the_united_kingdom_has_millions_as_a_letter() -> None:
    assert saying("en-GB", "gb").money("50 million", "GBP", table=True) == "£50m"


@pytest.mark.parametrize("language", ["uk", "nb", "tr", "en-US"])
def test_a_language_outside_the_union_says_what_its_golden_table_has(language: str) -> None:
    assert_golden(f"languages/plain-{language}", golden_table(language, house_named("plain")))


@pytest.mark.parametrize("language", ["uk", "nb", "tr", "en-US", "pt-BR"])
def test_a_language_with_a_table_has_words_for_every_date(language: str) -> None:
    say = saying(language)
    assert all(
        getattr(say, word)(typed) for word, typed in (each.split(" ", 1) for each in DATES if "dateline" not in each)
    )
    assert all([say.headline(), say.reference(4), say.ordinal(3), say.quote("a"), say.word("draft")])
    assert list(say.lacking) == []


def test_the_united_kingdom_says_what_its_golden_table_has() -> None:
    assert_golden("languages/gb-en-GB", golden_table("en-GB", house_named("gb")))


@pytest.mark.parametrize("language", EU.languages)
def test_the_house_of_the_union_is_what_is_meant_where_none_is_named(language: str) -> None:
    assert localiser(language, AS_OF).style is house_named("eu").style(language)


TAGS = [
    ("en", "en-US"),
    ("uk", "uk-UA"),
    ("nb", "nb-NO"),
    ("no", "nb-NO"),
    ("pt-BR", "pt-BR"),
    ("zh-Hant", "zh-Hant-TW"),
]


@pytest.mark.parametrize(("language", "tag"), TAGS)
def test_proofing_tools_are_told_a_language_with_its_region(language: str, tag: str) -> None:
    assert saying(language).language_tag == tag


PLAIN = [
    ("fr", "30 million", "30 millions d’euros"),
    ("de", "30 million", "30 Millionen Euro"),
    ("pl", "GBP 30 million", "30 milionów funtów szterlingów"),
    ("pt-BR", "BRL 1.5 billion", "R$ 1,5 bilhão"),
    ("sw", "30 million", "€ milioni 30"),
    ("ja", "30 million", "€30,000,000"),
    ("en-IN", "INR 1234567", "₹12,34,567"),
]


@pytest.mark.parametrize(("language", "typed", "said"), PLAIN)
def test_amounts_are_as_cldr_has_them(language: str, typed: str, said: str) -> None:
    assert plain(saying(language).money(typed)) == said


NEUTRAL = [
    ("date", "2023-H1", "janúar–júní 2023", []),
    ("date", "mid 2023-04", "11.–20. apríl 2023", ["label_mid_month"]),
    ("by", "2023-05-31", "31. maí", ["by_day"]),
    ("by", "../2023-05-31", "31. maí", ["by_end_month"]),
    ("since", "2022-Q3", "3. fjórðungur 2022 –", ["when_since_quarter"]),
]


@pytest.mark.parametrize(("word", "typed", "said", "lacking"), NEUTRAL)
def test_what_cldr_has_no_words_for_is_said_poorer_and_noted(
    word: str, typed: str, said: str, lacking: list[str]
) -> None:
    icelandic = saying("is")
    assert (plain(getattr(icelandic, word)(typed)), list(icelandic.lacking)) == (said, lacking)


def test_weeks_to_come_cannot_be_said_without_words() -> None:
    with pytest.raises(ValueSpellingError, match="add the cell label_coming_weeks"):
        saying("is").date("2023-03-18/2023-04-28~")


@pytest.mark.parametrize("language", ["ar", "he", "fa", "az-Arab", "ur-PK"])
def test_right_to_left_is_refused_in_plain_words(language: str) -> None:
    with pytest.raises(UnknownLanguageError, match="right to left, which is not laid out yet"):
        saying(language)


def test_a_language_that_the_union_does_not_write_is_shown_the_way() -> None:
    with pytest.raises(UnknownLanguageError) as caught:
        localiser("uk", AS_OF)
    assert "The house “plain” writes every language that CLDR knows" in caught.value.remedy


@cache
def left_to_right() -> list[str]:
    tags = (each.replace("_", "-") for each in locale_identifiers())
    return [tag for tag in tags if house_named("plain").writes(tag)]


def test_nearly_all_languages_of_cldr_are_written() -> None:
    assert len(left_to_right()) > 600


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_figure_is_a_dead_end_in_any_language(data: st.DataObject) -> None:
    say = saying(data.draw(st.sampled_from(left_to_right())))
    value = data.draw(st.decimals(-(10**12), 10**12, places=2).filter(Decimal.is_finite))
    code = data.draw(st.sampled_from(["EUR", "GBP", "UAH", "JPY", "XYZ"]))
    assert all([say.number(value), say.percent(value), say.money(value, code), say.money(value, code, table=True)])
    assert all([say.long_date(AS_OF), say.date("2023-Q2"), say.date("2023-02/2023-04"), say.join(["a", "b", "c"])])


@pytest.mark.parametrize("language", ["uk", "nb", "tr", "is", "sr", "ka", "vi", "ja", "hi", "sw", "mn"])
def test_a_long_date_is_that_of_cldr_where_no_table_says_otherwise(language: str) -> None:
    from babel.dates import format_date

    said = plain(saying(language).long_date(AS_OF)).replace("року", "р.")
    assert said == plain(format_date(AS_OF, "long", Locale.parse(language))).replace("\u202f", " ")


def a_house(workspace: Path, name: str, **files: str) -> Path:
    folder = workspace / "houses" / name
    folder.mkdir(parents=True)
    for file, text in files.items():
        (folder / file.replace("_", ".")).write_text(text, encoding="utf-8")
    return folder


class TestOwnHouses:
    """Of a workspace: files, and no program."""

    def test_a_fourth_house(self, tmp_path: Path) -> None:
        a_house(tmp_path, "ministry", house_toml='base = "gb"\n', en_csv="key,value\npercent,{number} per cent\n")
        say = saying("en-GB", "ministry", tmp_path)
        assert (say.percent("12.5"), plain(say.money("50 million", "GBP"))) == ("12.5 per cent", "£50 million")

    def test_a_twenty_fifth_language_of_the_union(self, tmp_path: Path) -> None:
        table = (
            "key,value,certainty,source\n"
            "label_day,{day}{nbsp}{month}[ {year}],O,\n"
            "by_day,erbyn {day}{nbsp}{month}[ {year}],O,\n"
            "money_scaled,{number}{nbsp}{scale}{nbsp}{currency},O,\nmillion_all,miliwn,O,\n"
            "word_annex,Atodiad,O,\n"
        )
        a_house(tmp_path, "cymru", cy_csv=table)
        say = saying("cy", "cymru", tmp_path)
        said = say.date("2023-03-14"), say.by("2023-05-31"), say.money("30 million"), say.word("annex")
        assert tuple(map(plain, said)) == ("14 Mawrth", "erbyn 31 Mai", "30 miliwn €", "Atodiad")
        assert (list(say.lacking), plain(saying("fr", "cymru", tmp_path).percent("5"))) == ([], "5 %")

    def test_a_house_by_its_path(self, tmp_path: Path) -> None:
        a_house(tmp_path, "ministry", en_csv="key,value\nword_annex,Enclosure\n")
        assert saying("en", "./houses/ministry", tmp_path).word("annex") == "Enclosure"

    @pytest.mark.parametrize("name", ["./..", "./../elsewhere", "../x", "ministri", "/etc", ".", ""])
    def test_a_house_that_is_not_in_the_workspace(self, tmp_path: Path, name: str) -> None:
        a_house(tmp_path, "ministry")
        with pytest.raises(UsageProblemError, match=r"There is no house|outside of the workspace"):
            house_named(name, tmp_path)

    def test_a_house_cannot_rest_on_itself(self, tmp_path: Path) -> None:
        a_house(tmp_path, "one", house_toml='base = "two"\n')
        a_house(tmp_path, "two", house_toml='base = "one"\n')
        with pytest.raises(UsageProblemError, match="rests on itself: one on two on one"):
            house_named("one", tmp_path)

    @pytest.mark.parametrize(
        ("cell", "fault"),
        [
            ("percent,{number.__class__}", "nothing fills {number.__class__}"),
            ("percent,{number:>99999999}", "nothing fills {number:>99999999}"),
            ("label_day,{week} {month}", "nothing fills {week}"),
            ("money,{number", "a brace stands alone"),
            ("cardinal_to,many", "no whole number"),
            ("plural_one,one or two", "no rule of CLDR"),
        ],
    )
    def test_a_cell_that_cannot_be_is_refused_at_its_place(self, tmp_path: Path, cell: str, fault: str) -> None:
        a_house(tmp_path, "ministry", en_csv=f"key,value\n{cell}\n")
        with pytest.raises(UnreadableInputError) as caught:
            saying("en", "ministry", tmp_path)
        assert "en.csv, the cell " in caught.value.message
        assert fault in caught.value.message

    @pytest.mark.parametrize(
        ("file", "text", "words"),
        [
            ("house_toml", "base = ", "cannot be read"),
            ("house_toml", 'bass = "eu"', "Did you mean “base”"),
            ("house_toml", "cldr = 1", "of another kind"),
            ("en_csv", "word;value\n", "its first row is word;value"),
            ("en_csv", "key,value\na,b,c,d,e\n", "row 2: 5 cells"),
            ("en_csv", 'key,value\n"a,b\n', "cannot be read"),
        ],
    )
    def test_a_file_that_is_none_is_refused(self, tmp_path: Path, file: str, text: str, words: str) -> None:
        a_house(tmp_path, "ministry", **{file: text})
        with pytest.raises(UnreadableInputError, match=words):
            saying("en", "ministry", tmp_path)

    def test_the_digest_is_of_all_files_that_a_house_rests_on(self, tmp_path: Path) -> None:
        below = a_house(tmp_path, "below", en_csv="key,value\n")
        a_house(tmp_path, "above", house_toml='base = "below"\n')
        before = house_named("above", tmp_path).digest
        (below / "en.csv").write_text("key,value\nword_annex,X\n", encoding="utf-8")
        assert (house_named("above", tmp_path).digest != before, house_named("gb").digest) == (True, "")


def _rows_of_plain() -> Iterator[tuple[str, str]]:
    yield from (
        (language, cell.key) for language in ("uk", "nb", "tr") for cell in house_named("plain").cells(language)
    )


def test_no_cell_of_a_supplied_house_stands_twice() -> None:
    rows = list(_rows_of_plain())
    assert len(rows) == len(set(rows))
