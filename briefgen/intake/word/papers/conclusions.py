"""Council conclusions as they were read: cover text, recitals, heads, operative points, dashes.

What the template of conclusions sets by rule (capitals, stops, numbers, the words THE COUNCIL) is not kept; where the
paper had it otherwise, that is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from briefgen.intake.word.fixed_words import says
from briefgen.intake.word.papers.covers import Cover
from briefgen.intake.word.papers.lines import (
    begins_in_capitals,
    is_in_capitals,
    lines_in,
    number_of,
    stop_of,
    with_typed_number,
    without_stop,
)
from briefgen.intake.word.papers.paper import PaperRead, PaperRow, PaperWork, one_line_of
from briefgen.localise.formal import find_opening, keeps_its_stop, upper_case
from briefgen.localise.house_style import style_of
from briefgen.model.manuscript import Passage, Role
from briefgen.model.richtext import Span

_LONGEST_TITLE: Final = 300
_UNKNOWN_DAY: Final = "2999-12-31"
_LEAST_RECITALS: Final = 2
_IS_DRAFT: Final = re.compile(r"\s*\([^()]*\)$")
_SPEAKERS: Final = {"council": "THE COUNCIL OF THE EUROPEAN UNION", "acting": "THE COUNCIL"}


class _Clause(Struct):
    """A recital, head, point or dash, with the paragraphs that belong to it."""

    kind: str
    pieces: list[Passage]
    number: int = 0
    stop: str = ""


def find_speaker(pieces: Sequence[Passage]) -> int | None:
    """Where the line stands that the recitals follow: in capitals, with a comma; None where there is none."""
    for at, piece in enumerate(pieces):
        if is_in_capitals(piece) and one_line_of(piece).endswith(","):
            below = [with_typed_number(each) for each in pieces[at + 1 : at + 4]]
            if sum(begins_in_capitals(each) for each in below) >= min(_LEAST_RECITALS, len(below)) > 0:
                return at
    return None


def read_conclusions(work: PaperWork, cover: Cover) -> PaperRead:
    """The conclusions of a paper that `find_speaker` finds a speaker in."""
    speaker = find_speaker(work.pieces)
    assert speaker is not None, "asked of conclusions alone"
    above = work.pieces[cover.end : speaker]
    start = _start_of_title(above)
    subtitle, title = _titles(above[start:], work)
    clauses_reader = _Clauses(work)
    clauses = clauses_reader.read(work.pieces[speaker + 1 :])
    _tell_stops(clauses, work)
    _tell_numbers(clauses, work)
    rows = tuple(_row(each, work) for each in clauses)
    text = work.texts.read(above[:start]) if start else ""
    subject = cover.entries.get("subject", "") or f"{title} {subtitle}".strip()
    if says(cover.type_line, "draft"):
        subject = _IS_DRAFT.sub("", subject)
    speakers = _speakers(work.pieces[speaker], clauses_reader.acting, work)
    about = {"subtitle": work.plain(subtitle), **speakers}
    return PaperRead("", "conclusions", title=subject, about=about, rows=rows, body=text)


def _speakers(speaker: Passage, acting: str, work: PaperWork) -> dict[str, str]:
    """Who speaks and acts, where the words are not those that every template has."""
    said = {"council": one_line_of(speaker).rstrip(", \u00a0"), "acting": acting}
    return {entry: work.plain(words) for entry, words in said.items() if words and words != _SPEAKERS[entry]}


def _start_of_title(above: Sequence[Passage]) -> int:
    """Where the title begins among what stands between the head and the speaker."""
    start = len(above)
    while start and len(above[start - 1].text) <= _LONGEST_TITLE and not above[start - 1].text.rstrip().endswith("."):
        start -= 1
    return start


def _titles(title: Sequence[Passage], work: PaperWork) -> tuple[str, str]:
    """The subtitle and the first line of a title; "ANNEX" above it is the template's."""
    lines = [line for each in title for line in lines_in(each) if not says(line.text, "annex")]
    if not lines:
        return "", ""
    if not says(lines[0].text, "conclusions"):
        work.tell("a title that the template has otherwise: COUNCIL CONCLUSIONS", lines[:1])
    return " ".join(each.text for each in lines[1:]), lines[0].text


class _Clauses(Struct):
    """Finds the clauses one after the other."""

    work: PaperWork
    found: list[_Clause] = field(default_factory=list)
    zone: str = "recital"
    acting: str = ""

    def read(self, pieces: Sequence[Passage]) -> list[_Clause]:
        """All of them."""
        numbered = [with_typed_number(each) for each in pieces]
        are_numbered = any(map(number_of, numbered))
        for each in numbered:
            if each.cell:
                self.work.tell("tables, for which conclusions have no place", [each])
            elif is_in_capitals(each):
                self._head(each)
            elif each.role is Role.BULLET:
                self._dash(each)
            else:
                self._paragraph(each, are_numbered=are_numbered)
        return self.found

    def _head(self, piece: Passage) -> None:
        """Whom the Council calls on; before the first, who acts."""
        is_acting = self.zone == "recital" and not one_line_of(piece).endswith(":")
        self.zone = "point"
        if is_acting:
            self.acting = one_line_of(piece)
        else:
            self.found.append(_Clause("calls", [piece]))

    def _dash(self, piece: Passage) -> None:
        if any(each.kind != "calls" for each in self.found[-1:]):
            self.found.append(_Clause("dash", [piece]))
        else:
            self.work.tell("dashes below no recital and no point", [piece])

    def _paragraph(self, piece: Passage, *, are_numbered: bool) -> None:
        begins = begins_in_capitals(piece) if self.zone == "recital" else not are_numbered
        if piece.role is Role.HEADING:
            self.work.tell("headings, for which conclusions have no place", [piece])
        elif number_of(piece) or begins or not self.found or self.found[-1].kind == "calls":
            self.found.append(_Clause(self.zone, [piece], number_of(piece)))
        else:
            self.work.tell("paragraphs without a number, put to the one before as a line of it", [piece])
            self.found[-1].pieces.append(piece)


def _row(clause: _Clause, work: PaperWork) -> PaperRow:
    style = style_of(work.language)
    last = clause.pieces[-1]
    pieces = clause.pieces if keeps_its_stop(last.text.rstrip(), style) else [*clause.pieces[:-1], without_stop(last)]
    text = work.text(_joined(pieces))
    return PaperRow(clause.kind, _in_small_letters(text, work) if clause.kind == "recital" else text, last.place)


def _joined(pieces: Sequence[Passage]) -> Passage:
    """Paragraphs as lines of one: only the first has a number."""
    spans = [span for each in pieces for span in (Span("\n"), *each.spans)][1:]
    return replace(pieces[0], spans=tuple(spans))


def _in_small_letters(text: str, work: PaperWork) -> str:
    """A recital as it is typed in the ledger, where the rule gives it the same capitals again."""
    style = style_of(work.language)
    opening = find_opening(text, style)
    small = opening.lower() + text[len(opening) :]
    again = find_opening(small, style)
    return small if again == opening.lower() and upper_case(again, style) == opening else text


def _tell_stops(clauses: Sequence[_Clause], work: PaperWork) -> None:
    """Which stops the rule sets otherwise than they were typed."""
    of_text = [each for each in clauses if each.kind != "calls"]
    clause_stop = ""
    for at, each in enumerate(of_text):
        below = of_text[at + 1 :]
        if each.kind != "dash":
            follows = next((other.kind for other in below if other.kind != "dash"), "")
            clause_stop = "." if not follows else "," if (each.kind, follows) == ("recital", "point") else ";"
        is_last_dash = not (below and below[0].kind == "dash")
        opens = each.kind != "dash" and not is_last_dash
        each.stop = ":" if opens else clause_stop if is_last_dash else ";"
        if (typed := stop_of(each.pieces[-1])) != each.stop:
            work.tell(
                f"stops that the rules of conclusions set otherwise: “{each.stop}” for “{typed}”", each.pieces[-1:]
            )


def _tell_numbers(clauses: Sequence[_Clause], work: PaperWork) -> None:
    """Which paragraphs get another number, as numbers run on from the first recital."""
    counted = [each for each in clauses if each.kind in ("recital", "point")]
    for number, each in enumerate(counted, 1):
        if each.number != number:
            typed = f"“{each.number}”" if each.number else "none"
            work.tell(f"numbers that run on otherwise: {number} for {typed}", each.pieces[:1])


def about_of_conclusions(cover: Cover, work: PaperWork) -> dict[str, str]:
    """What says whether they were adopted, or are a draft of a day that is not known."""
    if says(cover.type_line, "draft"):
        work.tell(f"a draft, whose day of adoption is not known: “adopted” has {_UNKNOWN_DAY} instead", work.pieces[:1])
        return {"adopted": _UNKNOWN_DAY, "draft": cover.number}
    if cover.type_line and not says(cover.type_line, "outcome"):
        line = replace(work.pieces[0], spans=(Span(cover.type_line),))
        work.tell("what the paper calls itself, which is OUTCOME OF PROCEEDINGS in the template", [line])
    entries = {"adopted": cover.day.isoformat() if cover.day else "", "draft": cover.entries.get("previous", "")}
    return {entry: said for entry, said in entries.items() if said}
