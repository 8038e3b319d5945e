"""PUN-007: the colon of a bold lead-in stands inside or outside the bold, one way throughout."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefgen.checks.reading import Reading, Scanned
from briefgen.checks.rule import Fault, in_manuscripts
from briefgen.checks.telling import Spot, told
from briefgen.findings import Grade
from briefgen.manuscript import Manuscript


@in_manuscripts(
    "PUN-007",
    Grade.HINT,
    source="Lead-ins of one document look alike.",
    wrong="**Egypt:** talks … **Pakistan**: talks",
    right="**Egypt:** talks … **Pakistan:** talks",
)
def colons(manuscript: Manuscript, reading: Reading) -> Iterator[Fault]:
    """The colon behind a bold lead-in is bold everywhere or nowhere; in tables and outside they may differ."""
    passages = reading.passages(manuscript)
    for part in (
        [each for each in passages if each.passage.cell],
        [each for each in passages if not each.passage.cell],
    ):
        inside, outside = _lead_ins(part)
        if inside and outside:
            bold = len(inside) <= len(outside)
            rarer, others = (inside, outside) if bold else (outside, inside)
            what = f"has its colon {'inside' if bold else 'outside'} the bold, {len(others)} others have it otherwise"
            yield from told(rarer, what, "Put the colon where the others have it.")


def _lead_ins(part: Iterable[Scanned]) -> tuple[list[Spot], list[Spot]]:
    """Bold beginnings of passages with a colon: those that hold it, and those that it follows."""
    inside, outside = [], []
    for scanned in part:
        bold = ""
        for span in scanned.passage.spans:
            if not span.bold:
                break
            bold += span.text
        is_whole = len(bold) == len(scanned.text)
        if bold.rstrip().endswith(":") and not is_whole:
            inside.append(Spot(scanned, 0, len(bold.rstrip())))
        elif bold and scanned.text[len(bold) :].lstrip(" \u00a0").startswith(":"):
            outside.append(Spot(scanned, 0, len(bold) + 1))
    return inside, outside
