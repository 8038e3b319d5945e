"""The head of a Council document: dateline, number, marking, subject codes, type, and the table From / To / Subject."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from msgspec import Struct, field

from briefgen.intake.word.days import dates_of
from briefgen.intake.word.fixed_words import label_of
from briefgen.intake.word.papers.paper import one_line_of
from briefgen.model.manuscript import Passage

_MOST_PIECES: Final = 60
_LONGEST_LINE: Final = 90
_NUMBER: Final = re.compile(r"\d{1,5}(?:/\d)?/\d{2,4}(?: (?:REV|ADD|COR|INIT|EXT|DCL|AMD)(?: ?\d+)?)*")
_CODE: Final = re.compile(r"(?=[A-Z/ -]*[A-Z]{2})[A-Z][A-Z/ -]{1,24} \d{1,4}")
_ORIGINAL: Final = re.compile(r"\([^()]{1,8}\.?:? [a-z]{2}(?:[,/ ]+[a-z]{2})*\)")
_MARKINGS: Final = frozenset(
    {"LIMITE", "PUBLIC", "RESTREINT UE/EU RESTRICTED", "CONFIDENTIEL UE/EU CONFIDENTIAL", "SPECIMEN", "SPÉCIMEN"}
)
_LABELLED: Final = re.compile(r"(?P<label>[^:\t]{1,40})[:\t][:\s]*(?P<entry>\S.*)", re.DOTALL)
_LEAST_LABELS: Final = 2


class HeadEntry(NamedTuple):
    """A row of the table in the head: what it is of, and its words."""

    label: str
    words: str


class Cover(Struct):
    """A head; what it does not say is "" or None.

    Attributes:
        entries: by "from", "to", "on", "subject" and "previous".
        type_line: what the paper calls itself: NOTE, OUTCOME OF PROCEEDINGS.
        end: at which of the pieces the paper itself begins; 0 where it has no such head.
        others: lines of the head that are none of these.
    """

    number: str = ""
    marking: str = ""
    codes: list[str] = field(default_factory=list)
    entries: dict[str, str] = field(default_factory=dict)
    institution: str = ""
    type_line: str = ""
    place: str = ""
    day: date | None = None
    end: int = 0
    others: list[Passage] = field(default_factory=list)


def read_cover(pieces: Sequence[Passage], language: str) -> Cover:
    """The head of a paper: one with a subject and who it is from or to, in any language of the EU.

    Args:
        pieces: the paragraphs of the body that say something.
    """
    found = Cover()
    labelled = dict(_labelled(pieces[:_MOST_PIECES]))
    found.entries = {entry.label: entry.words for entry in labelled.values()}
    if "subject" not in found.entries or len(found.entries) < _LEAST_LABELS:
        return Cover()
    found.end = _end(pieces, max(labelled))
    of_table = {id(pieces[at]) for at in labelled} | {id(each) for each in _rest(pieces, labelled)}
    for each in pieces[: found.end]:
        if id(each) not in of_table:
            _Line(found, each, language).read()
    return found


def _labelled(pieces: Sequence[Passage]) -> Iterator[tuple[int, HeadEntry]]:
    """The labels with their entries: in the next cell of the row, or behind the colon of a line."""
    for at, piece in enumerate(pieces):
        typed = _LABELLED.fullmatch(piece.text.strip())
        if piece.cell and (label := label_of(piece.text)):
            if words := " ".join(map(one_line_of, _beside(piece, pieces))):
                yield at, HeadEntry(label, words)
        elif typed and (label := label_of(typed["label"])):
            yield at, HeadEntry(label, " ".join(typed["entry"].split()))


def _beside(label: Passage, pieces: Sequence[Passage]) -> Iterator[Passage]:
    cell = label.cell
    for each in pieces if cell else ():
        if cell and each.cell and (each.cell.table, each.cell.row) == (cell.table, cell.row) and each.cell != cell:
            yield each


def _rest(pieces: Sequence[Passage], labelled: dict[int, HeadEntry]) -> Iterator[Passage]:
    for at in labelled:
        yield from _beside(pieces[at], pieces)


def _end(pieces: Sequence[Passage], last: int) -> int:
    """Behind the last label, and behind its table."""
    cell = pieces[last].cell
    inside = (at for at, each in enumerate(pieces) if cell and each.cell and each.cell.table == cell.table)
    return max([last, *inside]) + 1


class _Line(Struct):
    """A line above the table."""

    cover: Cover
    piece: Passage
    language: str

    def read(self) -> None:
        """Put it where it belongs."""
        for line in filter(None, (" ".join(each.split()) for each in self.piece.text.split("\n"))):
            if not (_ORIGINAL.fullmatch(line) or self._is_known(line)):
                self.cover.others.append(self.piece)

    def _is_known(self, line: str) -> bool:
        cover = self.cover
        if not cover.day and (dated := _dateline(line, self.language)):
            cover.place, cover.day = dated
        elif _NUMBER.fullmatch(line) and not cover.number:
            cover.number = line
        elif line in _MARKINGS and not cover.marking:
            cover.marking = line
        elif _CODE.fullmatch(line):
            cover.codes.append(line)
        else:
            return self._is_name(line)
        return True

    def _is_name(self, line: str) -> bool:
        """The institution stands above all else, the type of the paper below."""
        cover = self.cover
        is_above = not (cover.day or cover.number or cover.codes)
        if is_above and len(line) <= _LONGEST_LINE and not any(each.isdigit() for each in line):
            cover.institution = f"{cover.institution} {line}".strip()
        elif not is_above and not cover.type_line and line.isupper():
            cover.type_line = line
        else:
            return False
        return True


def _dateline(line: str, language: str) -> tuple[str, date] | None:
    start, day = next(iter(dates_of(line, language)), (0, None))
    if day is None or len(line) > _LONGEST_LINE:
        return None
    place = re.split(r",|\s(?:den|le|dne)\s", line[:start].strip())[0].strip(" ,")
    return ("" if any(each.isdigit() for each in place) else place), day
