"""NUM-007: the numbers of one column, or of one text, are written in one way."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from briefgen.checks.engine.context import CheckContext, ScannedPassage
from briefgen.checks.engine.rule import Fault, in_manuscripts
from briefgen.checks.language.patterns import late
from briefgen.findings import Grade
from briefgen.model.manuscript import Manuscript

_DECIMAL = late(r"\d{1,6}(?P<sign>[.,])\d{1,2}")
_LONGEST_LABEL = 10
_FOUR = late(r"[1-9](?<![\w.,/:\-–].)\d{3}(?![\w/:\-–]|[.,]\d)")
_GROUPED = late(r"\d(?<![\d.,].)[ \u00a0\u202f]\d{3}(?![\d])")
_BEHIND_SPACE = late(r"\d{3}(?!\d)")
_FOREIGN = late(r"(?<![\d.,])[1-9]\d{0,2},\d{3}(?![\d.,])(?=[ \u00a0][^\W\d_]{4,})")
_NOUN = late(
    r"[ \u00a0](?:(?:and|et|und|y|e|i|en|și|a|ir)[ \u00a0][\d \u00a0]{4,9}[ \u00a0])?"
    r"(?:[€%$]|[A-Z]{3}\b|[^\W\d_]{4,}|[a-z]\w)"
)
_LABEL = late(r"(?:[^\W\d_]{1,3}\.|[([,;:/]|\b[A-Z]{1,3}|\b(?:No|Nr|nr|Nummer|[Ss]eite|[Pp]age|[Ss]trona))[ \u00a0]?$")
_YEARS = range(1800, 2101)
_NEVER_FOUR = frozenset({"es", "pl", "pt"})  # where numbers of four digits stay whole


@in_manuscripts(
    "NUM-007",
    Grade.WARNING,
    source="https://style-guide.europa.eu (Interinstitutional style guide, 6.5 Punctuation in figures)",
    wrong="a column with 11.5 among 14,0 and 15,5; 1180 volunteers beside 2 400",
    right="a column with 11,5, 14,0 and 15,5; 1 180 volunteers beside 2 400",
)
def alike_in_columns(manuscript: Manuscript, context: CheckContext) -> Iterator[Fault]:
    """The decimals of a column have one sign, and the thousands of a paper are set apart alike."""
    passages = context.passages(manuscript)
    yield from _columns(passages)
    if manuscript.language in _NEVER_FOUR or not context.house.writes(manuscript.language):
        return
    likely = context.passages_at(manuscript, context.vocabulary(manuscript).matching(_BEHIND_SPACE.match))
    if any(_GROUPED.search(each.text) for each in likely):
        yield from (fault for each in passages for fault in _not_grouped(each))


def _columns(passages: Sequence[ScannedPassage]) -> Iterator[Fault]:
    columns: dict[tuple[int, int], list[tuple[ScannedPassage, str]]] = defaultdict(list)
    for each in passages:
        cell = each.passage.cell
        found = _DECIMAL.fullmatch(each.text.strip(" \u00a0%")) if cell else None
        if cell and found:
            columns[cell.table, cell.column].append((each, found["sign"]))
    for cells in columns.values():
        signs = [sign for _, sign in cells]
        rarer = min((".", ","), key=signs.count)
        if 0 < signs.count(rarer) * 2 < len(signs):
            for scanned, sign in cells:
                if sign == rarer:
                    message = f"“{scanned.text.strip()}” has another sign before its decimals than its column."
                    yield scanned.at(0, len(scanned.text), message, "Write the decimals of a column alike.")


def _counts(scanned: ScannedPassage, found: re.Match[str]) -> bool:
    """Whether a number says how many, or how much: a page, a code or a place has no noun behind it."""
    first = max(0, found.start() - _LONGEST_LABEL)
    is_named = _NOUN.match(scanned.text, found.end()) is not None
    return is_named and not _LABEL.search(scanned.text, first, found.start())


def _is_long(word: str) -> bool:
    """Whether a number of four figures stands in a word, from space to space, that is no year."""
    return any(int(found[0]) not in _YEARS for found in _FOUR.finditer(word))


def _not_grouped(scanned: ScannedPassage) -> Iterator[Fault]:
    for found in _FOUR.finditer(scanned.text) if scanned.has_word(_is_long) else ():
        if int(found[0]) in _YEARS:
            continue
        is_number = any(each.start == found.start() and each.end == found.end() for each in scanned.numbers)
        if is_number and not scanned.passage.cell and _counts(scanned, found):
            yield scanned.at(
                *found.span(), f"“{found[0]}” is not set apart as other thousands are.", "Set it apart too."
            )
    if "," in scanned.text and scanned.style["decimal_separator"] == ",":
        foreign = [*_FOREIGN.finditer(scanned.text)]
        exact = any(each[0][-1] != "0" for each in foreign)  # “4,055 Euro”: rates with three decimals
        for found in () if exact and scanned.language == "de" else foreign:
            message = f"“{found[0]}” reads as a number with decimals."
            yield scanned.at(*found.span(), message, "Set thousands apart as elsewhere, if that is meant.")
