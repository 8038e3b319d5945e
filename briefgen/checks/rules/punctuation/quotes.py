"""PUN-004: one kind of quotation marks and apostrophes, that of the language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from briefgen.checks.engine.context import Reading
from briefgen.checks.engine.grouping import Spot, told
from briefgen.checks.engine.rule import Fault, in_manuscripts
from briefgen.findings import Grade
from briefgen.localise import HouseStyle
from briefgen.model.manuscript import Manuscript

_APOSTROPHES: Mapping[str, re.Pattern[str]] = {
    "straight": re.compile(r"(?<![^\W\d_])[^\W\d_]+'(?:[^\W\d_]+|(?=\s))"),
    "curly": re.compile(r"(?<![^\W\d_])[^\W\d_]+’(?:[^\W\d_]+|(?=\s))"),
}
_QUOTED = re.compile(
    r"(?P<straight>(?<!\w)\"[^\"\n]{2,200}\"(?!\w))|(?P<single>(?<!\w)'[^'\n]{2,80}'(?!\w))"
    r"|(?P<paired>[„“”‚‘«»][^„“”‚‘’«»\"\n]{2,200}[”“’‘»«])"
)
_VALUE = re.compile(r"\{\{.{0,300}?\}\}")  # one that could not be said stands in the text as it is typed
_SIGN = re.compile("[„“”‚‘«»\"']")
_OPENING = "„“”‚‘«»"


@in_manuscripts(
    "PUN-004",
    Grade.HINT,
    source="Interinstitutional style guide, 4.2.3 and the house style of each language",
    wrong="Member States’ assistance, and the partners' self-perception",
    right="Member States’ assistance, and the partners’ self-perception",
)
def one_kind(manuscript: Manuscript, reading: Reading) -> Iterator[Fault]:
    """Quotation marks and apostrophes are of one kind throughout, and that of the language."""
    yield from _apostrophes(manuscript, reading)
    yield from _quotations(manuscript, reading)


def _apostrophes(manuscript: Manuscript, reading: Reading) -> Iterator[Fault]:
    found: dict[str, list[Spot]] = {}
    for kind, pattern in _APOSTROPHES.items():
        found[kind] = _spots(pattern, "'" if kind == "straight" else "’", manuscript, reading)
    rarer, other = sorted(found, key=lambda kind: (len(found[kind]), kind))
    if found[rarer]:
        what = f"has a {rarer} apostrophe, {len(found[other])} others here are {other}"
        yield from told(found[rarer], what, f"Make it {other}, or the others {rarer}.")


def _spots(pattern: re.Pattern[str], sign: str, manuscript: Manuscript, reading: Reading) -> list[Spot]:
    passages = (each for each in reading.passages(manuscript) if sign in each.text)
    return [
        Spot(scanned, *found.span())
        for scanned in passages
        for found in pattern.finditer(scanned.text)
        if not _closes_a_quotation(scanned.text, found)
    ]


def _closes_a_quotation(text: str, found: re.Match[str]) -> bool:
    """Whether the sign at the end of a word ends a quotation that began before it."""
    ends = found[0][-1] in "'’"
    opening = "'" if found[0][-1] == "'" else "‘‚’"
    last = max(text.rfind("'", 0, found.end() - 1), text.rfind("’", 0, found.end() - 1))
    return ends and bool(re.compile(rf"(?<!\w)[{opening}]\w").search(text, max(0, last), found.end() - 1))


def _quotations(manuscript: Manuscript, reading: Reading) -> Iterator[Fault]:
    kinds: dict[str, list[Spot]] = {}
    style: HouseStyle | None = None
    for scanned in reading.passages(manuscript):
        style = scanned.style
        text = scanned.text
        masked = _VALUE.sub(lambda value: " " * len(value[0]), text) if _SIGN.search(text) else ""
        for found in _QUOTED.finditer(masked):
            if found[0][0] in _OPENING + "\"'":
                kinds.setdefault(found[0][0], []).append(Spot(scanned, *found.span()))
    if style is None or not kinds:
        return
    usual = _usual(kinds, style)
    allowed = {usual, *(_marks(style) if style.language != "en" else ())}
    for kind, spots in kinds.items():
        if kind not in allowed:
            what = f"begins with the quotation mark {kind}, others here with {usual}"
            yield from told(spots, what, "Use one kind throughout.")


def _usual(kinds: Mapping[str, list[Spot]], style: HouseStyle) -> str:
    """The marks that a document keeps to: in English the more frequent, else those of the language."""
    if style.language != "en":
        return _marks(style)[0]
    return max(kinds, key=lambda kind: (len(kinds[kind]), kind))


def _marks(style: HouseStyle) -> tuple[str, str]:
    """The opening marks of a quotation and of one within it."""
    return style["quotation"][0], style["quotation_inner"][0]
