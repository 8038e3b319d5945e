"""NUM-006: ordinals of one paper have one form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.checks.engine.context import CheckContext, ScannedPassage
from briefgen.checks.engine.rule import Fault, in_manuscripts
from briefgen.findings import Grade
from briefgen.model.manuscript import Manuscript

_OPENS = re.compile(r"(?:(?<=[.;:] )|^)(?:First|Second|Third|Fourth|Fifth)(?P<ly>ly)?(?=,[ \u00a0])")
_WORDS = {"1st": "First", "2nd": "Second", "3rd": "Third", "4th": "Fourth", "5th": "Fifth", "6th": "Sixth"}
_IN_FIGURES = re.compile(r"\b(?P<number>1st|2nd|3rd|[456]th)[ \u00a0](?P<name>[A-Z][a-z]+)")


@in_manuscripts(
    "NUM-006",
    Grade.WARNING,
    source="Interinstitutional Style Guide, 10.5: one notation in one paper",
    wrong="First, they collect offers. Secondly, they plan. Third, they report.",
    right="First, they collect offers. Second, they plan. Third, they report.",
    languages=("en",),
)
def ordinals_alike(manuscript: Manuscript, context: CheckContext) -> Iterator[Fault]:
    """A list has first, second, third, or firstly, secondly, thirdly; a name has its number in figures or in words."""
    passages = context.passages(manuscript)
    for scanned in passages:
        yield from _steps(scanned) if "irst" in scanned.text else ()
    words: set[str] = set()
    for scanned in passages:
        for found in _IN_FIGURES.finditer(scanned.text):
            spelt = f"{_WORDS[found['number']]} {found['name']}"
            words |= {spelt} if any(spelt in each.text for each in passages) else set()
            if spelt in words:
                yield scanned.at(*found.span(), f"“{found[0]}” is “{spelt}” elsewhere.", "Write it one way.")


def _steps(scanned: ScannedPassage) -> Iterator[Fault]:
    found = list(_OPENS.finditer(scanned.text))
    with_ly = [each for each in found if each["ly"]]
    without = [each for each in found if not each["ly"]]
    for each in min((with_ly, without), key=len) if len(found) > 2 else ():
        yield scanned.at(
            *each.span(), f"“{each[0]}” has another form than its neighbours.", "Give all of them one form."
        )
