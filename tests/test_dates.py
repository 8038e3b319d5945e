from __future__ import annotations

import itertools
import time
from datetime import date, timedelta

import edtf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.dates import DateKind, DateSpellingError, ImpreciseDate, exact, parse

# as typed, first day, last day, EDTF to store; most are rows of the house-style facts
SPELLINGS = [
    ("2023-03-14", "2023-03-14", "2023-03-14", "2023-03-14"),
    ("2023-03-07/2023-03-08", "2023-03-07", "2023-03-08", "2023-03-07/2023-03-08"),
    ("2023-02-27/2023-03-02", "2023-02-27", "2023-03-02", "2023-02-27/2023-03-02"),
    ("2022-12-30/2023-01-02", "2022-12-30", "2023-01-02", "2022-12-30/2023-01-02"),
    ("2023-03-07/2023-03-07", "2023-03-07", "2023-03-07", "2023-03-07"),
    ("2023-Q1", "2023-01-01", "2023-03-31", "2023-33"),
    ("2023-Q2", "2023-04-01", "2023-06-30", "2023-34"),
    ("2023-q3", "2023-07-01", "2023-09-30", "2023-35"),
    ("2023-Q4", "2023-10-01", "2023-12-31", "2023-36"),
    ("2023-H1", "2023-01-01", "2023-06-30", "2023-40"),
    ("2023-H2", "2023-07-01", "2023-12-31", "2023-41"),
    ("2023-spring", "2023-03-01", "2023-05-31", "2023-21"),
    ("2023-summer", "2023-06-01", "2023-08-31", "2023-22"),
    ("2023-autumn", "2023-09-01", "2023-11-30", "2023-23"),
    ("2023-winter", "2023-12-01", "2024-02-29", "2023-24"),
    ("mid-2023", "2023-06-01", "2023-07-31", "2023-06~/2023-07~"),
    ("mid 2023", "2023-06-01", "2023-07-31", "2023-06~/2023-07~"),
    ("early 2023", "2023-01-01", "2023-03-31", "2023-01/2023-03~"),
    ("end 2023", "2023-10-01", "2023-12-31", "2023-10~/2023-12"),
    ("early 2023-04", "2023-04-01", "2023-04-10", "2023-04-01/2023-04-10~"),
    ("mid 2023-04", "2023-04-11", "2023-04-20", "2023-04-11~/2023-04-20~"),
    ("end 2023-03", "2023-03-21", "2023-03-31", "2023-03-21~/2023-03-31"),
    ("end 2023-02", "2023-02-21", "2023-02-28", "2023-02-21~/2023-02-28"),
    ("end 2024-02", "2024-02-21", "2024-02-29", "2024-02-21~/2024-02-29"),
    ("2023-04-01~/2023-04-10~", "2023-04-01", "2023-04-10", "2023-04-01/2023-04-10~"),
    ("2023-04", "2023-04-01", "2023-04-30", "2023-04"),
    ("2023-02/2023-04", "2023-02-01", "2023-04-30", "2023-02/2023-04"),
    ("2023", "2023-01-01", "2023-12-31", "2023"),
    ("2023/2025", "2023-01-01", "2025-12-31", "2023/2025"),
    ("2015/2023-03", "2015-01-01", "2023-03-31", "2015-01/2023-03"),
    ("2023-02/2023-04-15", "2023-02-01", "2023-04-15", "2023-02-01/2023-04-15"),
    ("../2023-05-31", "", "2023-05-31", "../2023-05-31"),
    ("../2025", "", "2025-12-31", "../2025-12-31"),
    ("2023-03-18/..", "2023-03-18", "", "2023-03-18/.."),
    ("2015/..", "2015-01-01", "", "2015/.."),
    ("2015-06/..", "2015-06-01", "", "2015-06/.."),
    ("2023-03-18/2023-04-28~", "2023-03-18", "2023-04-28", "2023-03-18/2023-04-28~"),
    ("  2023-03-14 ", "2023-03-14", "2023-03-14", "2023-03-14"),
]


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(("typed", "first", "last", "stored"), SPELLINGS)
def test_a_spelling_has_its_bounds_and_its_stored_form(typed: str, first: str, last: str, stored: str) -> None:
    read = parse(typed)
    assert (read.first, read.last, read.edtf) == (_day(first), _day(last), stored)


@pytest.mark.parametrize("typed", [row[0] for row in SPELLINGS])
def test_the_stored_form_is_read_back_as_the_same_value(typed: str) -> None:
    assert parse(parse(typed).edtf) == parse(typed)


@pytest.mark.parametrize("stored", sorted({row[3] for row in SPELLINGS}))
def test_the_library_edtf_finds_the_same_bounds(stored: str) -> None:
    read = parse(stored)
    other = edtf.parse_edtf(stored)
    if read.first:
        assert _of(other.lower_strict()) == read.first
    # edtf 5.0.2 holds winter to be December alone
    if read.last and not stored.endswith("-24"):
        assert _of(other.upper_strict()) == read.last


def _of(moment: time.struct_time) -> date:
    return date(*moment[:3])


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("2023-03-14", DateKind.DAY),
        ("2023-03-01/2023-03-31", DateKind.DAYS),
        ("2023-03", DateKind.MONTH),
        ("2023-04-11~/2023-04-20~", DateKind.MID_MONTH),
        ("2023-06~/2023-07~", DateKind.MID_YEAR),
        ("2023-33", DateKind.QUARTER),
        ("2023-23", DateKind.SEASON),
        ("../2023-05", DateKind.UNTIL),
        ("2015/..", DateKind.FROM_YEAR),
    ],
)
def test_the_kind_tells_what_the_bounds_do_not(typed: str, kind: DateKind) -> None:
    assert parse(typed).kind is kind


def test_days_are_exact_and_all_else_is_not() -> None:
    exact_ones = {typed for typed, *_ in SPELLINGS if parse(typed).is_exact}
    assert exact_ones == {
        "2023-03-14",
        "  2023-03-14 ",
        "2023-03-07/2023-03-08",
        "2023-02-27/2023-03-02",
        "2022-12-30/2023-01-02",
        "2023-03-07/2023-03-07",
        "2023-02/2023-04-15",
    }


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("2023-02-30", "no such day"),
        ("2023-13-01", "no such day"),
        ("2023-03-08/2023-03-07", "ends before it begins"),
        ("2023/2022", "ends before it begins"),
        ("2023-03-18/2023-03-01~", "ends before it begins"),
    ],
)
def test_what_looks_like_a_date_and_is_none_is_told_why(typed: str, reason: str) -> None:
    with pytest.raises(DateSpellingError, match=reason):
        parse(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "soon",
        "14/03/2023",
        "14.3.2023",
        "2023-3-14",
        "2023-13",
        "2023-Q5",
        "2023-H3",
        "2023-37",
        "late 2023",
        "mid 2023-13",
        "23-03-14",
        "0999",
        "2023-33/2023-34",
        "../2023-23",
        "../..",
        "/2023",
        "2023/",
        "2023/2024/2025",
        "2023-06~",
        "2023-06~/2023-08~",
        "2023-03-05~/2023-04-28~",
        "2023-03-99/2023-04-28~x",
        "٢٠٢٣-٠٣-١٤",
        "9999-winter",
    ],
)
def test_what_cannot_be_read_is_quoted_beside_the_accepted_forms(typed: str) -> None:
    with pytest.raises(DateSpellingError) as caught:
        parse(typed)
    assert f"“{typed}”" in str(caught.value)
    assert "2023-Q2" in str(caught.value)


def test_a_deadline_is_overdue_on_the_day_after_its_last() -> None:
    due = parse("end 2023-03")
    assert not due.is_over(date(2023, 3, 31))
    assert due.is_over(date(2023, 4, 1))
    assert not parse("2023-03-18/..").is_over(date(2099, 1, 1))


def test_dates_sort_by_their_last_day_and_what_never_ends_comes_last() -> None:
    typed = ["2023-03-18/..", "2023", "2023-Q2", "2023-06-30", "../2023-01-31"]
    in_order = sorted(typed, key=lambda spelling: parse(spelling).order)
    assert in_order == ["../2023-01-31", "2023-Q2", "2023-06-30", "2023", "2023-03-18/.."]


days = st.dates(min_value=date(1000, 1, 1), max_value=date(9998, 12, 31))


@st.composite
def spellings(draw: st.DrawFn) -> str:
    day = draw(days)
    month = f"{day:%Y-%m}"
    other = draw(st.dates(min_value=day, max_value=date(9999, 12, 31)))
    words = st.sampled_from(["early", "mid", "end"])
    forms: st.SearchStrategy[str] = st.one_of(
        st.just(f"{day}"),
        st.just(f"{day}/{other}"),
        st.just(f"{month}/{other:%Y-%m}"),
        st.just(f"{day.year}/{other}"),
        st.just(f"{day}/{other}~"),
        st.just(f"{day}/.."),
        st.just(f"../{day}"),
        st.sampled_from(["spring", "summer", "autumn", "winter", "Q1", "Q2", "Q3", "Q4", "H1", "H2"]).map(
            lambda part: f"{day.year}-{part}"
        ),
        words.map(lambda word: f"{word} {month}"),
        words.map(lambda word: f"{word}-{day.year}"),
    )
    return draw(forms)


@given(spellings())
def test_no_date_ends_before_it_begins_and_all_are_stored_faithfully(typed: str) -> None:
    read = parse(typed)
    assert (read.first or date.min) <= (read.last or date.max)
    assert parse(read.edtf) == read


@given(days)
def test_every_day_lies_in_its_own_month_quarter_half_and_year(day: date) -> None:
    for typed in (
        f"{day:%Y-%m}",
        f"{day.year}-Q{(day.month + 2) // 3}",
        f"{day.year}-H{(day.month + 5) // 6}",
        f"{day.year}",
    ):
        assert _holds(parse(typed), day)


@given(days)
def test_early_mid_and_end_share_out_a_month_without_gap_or_overlap(day: date) -> None:
    parts = [parse(f"{word} {day:%Y-%m}") for word in ("early", "mid", "end")]
    assert [_holds(part, day) for part in parts].count(True) == 1
    whole = parse(f"{day:%Y-%m}")
    assert (parts[0].first, parts[2].last) == (whole.first, whole.last)
    for earlier, later in itertools.pairwise(parts):
        assert earlier.last and earlier.last + timedelta(days=1) == later.first


@given(days)
def test_a_day_given_as_a_date_is_the_day_as_typed(day: date) -> None:
    assert exact(day) == parse(day.isoformat())


@given(st.text(alphabet="0123456789-/~. QHmideny", max_size=24))
def test_any_other_text_is_read_or_refused_but_never_breaks(typed: str) -> None:
    try:
        assert parse(parse(typed).edtf) == parse(typed)
    except DateSpellingError as error:
        assert "Write 2023-03-14" in str(error)


def _holds(stretch: ImpreciseDate, day: date) -> bool:
    return bool(stretch.first and stretch.last and stretch.first <= day <= stretch.last)
