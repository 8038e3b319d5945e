"""REF-009: Kosovo carries its asterisk, and the note stands with it, in each part of a document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefgen.checks.engine.context import Reading, Scanned
from briefgen.checks.engine.passages import is_composed
from briefgen.checks.engine.rule import Faults, in_manuscripts
from briefgen.findings import Grade
from briefgen.model.manuscript import Manuscript, Role

_NOTE = "“* This designation is without prejudice …”"

_NAMED = re.compile(r"\bKosov[oa]\b(?P<asterisk>[ \u00a0]?[*∗＊])?")
_TOLD = re.compile(r"1244(?:/|[ \u00a0]?\()?")
_LABEL = 60


@in_manuscripts(
    "REF-009",
    Grade.WARNING,
    source="agreed designation: asterisk and note at the first mention in each part of a document",
    wrong="Seven of them help Kosovo.",
    right="Seven of them help Kosovo*. … * This designation is without prejudice …",
)
def asterisk_and_note(manuscript: Manuscript, reading: Reading) -> Faults:
    """Kosovo has an asterisk where a part of a document first names it, and in headings, and the note stands below."""
    passages = reading.passages(manuscript)
    mentions = [each for each in passages if "Kosov" in each.text and not _is_note(each) and _NAMED.search(each.text)]
    if not mentions:
        return
    yield from _first_mentions(passages, mentions)
    yield from _headings(manuscript, mentions)
    starred = next((each for each in mentions if _starred(each)), None)
    if starred and not (any(_is_note(each) or _marks_note(each) for each in passages) or _under_exhibit(manuscript)):
        found = _NAMED.search(starred.text)
        assert found
        yield starred.at(*found.span(), "The asterisk of Kosovo has no note.", f"Put the agreed note below: {_NOTE}")


def _is_note(scanned: Scanned) -> bool:
    return bool(_TOLD.search(scanned.text)) and ("Kosov" in scanned.text or "UNSCR" in scanned.text)


def _marks_note(scanned: Scanned) -> bool:
    """Whether a real footnote of the passage is the note."""
    return any(span.note is not None and "1244" in str(span.note) for span in scanned.passage.spans)


def _under_exhibit(manuscript: Manuscript) -> bool:
    """Whether the note stands below a table or chart of the record."""
    return any(_TOLD.search(str(note)) for each in manuscript.passages if each.exhibit for note in each.exhibit.notes)


def _starred(scanned: Scanned) -> bool:
    found = _NAMED.search(scanned.text)
    return bool(found and found["asterisk"]) or _marks_note(scanned)


def _first_mentions(passages: Sequence[Scanned], mentions: Sequence[Scanned]) -> Faults:
    """The first mention of each part; a part ends where the note is typed below its text."""
    ends = [number for number, each in enumerate(passages) if _is_note(each) and each.passage.role is not Role.NOTE]
    order = {id(each): number for number, each in enumerate(passages)}
    seen: set[int] = set()
    for each in mentions:
        part = sum(end < order[id(each)] for end in ends)
        if part not in seen and not _starred(each):
            found = _NAMED.search(each.text)
            assert found
            where = "behind the note, in a part of its own, " if part else ""
            message = f"Kosovo is first named {where}without its asterisk." if part else "Kosovo lacks its asterisk."
            yield each.at(*found.span(), message, f"Write “Kosovo*” and put the agreed note below that part: {_NOTE}")
        seen.add(part)


def _headings(manuscript: Manuscript, mentions: Sequence[Scanned]) -> Faults:
    """Headings and labels, which are read without the text around them."""
    first = mentions[0]
    for each in mentions:
        label = each.passage.role in (Role.HEADING, Role.TITLE, Role.CAPTION) or _is_label(each)
        if each is not first and label and not _starred(each) and not is_composed(manuscript):
            found = _NAMED.search(each.text)
            assert found
            message = "This heading names Kosovo without its asterisk."
            yield each.at(*found.span(), message, "Write “Kosovo*” in headings as well.")


def _is_label(scanned: Scanned) -> bool:
    text = scanned.text.strip()
    return len(text) <= _LABEL and text[-1:].isalpha() and text.startswith("Kosov") and not scanned.passage.cell
