"""What a line of a paper is by its form: in capitals, numbered by hand, the name of who was quoted, a link."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from msgspec.structs import replace

from briefgen.checks.language.dates import dates_in
from briefgen.intake.word.papers.paper import one_line_of
from briefgen.intake.word.texts import without_start
from briefgen.localise.house_style import style_of
from briefgen.model.manuscript import Passage, Role
from briefgen.model.richtext import Span

_TYPED_NUMBER: Final = re.compile(r"[ \t\u00a0]*[(]?(?P<number>[0-9]{1,3})[.)][ \t\u00a0]+(?=\S)")
_LONGEST_SPEAKER: Final = 140
_LONGEST_PERSON: Final = 120
_MOST_NAMES: Final = 5
_PARTICLES: Final = frozenset("de da di do dos du del della den der la le ter van von von zu y e i bin al".split())
_SENTENCE_ENDS: Final = ".!?;:…"


class Person(NamedTuple):
    """Who said a quotation."""

    name: str
    function: str = ""


def with_typed_number(piece: Passage) -> Passage:
    """A paragraph whose number is typed as one that Word numbers; any other as it is."""
    typed = _TYPED_NUMBER.match(piece.text) if piece.role is Role.PARAGRAPH and piece.cell is None else None
    if typed is None:
        return piece
    spans = without_start(piece.spans, typed.end())
    return replace(piece, spans=spans, role=Role.NUMBERED, number=f"{typed['number']}.")


def number_of(piece: Passage) -> int:
    """The number of a paragraph, or 0."""
    digits = piece.number.strip(" ().")
    return int(digits) if piece.role is Role.NUMBERED and digits.isdecimal() else 0


def is_in_capitals(piece: Passage) -> bool:
    """Whether a line is one of capitals, as those who speak in conclusions stand."""
    text = one_line_of(piece)
    is_text = piece.role in (Role.PARAGRAPH, Role.HEADING, Role.TITLE) and piece.cell is None
    return is_text and text.isupper() and " " in text and len(text) <= _LONGEST_SPEAKER


def begins_in_capitals(piece: Passage) -> bool:
    """Whether a paragraph begins with a word in capitals and goes on in small letters."""
    first, _, rest = one_line_of(piece).partition(" ")
    return first.isupper() and sum(each.isalpha() for each in first) > 2 and not rest.isupper()


def person_of(piece: Passage) -> Person | None:
    """The person that a line names: some words with capitals, a comma, a function, and no stop."""
    text = one_line_of(piece)
    name, _, function = text.partition(", ")
    words = name.split()
    is_line = piece.role is Role.PARAGRAPH and piece.cell is None and len(text) <= _LONGEST_PERSON
    if not (is_line and function and 1 < len(words) <= _MOST_NAMES and text[-1] not in _SENTENCE_ENDS):
        return None
    named = all(each[0].isupper() or each in _PARTICLES for each in words) and not any(map(str.isdigit, name))
    return Person(name, function) if named else None


def link_of(piece: Passage) -> str | None:
    """Where a paragraph leads that is a link from end to end; None for any other, "" for one that leads nowhere."""
    said = [span for span in piece.spans if span.text.strip() or span.note]
    targets = {span.href for span in said}
    if not said or "" in targets or len(targets) > 1 or piece.cell:
        return None
    [target] = targets
    return target if target.lower().startswith(("https://", "http://", "mailto:")) else ""


def last_day_in(pieces: Sequence[Passage], language: str) -> date | None:
    """The last of the days that some lines name with their year."""
    found = [
        said.means.last
        for piece in pieces
        for said in dates_in(piece.text.replace("\u00a0", " "), style_of(language), None)
        if said.has_year and said.means and said.means.is_exact and said.means.last
    ]
    return max(found, default=None)


def without_stop(piece: Passage, signs: str = ";:,.") -> Passage:
    """A paragraph without the stop behind its last letter, also where a note's mark stands between."""
    spans = list(piece.spans)
    for at in reversed(range(len(spans))):
        if spans[at].text.strip():
            bare = spans[at].text.rstrip().rstrip(f"{signs}\u00a0 ")
            spans[at] = replace(spans[at], text=bare)
            if bare:
                break
    return replace(piece, spans=tuple(each for each in spans if each.text or each.note))


def stop_of(piece: Passage) -> str:
    """The stop at the end of a paragraph, or ""."""
    text = piece.text.rstrip()
    return text[-1] if text[-1:] in tuple(";:,.") else ""


def lines_in(piece: Passage) -> list[Passage]:
    """The lines of a paragraph that has line breaks, each as a paragraph without looks."""
    texts = filter(None, (" ".join(each.split()) for each in piece.text.split("\n")))
    return [replace(piece, spans=(Span(each),)) for each in texts]
