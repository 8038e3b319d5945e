"""The conclusions of the sample as the tests look at them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

from briefgen.asof import situation_as_of
from briefgen.model.dossier import Dossier
from briefgen.model.kinds import ParagraphEntry
from briefgen.model.manuscript import Manuscript, Passage, Role
from briefgen.sources import read_dossier
from briefgen.text import calls
from briefgen.word.reader import read_manuscript
from tests.sample_documents import document
from tests.sample_dossier import ROOT

FOLDER = ROOT / "data" / "western-balkans-security-conclusions"
DRAFT, ADOPTED = date(2020, 5, 28), date(2020, 6, 5)
MADE = {DRAFT: "conclusions-2020-05-28-draft", ADOPTED: "conclusions-2020-06-05"}
CITED = ("5312/20", "COM(2020) 315", "7704/17", "15250/18", "5754/20", "COM(2019) 293")


@cache
def dossier() -> Dossier:
    return read_dossier(FOLDER)[0]


def standing(day: date) -> tuple[ParagraphEntry, ...]:
    return situation_as_of(dossier(), day).paragraphs("conclusions")


def of_kind(day: date, kind: str) -> list[ParagraphEntry]:
    return [row for row in standing(day) if row.kind == kind]


@cache
def made(day: date) -> Manuscript:
    return read_manuscript(document(MADE[day]), "conclusions.docx")


def clauses(day: date) -> list[Passage]:
    """The recitals and points of the finished document."""
    return numbered(made(day))


def numbered(manuscript: Manuscript) -> list[Passage]:
    return [each for each in manuscript.passages if each.role is Role.NUMBERED]


def numbers(day: date) -> dict[str, int]:
    """The number that each recital and point is to have."""
    rows = [*of_kind(day, "recital"), *of_kind(day, "point")]
    return {row.paragraph: number for number, row in enumerate(rows, 1)}


def references(day: date) -> Iterator[tuple[str, str]]:
    """Which paragraph refers to which point."""
    for row in standing(day):
        for call in calls(row.text):
            if call.word == "ref":
                yield row.paragraph, str(call.args[0]).removeprefix("point/")
