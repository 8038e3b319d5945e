"""Manuscripts and readings for the tests of rules, and what a rule finds in them."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from briefgen.asof import situation_as_of
from briefgen.checks import CheckContext, RuleSelection, check
from briefgen.findings import Finding, Place
from briefgen.model.dossier import Dossier
from briefgen.model.manuscript import CellOf, Manuscript, Passage, Role
from briefgen.model.richtext import Span
from tests.builders import day

AS_OF = day("2023-03-17")


def a_passage(text: str, **overrides: Any) -> Passage:
    """A paragraph of a finished file."""
    return replace(Passage((Span(text),), Place("note.docx", spot=text[:20])), **overrides)


def a_bullet(text: str, **overrides: Any) -> Passage:
    return a_passage(text, role=Role.BULLET, **overrides)


def a_cell(text: str, row: int = 1, column: int = 2, **overrides: Any) -> Passage:
    return a_passage(text, cell=CellOf(1, row, column), **overrides)


def a_typed_cell(text: str, source: str = "", **overrides: Any) -> Passage:
    """A follow-up of the record, by its text as printed and as typed."""
    place = Place("followup.csv", row=2, column="text")
    return replace(a_bullet(text, source=source or text, key="followup/roadmap", place=place), **overrides)


def a_title(text: str) -> Passage:
    return a_passage(text, role=Role.TITLE)


def a_row(row: int, *cells: str | tuple[str, ...]) -> list[Passage]:
    """A row of the first table; a cell is a text, or several paragraphs."""
    columns = [(cell,) if isinstance(cell, str) else cell for cell in cells]
    return [
        a_cell(
            text, row, column, place=Place("note.docx", spot=f"table 1, row {row}, column {column}, paragraph {number}")
        )
        for column, texts in enumerate(columns, 1)
        for number, text in enumerate(texts, 1)
    ]


def a_manuscript(*texts: str | Passage, **overrides: Any) -> Manuscript:
    """A document of these paragraphs; a finished file unless `kind` says otherwise."""
    passages = tuple(
        a_passage(each, place=Place("note.docx", spot=f"paragraph {number}")) if isinstance(each, str) else each
        for number, each in enumerate(texts, 1)
    )
    days: dict[str, Any] = {name: day(overrides.pop(name)) for name in ("as_of", "written") if overrides.get(name)}
    return replace(Manuscript("note.docx", passages, as_of=AS_OF), **overrides, **days)


def a_context(
    *manuscripts: Manuscript, dossier: Dossier | None = None, as_of: str = "2023-03-17", known_on: str = ""
) -> CheckContext:
    """What the rules are asked about: documents, with the record that they come from, if any."""
    known = day(known_on) if known_on else None
    situation = situation_as_of(dossier, day(as_of), known) if dossier else None
    return CheckContext(manuscripts, situation, day(as_of))


def findings(rule: str, *asked: str | Passage | Manuscript | CheckContext, language: str = "en") -> list[Finding]:
    """What one rule finds in a context, in manuscripts, or in one file of some paragraphs."""
    if asked and isinstance(asked[0], CheckContext):
        context = asked[0]
    elif asked and isinstance(asked[0], Manuscript):
        context = a_context(*(each for each in asked if isinstance(each, Manuscript)))
    else:
        texts = (each for each in asked if isinstance(each, str | Passage))
        context = a_context(a_manuscript(*texts, language=language))
    return check(context, RuleSelection((rule,)))


def words(rule: str, *asked: str | Passage | Manuscript | CheckContext, language: str = "en") -> list[str]:
    """The words that a rule complains of."""
    return [each.words for each in findings(rule, *asked, language=language)]
