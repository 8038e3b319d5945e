"""The table of facts on house style, where it is at hand, and how briefgen says each of its cells."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from msgspec.structs import replace

from briefgen.dates import parse
from briefgen.localise import Localiser, Options, localiser
from tests.localise.spaces import plain

FACTS = Path(__file__).parents[3] / "shared" / "facts"
AS_OF = date(2023, 3, 17)


@cache
def facts() -> dict[tuple[str, str], str]:
    """Value by language and key; empty where the table is not here."""
    table = FACTS / "eu_locales.csv"
    if not table.is_file():
        return {}
    with table.open(encoding="utf-8", newline="") as lines:
        return {(row["language"], row["key"]): row["value"] for row in csv.DictReader(lines)}


def saying(language: str) -> Localiser:
    """As of a year before the dates of the facts, so that these name theirs."""
    return localiser(language, date(2022, 12, 31))


def _with(say: Localiser, **options: bool) -> Localiser:
    return replace(say, options=Options(**options))


def _as_of(say: Localiser) -> Localiser:
    return replace(say, as_of=AS_OF)


# 1, 2, 3, 7 and 30 are one, two, few, many and other of Irish, which has the most forms; Czech and Slovak "many" is
# of decimals, Romanian "few" of 2
SHOWN = {
    "one": {"": "1"},
    "two": {"": "2"},
    "few": {"": "3"},
    "many": {"": "1.5", "ga": "7"},
    "other": {"": "30", "bg": "2"},
    "all": {"": "3"},
    "decimal": {"": "2.5"},
}


def _scale_word(key: str) -> Callable[[Localiser], str]:
    scale, category = key.replace("_1e9", "").split("_")

    def said(say: Localiser) -> str:
        number = SHOWN[category].get(say.language, SHOWN[category][""])
        # Greek, Estonian and Finnish abbreviate before a code
        words = plain(say.money(f"{number} {scale}", "EUR" if say.language in ("el", "et", "fi") else "XXX"))
        words = re.sub(r"\b(XXX|euro[at]?|eurot|ευρώ)(?!\w)", "", words)
        words = re.sub(r"^\s*[0-9.,]+", "", words).strip()
        return re.sub(r"( di| de)$", "", words)

    return said


# key of the facts → how briefgen says it
SAID: dict[str, Callable[[Localiser], str]] = {
    "w_lang": lambda say: say.language_tag,
    "date_long": lambda say: say.long_date("2023-03-17"),
    "date_first_of_month": lambda say: say.long_date("2023-03-01"),
    "date_range_same_month": lambda say: say.date("2023-03-07/2023-03-08"),
    "date_range_two_days": lambda say: _with(say, two_days_with_and=True).date("2023-03-07/2023-03-08"),
    "date_range_cross_month": lambda say: say.date("2023-02-27/2023-03-02"),
    "decimal_separator": lambda say: say.style["decimal_separator"],
    "group_separator": lambda say: f"U+{ord(say.style['group_separator']):04X}",
    "number_1234567.89": lambda say: say.number("1234567.89"),
    "percent_12.5": lambda say: say.percent(Decimal("12.5")),
    "eur_position": lambda say: "before" if say.money(1, table=True).startswith("EUR") else "after",
    "eur_30_million": lambda say: say.money("30 million"),
    "eur_30_million_official_journal": lambda say: _with(say, full_amounts=True).money("30 million"),
    "headline_as_of": lambda say: _as_of(say).headline(),
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
SAID |= {
    f"{scale}_{category}": _scale_word(f"{scale}_{category}")
    for scale in ("million", "billion_1e9")
    for category in SHOWN
}
SAID |= {f"month_genitive_{n}": lambda say, n=n: say.long_date(f"2023-{n:02}-17").split()[1] for n in range(1, 13)}  # type: ignore[misc]
SAID |= {
    f"month_locative_{n}": lambda say, n=n: say.dateline("Brussels", f"2023-{n:02}-17").split()[-1]  # type: ignore[misc]
    for n in range(1, 13)
}
SAID |= {
    f"day_article_{n}": lambda say, n=n: re.split(str(n), say.ordinal(n))[0]  # type: ignore[misc]
    for n in range(1, 32)
}

# the bounds of imprecise dates are those of no language
BOUNDS = ("edtf:", "edtf_from:", "edtf_to:")
# facts that no document prints: Babel's own names, quarters as CLDR abbreviates them, where € may be used
NOT_SAID = {"babel_locale", "date_long_pattern", "eur_symbol_use", "eur_30_million_other"} | {
    f"quarter_{number}_{width}" for number in range(1, 5) for width in ("wide", "short")
}

# Facts whose cell holds two words, and those that a second reading corrected; the tables have the sources
REMARKS = {
    ("de", "word_annex"): "Anhang",
    ("da", "date_range_same_month"): "7.-8. marts 2023",
    ("el", "date_range_same_month"): "7-8 Μαρτίου 2023",
    ("en", "fuzzy_when_year_range"): "in the period 2023–2025",
    ("es", "billion_1e9_all"): "000 millones",
    ("ga", "date_range_same_month"): "7-8 Márta 2023",
    ("hr", "fuzzy_label_coming_weeks"): "u sljedećim tjednima",
    ("hr", "fuzzy_when_coming_weeks"): "u sljedećim tjednima",
    ("mt", "date_range_same_month"): "7-8 ta’ Marzu 2023",
    ("mt", "dateline_letter"): "Brussell, 17 ta’ Marzu 2023",
    ("mt", "fuzzy_label_by_season"): "sal-ħarifa tal-2023",
    ("mt", "fuzzy_label_season"): "ir-rebbiegħa tal-2023",
    ("sl", "date_range_cross_month"): "27. februarja–2. marca 2023",
    ("sl", "dateline_letter"): "Bruselj, 17. marec 2023",
}

OTHER_FORMS: dict[str, Callable[[Localiser], str]] = {
    **dict.fromkeys(("bg", "es", "hu", "lv", "pl"), lambda say: _with(say, euro_in_words=True).money("30 million")),
    **dict.fromkeys(("cs", "da", "de", "ga", "hr", "it", "mt", "ro", "sk"), lambda say: say.money_heading()),
    **dict.fromkeys(("el", "et", "fi", "fr", "sl", "sv"), lambda say: say.money("30 million", table=True)),
}
"""How briefgen says the other allowed form of thirty million; en and nl have the sign €, lt and pt a remark."""


def expected(language: str, key: str) -> str:
    value = facts()[language, key]
    return REMARKS.get((language, key), value)


def revised(language: str, key: str, value: str) -> str:
    """A cell of the facts on paper, as it reads after the second reading; `key` is its name in the table of facts."""
    return REMARKS.get((language, key), value)


def bounds(edtf: str) -> tuple[str, str]:
    """The first and last day of a date as the facts give them: empty where it has none."""
    meant = parse(edtf)
    return (meant.first.isoformat() if meant.first else "", meant.last.isoformat() if meant.last else "")
