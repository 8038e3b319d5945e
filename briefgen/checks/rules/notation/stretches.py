"""DAT-017: a paper has one clock, and one kind of year range."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.checks.engine.context import CheckContext, ScannedPassage
from briefgen.checks.engine.rule import Fault, in_manuscripts
from briefgen.checks.language.patterns import late
from briefgen.checks.language.sentences import has_any
from briefgen.findings import Grade
from briefgen.model.manuscript import Manuscript

_TWELVE = late(r"\b\d{1,2}(?:[.:]\d\d)?[ \u00a0]?(?:[ap]\.m\.|[ap]m\b|noon\b)")
_NOON = ("p.m", "a.m", "pm", "am", "noon")
_TWENTY_FOUR = late(
    r"(?<![\d.,:/])\b(?:[01]?\d|2[0-3])[.:][0-5]\d\b(?![\d.,:]\d|[ \u00a0]?(?:%|[ap]\.?m|million|billion))"
)
_SHORT_RANGE = late(r"(?P<first>2(?<![\w/–-].)0\d\d)[–/-](?P<last>\d\d)\b(?![\d/–-])")
_LONG_RANGE = late(r"(?<![\d/–-])\b20\d\d[–/-]20\d\d\b(?![\d/–-])")


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
