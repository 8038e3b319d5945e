"""TRM-006: British spelling with -ise, closed compounds, official names as they are."""

from __future__ import annotations

import re

from briefgen.checks.engine.context import Reading, Scanned
from briefgen.checks.engine.rule import Faults, in_manuscripts
from briefgen.checks.language.sentences import before, behind
from briefgen.checks.rules.terms.names import refused
from briefgen.findings import Grade
from briefgen.model.manuscript import Manuscript

_IZE = re.compile(r"(?<![\w\-‑/.@])(?P<stem>[A-Za-z][a-z]*[a-z])iz(?P<end>e[sdr]?|ing|ations?|ational|able)\b")
_KEPT = frozenset(
    "s pr se ass caps bapt ma ba ga down up re over out mid under super full half".split()
)  # size, prize, seize, assize, capsize, maize, downsize, resize
_SOURCE = "Interinstitutional Style Guide, 10.3 and 10.1.8; Commission, English Style Guide: -ise, not -ize"


@in_manuscripts(
    "TRM-006",
    Grade.WARNING,
    source=_SOURCE,
    wrong="organized, multi-annual, combatting; the International Organisation for Migration",
    right="organised, multiannual, combating; the International Organization for Migration",
    languages=("en",),
)
def one_spelling(manuscript: Manuscript, reading: Reading) -> Faults:
    """Words are spelt with -ise and compounds closed up, as in EU texts; official names keep their own spelling."""
    yield from refused(manuscript, reading, "TRM-006")
    for scanned in reading.passages(manuscript):
        if "iz" in scanned.text:
            yield from _with_z(scanned)


def _with_z(scanned: Scanned) -> Faults:
    for found in _IZE.finditer(scanned.text):
        if found["stem"].removesuffix("s") in _KEPT or found["stem"] in _KEPT or _is_name(found, scanned.text):
            continue
        british = f"{found['stem']}is{found['end']}"
        yield scanned.at(*found.span(), f"“{found[0]}” is spelt with a z.", f"Write “{british}”.")


def _is_name(found: re.Match[str], text: str) -> bool:
    """Whether a word has a capital and does not begin a sentence: it is part of an official name."""
    left = before(text, found.start()).rstrip()
    begins = not left or left[-1] in ".!?:;•"
    name_follows = bool(re.match(r"[ \u00a0](?:for|of the|of)?[ \u00a0]?[A-Z]", behind(text, found.end())))
    return found[0][0].isupper() and (not begins or name_follows)
