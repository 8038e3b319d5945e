"""DAT-015 and DAT-017: days of one paper are written in one way, with months of its own language, and by one clock."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

from briefgen.checks.engine.context import CheckContext, ScannedPassage
from briefgen.checks.engine.rule import Fault, in_manuscripts, in_passages
from briefgen.checks.engine.vocabulary import Numbers, Vocabulary
from briefgen.checks.language.patterns import late
from briefgen.checks.language.sentences import between, has_any, sentence_at
from briefgen.findings import Grade
from briefgen.localise import HouseStyle, months_of_all, style_of
from briefgen.model.manuscript import Manuscript, Role

_SLASHES = late(r"(?<![\w/.\-])\d{1,2}/\d{1,2}/(?:19|20)\d\d(?![\w/])")
_NAMED_DAY = late(
    r"(?P<day>\d(?<![\d.,/\-–].)\d?)\.?[ \u00a0](?P<month>[^\W\d_]{3,12})\b(?=[ \u00a0](?:19|20)\d\d\b|[.,;)]|$)"
)
_LAST_DAY, _MONTHS = 31, 12
_ENGLISH_SIGNS = (", 20", ", 19", ",\u00a020", "1st", "2nd", "3rd", "th of", "th\u00a0", "th ")
_LEAST = 2  # written dates in a paper that make a way of writing
_OWN_SCRIPTS: Mapping[str, str] = {"bg": "[\u0400-\u04ff]", "el": "[\u0370-\u03ff]"}
_NEAR = 20
_ORDINAL_OR_DAY = late(r"\d(?:st|nd|rd|th)|^\d{1,2},")
_WHOLE_WORD = late(r"[^\W\d_]{3,12}\b")
_LINKED = frozenset({Role.NOTE})
_TWELVE = late(r"\b\d{1,2}(?:[.:]\d\d)?[ \u00a0]?(?:[ap]\.m\.|[ap]m\b|noon\b)")
_NOON = ("p.m", "a.m", "pm", "am", "noon")
_TWENTY_FOUR = late(
    r"(?<![\d.,:/])\b(?:[01]?\d|2[0-3])[.:][0-5]\d\b(?![\d.,:]\d|[ \u00a0]?(?:%|[ap]\.?m|million|billion))"
)
_SHORT_RANGE = late(r"(?P<first>2(?<![\w/–-].)0\d\d)[–/-](?P<last>\d\d)\b(?![\d/–-])")
_LONG_RANGE = late(r"(?<![\d/–-])\b20\d\d[–/-]20\d\d\b(?![\d/–-])")


@in_manuscripts(
    "DAT-015",
    Grade.WARNING,
    source="Interinstitutional Style Guide, 10.5: 12 January 2026, without ordinals; one notation in one paper",
    wrong="opened on 12/01/2026 and closed on 27 February 2026, signed on 8th May 2026",
    right="opened on 12 January 2026 and closed on 27 February 2026, signed on 8 May 2026",
)
def one_way_of_writing(manuscript: Manuscript, context: CheckContext) -> Iterator[Fault]:
    """Days are written in one way throughout a paper: day, month in letters of its language, year."""
    if not context.house.writes(manuscript.language):
        return
    passages = [each for each in context.passages(manuscript) if each.passage.role not in _LINKED]
    style = context.house.style_of_text(manuscript.language, manuscript.tag)
    likely = _with_other_days(context.vocabulary(manuscript), style)
    other = [(each, found) for each in passages if each.number in likely for found in _others(each, style)]
    if not other:
        return
    usual = sum(said.form == "day" for each in passages for said in each.dates)
    if any(int(found[0].split("/")[1]) > _MONTHS for _, found in other if "/" in found[0]):
        return  # figures that begin with the month go with “May 4, 2025”, or stand in a form
    is_rare = usual >= _LEAST and len(other) * 2 <= usual
    for scanned, found in other:
        if not is_rare and not _is_beside_another(scanned, found):
            continue
        message = f"“{found[0]}” is written in another way than the other dates of this paper."
        yield scanned.at(*found.span(), message, "Write day, month in letters and year, as elsewhere.")


def _with_other_days(vocabulary: Vocabulary, style: HouseStyle) -> Numbers:
    """The passages in which a day may be written in another way than day, month and year."""
    ordinals = vocabulary.matching(_ORDINAL_OR_DAY.search) if style.language == "en" else frozenset()
    return vocabulary.holding(("/",)) | ordinals | vocabulary.matching(_begins_foreign(style.language))


def _is_beside_another(scanned: ScannedPassage, found: re.Match[str]) -> bool:
    """Whether a day in figures stands in one sentence with one in letters: “on 29/08/2024 and on 2 September 2024”."""
    sentence = sentence_at(scanned.text, found.start())
    inside = between(scanned.dates, sentence.start, sentence.end)
    return "/" in found[0] and any(said.form == "day" and said.has_year for said in inside)


def _others(scanned: ScannedPassage, style: HouseStyle) -> Iterator[re.Match[str]]:
    text = scanned.text
    if scanned.holds("/"):
        yield from _SLASHES.finditer(text)
    if not scanned.has_figures:
        return
    is_english = scanned.language == "en" and scanned.has_word(_ORDINAL_OR_DAY.search)
    if is_english and has_any(text, _ENGLISH_SIGNS):
        yield from _english(style).finditer(text)
    others = _months_elsewhere(style.language)
    for found in _NAMED_DAY.finditer(text):
        is_day = 0 < int(found["day"]) <= _LAST_DAY
        if is_day and found["month"].casefold() in others and _is_own(found, style):
            yield found


@lru_cache(maxsize=32)
def _months_elsewhere(language: str) -> frozenset[str]:
    """The months of other languages."""
    return months_of_all() - _months_of(language)


@lru_cache(maxsize=32)
def _begins_foreign(language: str) -> Callable[[str], bool]:
    """Tells of a word whether it begins with the month of another language."""
    others = _months_elsewhere(language)

    def begins(word: str) -> bool:
        found = _WHOLE_WORD.match(word)
        return found is not None and found[0].casefold() in others

    return begins


def _is_own(found: re.Match[str], style: HouseStyle) -> bool:
    """Whether a date stands in the language's own script, not in a title that is not translated."""
    script = _OWN_SCRIPTS.get(style.language, "")
    return re.search(script, found.string[max(0, found.start() - _NEAR) : found.start()]) is not None


_SMALL_MONTHS = ("cs", "da", "et", "fi", "fr", "hr", "lt", "lv", "nl", "pl", "ro", "sk", "sl", "sv")
_DAY_AND_MONTH = late(r"\b\d{1,2}(?:er|\.)?[ \u00a0](?P<month>[^\W\d_]{3,12})\b")


@in_passages(
    "DAT-018",
    Grade.WARNING,
    source="Interinstitutional Style Guide, 10.4: months are written small in all languages but a few",
    wrong="Schůze se koná 4. Března 2026.",
    right="Schůze se koná 4. března 2026.",
    languages=_SMALL_MONTHS,
)
def small_months(scanned: ScannedPassage, _context: CheckContext) -> Iterator[Fault]:
    """The month of a day begins small in the languages that write months so; feasts and streets are let be."""
    if not scanned.dates or scanned.passage.role in _TITLES:
        return
    for found in _DAY_AND_MONTH.finditer(scanned.text):
        if not found["month"][0].isupper() or found["month"].casefold() not in _months_of(scanned.language):
            continue
        named = next((said for said in scanned.dates if said.start <= found.start() < said.end), None)
        if named and (named.has_year or scanned.language not in _WITH_FEASTS):
            message = f"“{found['month']}” has a capital"
            yield scanned.at(*found.span(), message, f"Write “{found['month'].lower()}”.")


_WITH_FEASTS = frozenset({"fr", "lv", "lt", "pl", "ro", "cs"})  # 14 Juillet, 1 Maja: a street, a square, a feast
_TITLES = frozenset({Role.TITLE, Role.HEADING, Role.HEADER, Role.FOOTER})


@lru_cache(maxsize=8)
def _english(style: HouseStyle) -> re.Pattern[str]:
    """“8th May”, and “May 4, 2025” where the house does not write so."""
    months = "|".join(value for key, value in style.values.items() if re.fullmatch(r"month_\d+", key))
    ordinal = rf"\b\d{{1,2}}(?:st|nd|rd|th)[ \u00a0](?:of[ \u00a0])?(?:{months})\b"
    american = rf"\b(?:{months})[ \u00a0]\d{{1,2}},[ \u00a0](?:19|20)\d\d\b"
    return re.compile(ordinal if style["label_day"].startswith("{month") else rf"{ordinal}|{american}")


@lru_cache(maxsize=64)
def _months_of(language: str) -> frozenset[str]:
    cells: Mapping[str, str] = style_of(language).values
    return frozenset(value.casefold() for key, value in cells.items() if re.fullmatch(r"month_(?:[a-z_]+_)?\d+", key))


@in_manuscripts(
    "DAT-017",
    Grade.WARNING,
    source="Interinstitutional Style Guide, 10.5: one notation in one paper, and the 24-hour clock",
    wrong="between 6.00 and 6.30 p.m.; in 2020-21 and 2022-2023",
    right="between 6.00 and 18.30; in 2020-2021 and 2022-2023",
)
def one_clock(manuscript: Manuscript, context: CheckContext) -> Iterator[Fault]:
    """A paper has one clock, of 12 or of 24 hours, and ranges of years in one length."""
    passages = context.passages(manuscript)
    if manuscript.language == "en":
        by_noon = context.passages_with(manuscript, *_NOON)
        yield from _rarer(by_noon, passages, _TWELVE, _TWENTY_FOUR, "Write the time by one clock: 18.30.")
    short = context.passages_at(manuscript, context.vocabulary(manuscript).matching(_SHORT_RANGE.search))
    yield from _rarer(short, passages, _SHORT_RANGE, _LONG_RANGE, "Write all ranges of years in one length.")


def _rarer(
    likely: Sequence[ScannedPassage],
    passages: Sequence[ScannedPassage],
    one: re.Pattern[str],
    other: re.Pattern[str],
    remedy: str,
) -> Iterator[Fault]:
    """What a paper writes in the rarer of two ways; only likely passages may have the first."""
    first = [(each, found) for each in likely for found in one.finditer(each.text) if _is_range(found)]
    second = [(each, found) for each in passages for found in other.finditer(each.text)] if first else []
    rarer, usual = sorted((first, second), key=len)
    if rarer and not (len(first) == len(second) == 1 and rarer[0][0] is not usual[0][0]):
        for scanned, found in rarer:
            message = f"“{found[0]}” is written in another way than “{usual[0][1][0]}”."
            yield scanned.at(*found.span(), message, remedy)


def _is_range(found: re.Match[str]) -> bool:
    """Whether the short end of a range of years can be one: 2020-21, not the month in 2020-11."""
    return "last" not in found.re.groupindex or int(found["last"]) == int(found["first"]) % 100 + 1
