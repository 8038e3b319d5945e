"""REF-007: footnotes end alike, and cite what they name so that it can be found."""

from __future__ import annotations

import re

from briefgen.checks.reading import Reading, Scanned
from briefgen.checks.rule import Faults, in_manuscripts
from briefgen.findings import Grade
from briefgen.manuscript import Manuscript, Role

_CITED_ACT = re.compile(
    r"\b(?:Communication|Regulation|Directive|Decision|Recommendation|Conclusions|Report|Resolution)\b"
)
_CITED = re.compile(
    r"\b(?:COM|SWD|JOIN|C|SEC|ST|OJ)\b[ \u00a0(]*\d|\(E[UC]\)|\b(?:No\.?[ \u00a0])?\d+/\d{2,4}\b|https?://|\b(?:19|20)\d\d\b.{0,300}\bp\."
)

_ONE = "The footnote does not end with a full stop."


@in_manuscripts(
    "REF-007",
    Grade.WARNING,
    source="Interinstitutional Style Guide, Part Four: all footnotes end with a full stop; 5.9: how acts are cited",
    wrong="¹ Council document 7896/20",
    right="¹ Council document 7896/20.",
)
def form(manuscript: Manuscript, reading: Reading) -> Faults:
    """Every footnote ends with a full stop, and names year and number of the act that it cites."""
    notes = [each for each in reading.passages(manuscript) if each.passage.role is Role.NOTE]
    yield from _stops(notes)
    for note in notes:
        if note.language == "en":
            yield from _citation(note)


def _stops(notes: list[Scanned]) -> Faults:
    """One finding for all notes without a stop, at the first of them."""
    bare = [each for each in notes if each.text.rstrip()[-1:] not in ".!?…)" or each.text.rstrip().endswith("()")]
    if not bare:
        return
    first = bare[0]
    text = first.text.rstrip()
    message = f"Of {len(notes)} footnotes, {_which(bare)} not end with a full stop." if len(notes) > 1 else _ONE
    yield first.at(max(0, len(text) - 30), len(text), message, "End each footnote with a full stop.")


def _which(bare: list[Scanned]) -> str:
    """Which notes do not; those of the record have their numbers in the document only."""
    numbers = [number for each in bare[:12] if (number := each.passage.number.strip("."))]
    if not numbers:
        return "one does" if len(bare) == 1 else f"{len(bare)} do"
    return f"note {numbers[0]} does" if len(bare) == 1 else f"notes {', '.join(numbers)} do"


def _citation(note: Scanned) -> Faults:
    """An act without number is hard to find; without a year it is lost."""
    act = _CITED_ACT.search(note.text)
    yearless = [said for said in note.dates if not said.has_year and said.form in ("day", "month")]
    if not act or not yearless:
        return
    said = yearless[0]
    number = "" if _CITED.search(note.text) else " and no number"
    message = f"This cites an act of “{said.typed}” with no year{number}, by which it could be found."
    yield note.at(said.start, said.end, message, "Add the year, and the act’s number: COM(2020) 315, (EU) 2019/1240.")
