"""DAT-016 and DAT-017: ranges have both their words, and a paper one clock and one kind of year range."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from briefgen.checks.engine.context import CheckContext, ScannedPassage
from briefgen.checks.engine.rule import Fault, in_manuscripts, in_passages
from briefgen.checks.language.sentences import has_any
from briefgen.findings import Grade
from briefgen.model.manuscript import Manuscript

_ONE = r"(?:[^\W\d_]+[ \u00a0]){0,1}\d[\d.:]*(?:[ \u00a0][^\W\d_]{3,})?(?:[ \u00a0](?:19|20)\d\d)?"
_PAIRS: Final[Mapping[str, tuple[str, str, str, str]]] = {
    "de": ("[Zz]wischen", "bis", "[Vv]on", "zwischen … und … oder von … bis …"),
    "en": ("[Bb]etween", "to|until|till", "[Ff]rom", "between … and …, or from … to …"),
    "es": ("[Ee]ntre", "a|hasta", "[Dd]esde", "entre … y …, o de … a …"),
    "fr": ("[Ee]ntre", "à|jusqu[’']à|jusqu[’']en", "[Dd]epuis", "entre … et …, ou de … à …"),
    "it": ("[Tt]ra|[Ff]ra", "a|fino a", "[Dd]al?", "tra … e …, o da … a …"),
    "nl": ("[Tt]ussen", "tot", "[Vv]an", "tussen … en …, of van … tot …"),
    "pl": ("[Mm]iędzy", "do", "[Oo]d", "między … a …, albo od … do …"),
    "pt": ("[Ee]ntre", "a|até", "[Dd]esde", "entre … e …, ou de … a …"),
}


@in_passages(
    "DAT-016",
    Grade.WARNING,
    source="English usage: between … and, from … to; Interinstitutional Style Guide, 6.4: no dash behind “from”",
    wrong="The teams worked between 6.00 to 18.30, and the plan runs from 2026–2029.",
    right="The teams worked between 6.00 and 18.30, and the plan runs from 2026 to 2029.",
    languages=sorted(_PAIRS),
)
def both_words_of_a_range(scanned: ScannedPassage, _context: CheckContext) -> Iterator[Fault]:
    """What begins with “between” goes on with “and”, and what begins with “from” with “to”, not with a dash."""
    between, to, since, remedy = _PAIRS[scanned.language]
    if not has_any(scanned.text, _openings(scanned.language)):
        return
    wrong = rf"\b(?:{between})[ \u00a0]{_ONE}[ \u00a0](?:{to})[ \u00a0](?=[^\W\d_]{{0,12}}[ \u00a0]?\d)[^\s,;.]+"
    year = r"(?:[^\W\d_]+[ \u00a0])?(?:19|20)\d\d"
    dashed = rf"\b(?:{since})[ \u00a0]{year}[ \u00a0]?[–-][ \u00a0]?{year}"
    for found in re.finditer(rf"{wrong}|{dashed}", scanned.text):
        yield scanned.at(*found.span(), f"“{found[0]}” begins one way and goes on another.", f"Write {remedy}")


@lru_cache(maxsize=16)
def _openings(language: str) -> tuple[str, ...]:
    """Without their first letters, which may be capitals."""
    between, _, since, _ = _PAIRS[language]
    return tuple(re.sub(r"\[\w+\]|\W", "", word)[:4] for word in f"{between}|{since}".split("|"))


_TWELVE = re.compile(r"\b\d{1,2}(?:[.:]\d\d)?[ \u00a0]?(?:[ap]\.m\.|[ap]m\b|noon\b)")
_NOON = ("p.m", "a.m", "pm", "am", "noon")
_TWENTY_FOUR = re.compile(
    r"(?<![\d.,:/])\b(?:[01]?\d|2[0-3])[.:][0-5]\d\b(?![\d.,:]\d|[ \u00a0]?(?:%|[ap]\.?m|million|billion))"
)
_SHORT_RANGE = re.compile(r"(?<![\d/–-])\b(?P<first>20\d\d)[–/-](?P<last>\d\d)\b(?![\d/–-])")
_LONG_RANGE = re.compile(r"(?<![\d/–-])\b20\d\d[–/-]20\d\d\b(?![\d/–-])")


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
        yield from _rarer(
            passages, _TWELVE, _TWENTY_FOUR, ("p.m", "a.m", "pm", "am", "noon"), "Write the time by one clock: 18.30."
        )
    yield from _rarer(passages, _SHORT_RANGE, _LONG_RANGE, ("20",), "Write all ranges of years in one length.")


def _rarer(
    passages: tuple[ScannedPassage, ...],
    one: re.Pattern[str],
    other: re.Pattern[str],
    signs: tuple[str, ...],
    remedy: str,
) -> Iterator[Fault]:
    """What a paper writes in the rarer of two ways; `signs` stand in what is written in the first."""
    likely = [each for each in passages if has_any(each.text, signs)]
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
