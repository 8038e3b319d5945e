from __future__ import annotations

import re
from datetime import UTC, date, datetime
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.dates import DateKind, exact, parse
from briefgen.localise import Options, ValueSpellingError, languages, localiser
from tests.localise.spaces import plain

SAY = localiser("en", date(2023, 3, 17))


@pytest.mark.parametrize(
    ("typed", "alone"),
    [
        ("2023-03-14", "14 March"),
        ("2022-11-21", "21 November 2022"),
        ("2023-03-01", "1 March"),
        ("2023-03-07/2023-03-08", "7–8 March"),
        ("2022-03-07/2022-03-10", "7–10 March 2022"),
        ("2023-02-27/2023-03-02", "27 February – 2 March"),
        ("2024-02-27/2024-03-02", "27 February – 2 March 2024"),
        ("2022-12-30/2023-01-02", "30 December 2022 – 2 January 2023"),
        ("2023-04", "April 2023"),
        ("2023-02/2023-04", "February–April 2023"),
        ("2022-11/2023-02", "November 2022 – February 2023"),
        ("2023-Q1", "first quarter of 2023"),
        ("2023-34", "second quarter of 2023"),
        ("2023-Q3", "third quarter of 2023"),
        ("2023-Q4", "fourth quarter of 2023"),
        ("2023-40", "first half of 2023"),
        ("2023-H2", "second half of 2023"),
        ("2023-21", "spring 2023"),
        ("2023-summer", "summer 2023"),
        ("2023-winter", "winter 2023/2024"),
        ("mid-2023", "mid-2023"),
        ("early 2023", "early 2023"),
        ("end 2023", "end of 2023"),
        ("end 2023-03", "end of March 2023"),
        ("early 2023-04", "early April 2023"),
        ("mid 2023-04", "mid-April 2023"),
        ("2023", "2023"),
        ("2023/2025", "2023–2025"),
        ("../2023-05-15", "by 15 May"),
        ("../2023-05-31", "by the end of May"),
        ("../2024-05-31", "by the end of May 2024"),
        ("../2023-12-31", "by the end of 2023"),
        ("2023-03-14/..", "since 14 March"),
        ("2023-03-17/..", "since 17 March"),
        ("2023-03-18/..", "from 18 March"),
        ("2015/..", "since 2015"),
        ("2024-06/..", "from June 2024"),
        ("2023-03-18/2023-04-28~", "in the coming weeks"),
    ],
)
def test_a_date_standing_alone(typed: str, alone: str) -> None:
    assert plain(SAY.date(typed)) == alone


@pytest.mark.parametrize(
    ("typed", "inside"),
    [
        ("2023-03-14", "on 14 March"),
        ("2022-11-21", "on 21 November 2022"),
        ("2023-03-07/2023-03-08", "on 7 and 8 March"),
        ("2023-03-07/2023-03-10", "from 7 to 10 March"),
        ("2022-03-07/2022-03-10", "from 7 to 10 March 2022"),
        ("2023-02-28/2023-03-01", "on 28 February and 1 March"),
        ("2023-02-27/2023-03-02", "from 27 February to 2 March"),
        ("2022-12-31/2023-01-01", "on 31 December 2022 and 1 January 2023"),
        ("2022-12-30/2023-01-02", "from 30 December 2022 to 2 January 2023"),
        ("2023-04", "in April 2023"),
        ("2023-02/2023-04", "from February to April 2023"),
        ("2023-Q2", "in the second quarter of 2023"),
        ("2023-H1", "in the first half of 2023"),
        ("2023-autumn", "in autumn 2023"),
        ("end 2023-03", "at the end of March 2023"),
        ("end 2023", "at the end of 2023"),
        ("2023", "in 2023"),
        ("2023/2025", "in the period 2023–2025"),
        ("2023-02/2023-03", "in February and March 2023"),
        ("2022-12/2023-01", "in December 2022 and January 2023"),
        ("2023-winter", "in winter 2023/2024"),
        ("../2023-05-31", "by the end of May"),
    ],
)
def test_a_date_inside_a_sentence(typed: str, inside: str) -> None:
    assert plain(SAY.when(typed)) == inside


@pytest.mark.parametrize(
    ("typed", "deadline"),
    [
        ("2023-05-31", "by 31 May"),
        ("2024-05-31", "by 31 May 2024"),
        ("2023-03-07/2023-03-08", "by 8 March"),
        ("2022-12-30/2023-01-02", "by 2 January"),
        ("../2023-05-31", "by the end of May"),
        ("end 2023-05", "by the end of May 2023"),
        ("2023-autumn", "by autumn 2023"),
        ("2023-07", "by July 2023"),
        ("2023-02/2023-04", "by April 2023"),
        ("2023-Q2", "by the end of the second quarter of 2023"),
        ("2023-H1", "by the end of the first half of 2023"),
        ("mid-2023", "by mid-2023"),
        ("mid 2023-04", "by mid-April 2023"),
        ("2025", "by 2025"),
        ("2023/2025", "by 2025"),
        ("../2025", "by the end of 2025"),
    ],
)
def test_a_date_as_a_deadline(typed: str, deadline: str) -> None:
    assert plain(SAY.by(typed)) == deadline


@pytest.mark.parametrize(
    ("typed", "beginning"),
    [
        ("2023-03-14", "since 14 March"),
        ("2022-05-31", "since 31 May 2022"),
        ("2023-03-07/2023-03-10", "since 7 March"),
        ("2023-03-18", "from 18 March"),
        ("2022-06", "since June 2022"),
        ("2022-02/2022-04", "since February 2022"),
        ("2022-Q2", "since the second quarter of 2022"),
        ("2023-Q3", "from the third quarter of 2023"),
        ("2022-H2", "since the second half of 2022"),
        ("2022-autumn", "since autumn 2022"),
        ("2022-winter", "since winter 2022/2023"),
        ("2023-winter", "from winter 2023/2024"),
        ("mid-2022", "since mid-2022"),
        ("end 2022-10", "since the end of October 2022"),
        ("early 2024", "from early 2024"),
        ("2019", "since 2019"),
        ("2021/2027", "since 2021"),
        ("2015/..", "since 2015"),
    ],
)
def test_a_date_as_a_beginning(typed: str, beginning: str) -> None:
    assert plain(SAY.since(typed)) == beginning


@pytest.mark.parametrize("typed", ["../2023-05-31", "2023-03-18/2023-04-28~"])
def test_what_has_no_beginning_is_since_nothing(typed: str) -> None:
    with pytest.raises(ValueSpellingError, match="has no beginning"):
        SAY.since(typed)


USES = ("date", "cell", "when", "by", "since")


@pytest.mark.parametrize("language", languages())
def test_no_form_of_a_date_is_in_brackets(language: str) -> None:
    say = localiser(language, date(2023, 3, 17))
    forms = [
        getattr(say, use)(typed, year=year)
        for use, typed, year in product(USES, EVERY_KIND, (None, True))
        if not (use == "by" and typed.endswith("/..")) and not (use == "since" and typed.startswith(".."))
        if not (use == "since" and typed.endswith("~"))
    ]
    assert [said for said in forms if "(" in said] == []


@pytest.mark.parametrize("language", languages())
def test_a_day_and_its_month_do_not_part_at_the_end_of_a_line(language: str) -> None:
    say = localiser(language, date(2022, 12, 31))
    for month, use in product(range(1, 13), ("date", "cell", "when", "by", "since", "long_date")):
        said = getattr(say, use)(f"2023-{month:02}-17")
        assert re.search("17[.\\w’-]*\u00a0|\u00a017", said), said


def test_what_has_no_end_is_no_deadline() -> None:
    with pytest.raises(ValueSpellingError, match="has no end"):
        SAY.by("2023-03-18/..")


@pytest.mark.parametrize(
    ("typed", "year", "said"),
    [
        ("2023-03-14", True, "14 March 2023"),
        ("2022-11-21", False, "21 November"),
        ("2023-03-07/2023-03-08", True, "7–8 March 2023"),
        ("2022-12-30/2023-01-02", False, "30 December – 2 January"),
        ("2023-autumn", False, "autumn"),
        ("2023-Q2", False, "second quarter"),
        ("2023-04", False, "April"),
        ("../2023-05-31", True, "by the end of May 2023"),
    ],
)
def test_the_year_can_be_forced_in_or_out(typed: str, year: bool, said: str) -> None:
    assert plain(SAY.date(typed, year=year)) == said


@pytest.mark.parametrize("typed", ["2023", "2023/2025", "mid-2023", "../2025"])
def test_what_is_nothing_but_a_year_cannot_leave_it_out(typed: str) -> None:
    with pytest.raises(ValueSpellingError, match="nothing without its year"):
        SAY.date(typed, year=False)


def test_a_date_may_come_as_a_value() -> None:
    day = date(2023, 3, 14)
    ways = (day, exact(day), datetime(2023, 3, 14, 23, 59, tzinfo=UTC), "2023-03-14")
    assert {plain(SAY.date(way)) for way in ways} == {"14 March"}


def test_a_number_is_no_date() -> None:
    with pytest.raises(ValueSpellingError, match="in quotation marks"):
        SAY.date(2023)  # type: ignore[arg-type]


def test_a_long_date_and_a_dateline_name_the_year_always() -> None:
    assert plain(SAY.long_date(date(2023, 3, 20))) == "20 March 2023"
    assert plain(SAY.dateline("Brussels", date(2023, 3, 20))) == "Brussels, 20 March 2023"
    assert plain(SAY.headline()) == "Situation as of 17 March 2023"


def test_ranges_take_a_hyphen_where_the_house_asks_for_it() -> None:
    say = localiser("en", date(2023, 3, 17), options=Options(hyphen_ranges=True))
    assert plain(say.date("2023-03-07/2023-03-08")) == "7-8 March"
    assert plain(say.date("2023-02-27/2023-03-02")) == "27 February - 2 March"


EVERY_KIND = (
    "2023-03-14 2023-03-07/2023-03-08 2023-03-07/2023-03-10 2023-02-28/2023-03-01 2023-02-27/2023-03-02 "
    "2022-12-31/2023-01-01 2022-12-30/2023-01-02 2023-04 2023-02/2023-04 2022-11/2023-02 2023-Q2 2023-H1 "
    "2023-spring 2023 2023/2025 early-2023-04 mid-2023-04 end-2023-04 early-2023 mid-2023 end-2023 "
    "2023-03-18/2023-04-28~ 2015-01-01/.. 2015-01/.. 2015/.. 2099-01-01/.. 2099-01/.. 2099/.. "
    "../2023-05-15 ../2023-05-31 ../2023-12-31"
).split()


@pytest.mark.parametrize(("language", "typed"), list(product(languages(), EVERY_KIND)))
def test_every_language_can_say_every_kind_of_date(language: str, typed: str) -> None:
    say = localiser(language, date(2023, 3, 17))
    for year in (None, True):
        assert say.date(typed, year=year)
        assert say.when(typed, year=year)
        if parse(typed).last:
            assert say.by(typed, year=year)
        if parse(typed).first and parse(typed).kind is not DateKind.COMING_WEEKS:
            assert say.since(typed, year=year)


@given(st.dates(min_value=date(1000, 1, 1), max_value=date(9998, 12, 31)), st.booleans())
def test_a_long_date_can_be_read_back(day: date, is_sentence: bool) -> None:
    said = SAY.when(day, year=True).removeprefix("on ") if is_sentence else SAY.long_date(day)
    assert datetime.strptime(plain(said), "%d %B %Y").replace(tzinfo=UTC).date() == day


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2050, 12, 31)), st.integers(2000, 2050))
def test_only_the_year_of_the_as_of_date_is_left_out(day: date, year: int) -> None:
    said = localiser("en", date(year, 3, 17)).date(day)
    assert said.endswith(str(day.year)) == (day.year != year)


@pytest.mark.parametrize("language", languages())
@given(day=st.dates(min_value=date(2000, 1, 1), max_value=date(2050, 12, 31)), length=st.integers(0, 400))
def test_no_pattern_shows_through_in_any_language(language: str, day: date, length: int) -> None:
    say = localiser(language, date(2023, 3, 17))
    last = date.fromordinal(day.toordinal() + length)
    for typed in (f"{day}/{last}", f"{day}/..", f"../{last}", str(day)[:7], f"{str(day)[:7]}/{str(last)[:7]}"):
        for said in (say.date(typed), say.when(typed), say.date(typed, year=True)):
            assert said == said.strip()
            assert not set("{}[]") & set(said)


@pytest.mark.parametrize("language", languages())
@given(day=st.dates(min_value=date(2000, 1, 1), max_value=date(2050, 12, 31)))
def test_the_year_stands_in_a_date_once_or_not_at_all(language: str, day: date) -> None:
    say = localiser(language, date(2023, 3, 17))
    assert say.date(day).count(str(day.year)) == (day.year != 2023)
    assert say.date(day, year=True).count(str(day.year)) == 1
    assert str(day.day) in say.date(day)


def test_two_neighbouring_days_are_joined_by_and_where_the_house_asks_for_it() -> None:
    say = localiser("en", date(2023, 3, 17), options=Options(two_days_with_and=True))
    assert plain(say.date("2023-03-07/2023-03-08")) == "7 and 8 March"
    assert plain(say.date("2023-02-28/2023-03-01")) == "28 February and 1 March"
    assert plain(say.date("2023-03-07/2023-03-09")) == "7–9 March"
