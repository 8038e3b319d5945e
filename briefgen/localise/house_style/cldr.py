"""What CLDR says of a language, as cells of a house style: notation, names of months, patterns of dates and lists.

Babel reads CLDR, and says nothing of prepositions, halves of years, seasons or quotation marks. A form for those that
says the same in any language has the certainty N: of a half its months, of “early April” its days.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from briefgen.localise.house_style.style import StyleCell

if TYPE_CHECKING:
    from babel import Locale

_NOT_SPACED = "[\u200e\u200f\u061c]"
_SPACES = "[\u202f\u2009 ]"
_NBSP = "{nbsp}"


@lru_cache(maxsize=256)
def identifier_of(tag: str) -> str:
    """What Babel calls a language (“nb_NO”), with its usual script and region; "" of one that it does not know."""
    locale = _locale(tag)
    return str(locale) if locale else ""


@lru_cache(maxsize=256)
def _locale(tag: str) -> Locale | None:
    from babel.core import Locale, UnknownLocaleError, get_global

    try:
        locale = Locale.parse(tag, sep="-")
        likely = get_global("likely_subtags").get(str(locale), "")
        return Locale.parse(likely) if likely and not locale.territory else locale
    except (UnknownLocaleError, ValueError):
        return None


def notation_of(tag: str, scaled: str = "") -> Iterator[StyleCell]:
    """How figures, percentages and amounts are written, with the plurals of what they count.

    Args:
        tag: a language that `identifier_of` knows.
        scaled: how a table of the language puts an amount in millions, which stays where the currency stands behind it:
            CLDR knows nothing of “millions d’euros”.
    """
    locale = _known(tag)
    symbols = locale.number_symbols.get("latn", {})
    yield _cell("language_tag", _word_tag(locale))
    for key, name in (("decimal_separator", "decimal"), ("group_separator", "group"), ("minus", "minusSign")):
        yield _cell(key, re.sub(_NOT_SPACED, "", symbols[name]))
    if locale.decimal_formats[None].grouping[1] == 2:
        yield _cell("group_after_thousands", "2")
    percent = _pattern_of(locale.percent_formats[None].pattern, "%")
    yield _cell("percent", percent)
    yield _cell("percent_closed", percent.replace(_NBSP, ""))
    yield from (_cell(f"plural_{category}", rule) for category, rule in locale.plural_form.rules.items())
    yield from _amounts(locale, scaled)


def words_of(tag: str) -> Iterator[StyleCell]:
    """Names of months, patterns of dates and lists, for a language that has no table."""
    locale = _known(tag)
    yield _cell("script", locale.script or "Latn")
    yield from _months_and_quarters(locale)
    yield from _dates(_date_patterns(locale))
    yield from _lists(locale)
    yield from (_cell(f"ordinal_rule_{category}", rule) for category, rule in locale.ordinal_form.rules.items())


def _known(tag: str) -> Locale:
    locale = _locale(tag)
    assert locale is not None, f"CLDR does not know {tag}"
    return locale


def _cell(key: str, value: str, certainty: str = "C") -> StyleCell:
    return StyleCell(key, value, certainty, "CLDR by Babel")


def _word_tag(locale: Locale) -> str:
    """The BCP 47 tag with a region, as proofing tools want it: nb-NO, sr-Latn-RS."""
    return "-".join(filter(None, (locale.language, _script_named(locale), locale.territory)))


def _script_named(locale: Locale) -> str | None:
    """The script, where it is not the one that is usual in the language."""
    likely = _locale(locale.language)
    return locale.script if likely is None or likely.script != locale.script else None


def _pattern_of(pattern: str, sign: str) -> str:
    """“{number} %” of “#,##0 %”: on which side of the number the sign stands, and whether a space is between them."""
    positive = re.sub(_NOT_SPACED, "", pattern.partition(";")[0])
    before, _, behind = re.sub(r"[#0,.]+", "0", positive, count=1).partition("0")
    field = "%" if sign == "%" else "{currency}"
    gap = _NBSP if re.search(r"\s", before + behind) else ""
    return f"{field}{gap}{{number}}" if sign in before else f"{{number}}{gap}{field}"


def _amounts(locale: Locale, scaled: str) -> Iterator[StyleCell]:
    money = _pattern_of(locale.currency_formats["standard"].pattern, "¤")
    is_before = money.startswith("{currency}")
    words = dict(_magnitudes(locale))
    yield _cell("money", money)
    yield _cell("money_scaled", _scaled_pattern(locale, money, scaled))
    yield from (_cell(key, value) for key, value in words.items())
    for scale in ("million", "billion_1e9"):
        word = words.get(f"{scale}_many", words.get(f"{scale}_other", ""))
        yield _cell(f"table_heading_{scale}", f"({word}{_NBSP if word else ''}{{currency}})")
    for code in dict.fromkeys((*locale.currency_symbols, *locale.currencies)):
        yield _cell(f"currency_{code}_all", re.sub(_NOT_SPACED, "", locale.currency_symbols.get(code, code)))
        if not is_before:
            yield from _names_of(locale, code)


def _names_of(locale: Locale, code: str) -> Iterator[StyleCell]:
    """The name of a currency behind millions of it: 50 millioner euro."""
    names = locale._data["currency_names_plural"].get(code) or {"other": locale.currencies.get(code, code)}
    yield from (_cell(f"scaled_currency_{code}_{count}", name) for count, name in dict(names).items())


def _magnitudes(locale: Locale) -> Iterator[tuple[str, str]]:
    """The words million and billion by plural; amounts are written out where a language counts otherwise (万, लाख)."""
    formats: Mapping[str, Mapping[str, Any]] = locale.compact_decimal_formats.get("long", {})
    for scale, magnitude in (("million", "1000000"), ("billion_1e9", "1000000000")):
        words = {count: _magnitude(each[magnitude]) for count, each in formats.items() if magnitude in each}
        words = {count: word for count, word in words.items() if not count.isdigit()}
        if words.get("other") and all(words.values()):
            yield from ((f"{scale}_{count}", word) for count, word in words.items())
        else:
            yield f"{scale}_from", "1e24"


def _magnitude(compact: Any) -> str:
    """“million” of “0 million”; "" where more than one figure stands before it, or none."""
    pattern = re.sub(_NOT_SPACED, "", str(compact.pattern).partition(";")[0]).replace("'", "")
    return re.sub(_SPACES, _NBSP, pattern.replace("0", "").strip("\u00a0\u202f ")) if pattern.count("0") == 1 else ""


def _scaled_pattern(locale: Locale, money: str, scaled: str) -> str:
    if not money.startswith("{currency}"):
        return scaled if scaled.startswith("{number}") else _with_magnitude(locale, "{number}") + _NBSP + "{currency}"
    return money.replace("{number}", _with_magnitude(locale, "{number}"))


def _with_magnitude(locale: Locale, number: str) -> str:
    """Number and magnitude in their order: Swahili has “milioni 5”."""
    formats = locale.compact_decimal_formats.get("long", {}).get("other", {})
    pattern = re.sub(_NOT_SPACED, "", str(formats["1000000"].pattern)) if "1000000" in formats else "0"
    return f"{number}{_NBSP}{{scale}}" if pattern.startswith("0") else f"{{scale}}{_NBSP}{number}"


def _months_and_quarters(locale: Locale) -> Iterator[StyleCell]:
    for number in range(1, 13):
        yield _cell(f"month_{number}", locale.months["format"]["wide"][number])
        yield _cell(f"month_nominative_{number}", locale.months["stand-alone"]["wide"][number])
    for number in range(1, 5):
        yield _cell(f"quarter_{number}", locale.quarters["stand-alone"]["wide"][number])


# the letters of CLDR's patterns for dates (UTS 35, part 4), and what tables call them
_LETTERS = {
    "d": "day",
    "dd": "day",
    "MMMM": "month",
    "LLLL": "month_nominative",
    "MMM": "month",
    "LLL": "month_nominative",
    "M": "month_figure",
    "MM": "month_figure",
    "L": "month_figure",
    "QQQQ": "quarter",
    "QQQ": "quarter",
    "y": "year",
    "yyyy": "year",
}
_TOKENS = r"'((?:[^']|'')*)'|([A-Za-z])\2*"


def _translate(pattern: str, last: str = "") -> str:
    """A pattern of CLDR as one of a table; `last` is "2" for the end of a range."""

    def field(found: re.Match[str]) -> str:
        if found[2] is None:
            return found[1] or "'"
        name, _, case = _LETTERS.get(found[0], "").partition("_")
        return f"{{{name}{last}{'_' if case else ''}{case}}}" if name else ""

    return re.sub(" +", " ", re.sub(_SPACES, " ", re.sub(_NOT_SPACED, "", re.sub(_TOKENS, field, pattern))))


def _bind(pattern: str) -> str:
    """With hard spaces between a day and its month, and before a short word behind the year (2023 р.)."""
    bound = re.sub(r"(\{day2?\}\.?) (?=\{month)", rf"\1{_NBSP}", pattern.strip())
    bound = re.sub(r"(\{month2?\}) (?=\{day)", rf"\1{_NBSP}", bound)
    return re.sub(r"(\{year2?\}) (?=\w{1,2}\.)", rf"\1{_NBSP}", bound).replace("\u00a0", _NBSP)


def _date_patterns(locale: Locale) -> Iterator[tuple[str, str, str]]:
    """What CLDR has: the name of a form, its pattern, and that without the year ("" where none is left)."""
    skeletons = locale.datetime_skeletons
    long, month = locale.date_formats["long"].pattern, _skeleton(skeletons, "yMMMM", "MMMM y")
    yield "day", _bind(_translate(long)), _bind(_translate(_skeleton(skeletons, "MMMMd", "d MMMM")))
    for form, difference in (("in_month", "d"), ("across_months", "M"), ("across_years", "y")):
        bare = _interval(locale, "MMMd", difference) if difference != "y" else ""
        yield f"days_{form}", _interval(locale, "yMMMd", difference) or _from_to(long), bare
    yield "month", _bind(_translate(month)), "{month_nominative}"
    for form, difference in (("in_year", "M"), ("across_years", "y")):
        bare = "{month_nominative}–{month2_nominative}" if difference == "M" else ""
        yield f"months_{form}", _interval(locale, "yMMMM", difference) or _from_to(month), bare
    yield "quarter", _bind(_translate(_skeleton(skeletons, "yQQQQ", "QQQQ y"))), "{quarter}"
    yield "year", _bind(_translate(_skeleton(skeletons, "y", "y"))), ""
    yield "years", _interval(locale, "y", "y") or "{year}–{year2}", ""


def _skeleton(skeletons: Mapping[str, Any], name: str, otherwise: str) -> str:
    return str(skeletons[name].pattern) if name in skeletons else otherwise


def _from_to(pattern: str) -> str:
    return _bind(f"{_translate(pattern)} – {_translate(pattern, '2')}")


def _interval(locale: Locale, skeleton: str, difference: str) -> str:
    """A range by the greatest field in which its ends differ; "" where CLDR has none."""
    parts = locale.interval_formats.get(skeleton, {}).get(difference, ())
    return _bind(_translate(parts[0]) + _translate(parts[1], "2")) if len(parts) == 2 else ""


# forms that CLDR has no words for, and the range that says the same: a half its months, “early April” its days
_SPANS = {
    "half": "months_in_year",
    "season": "months_in_year",
    "winter": "months_across_years",
    "early_month": "days_in_month",
    "mid_month": "days_in_month",
    "end_month": "days_in_month",
    "early_year": "months_in_year",
    "mid_year": "months_in_year",
    "end_year": "months_in_year",
}
_SAYS_THE_SAME = "half"


def _dates(patterns: Iterator[tuple[str, str, str]]) -> Iterator[StyleCell]:
    """Dates standing alone, by CLDR; in a sentence, as a deadline and as a beginning as alone, which is N."""
    known = {name: (full, bare) for name, full, bare in patterns}
    spans = {name: known[span] for name, span in _SPANS.items()}
    for name, forms in (*known.items(), *spans.items()):
        yield from _both("label", name, forms, "N" if name in spans and name != _SAYS_THE_SAME else "C")
        yield from (cell for use in ("when", "by") for cell in _both(use, name, forms, "N"))
    # “14 March –”, a range without an end; it begins with the first day or month of what it is since
    begins = {name: known["day" if _SPANS[name].startswith("days") else "month"] for name in _SPANS}
    for name, (full, bare) in ({name: known[name] for name in ("day", "month", "year", "quarter")} | begins).items():
        forms = (f"{full}{_NBSP}–", bare and f"{bare}{_NBSP}–")
        for use in ("label", "when"):
            yield from _both(use, f"since_{name}", forms, "N")
            yield from _both(use, f"from_{name}", forms, "N")
    yield _cell("winter_years", "{first}", "N")


def _both(use: str, name: str, forms: tuple[str, str], certainty: str) -> Iterator[StyleCell]:
    full, bare = forms
    yield _cell(f"{use}_{name}", full, certainty)
    if bare:
        yield _cell(f"{use}_{name}_bare", bare, certainty)


def _lists(locale: Locale) -> Iterator[StyleCell]:
    patterns = locale.list_patterns["standard"]
    fields = {"{0}": "{first}", "{1}": "{last}"}
    for key, name in (("list_two", "2"), ("list_end", "end")):
        yield _cell(key, re.sub(r"\{[01]\}", lambda found: fields[found[0]], patterns[name]))
    yield _cell("list_between", patterns["middle"].replace("{0}", "").replace("{1}", ""))
