"""What a thing is called, and what it must not be called: the dossier's terms, and those of the EU institutions.

The latter are in `eu_terms.csv`, each entry with its source; a term of the dossier goes before one of them.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from briefgen.findings import Grade
from briefgen.model.dossier import GlossaryEntry


class Term(Struct, frozen=True):
    """One entry.

    Attributes:
        preferred: the term as it is written, with its capitals.
        refused: other names for the same thing, and other spellings, that are not to be used.
        language: that it is for; "" for all.
        note: why, or where it may be used all the same.
        also: other right names of the thing; a document keeps to one of them all.
        since: from which day the term holds; a document of an earlier day is not asked.
        unless: where one of these stands in the same passage, other names are right.
        rule: the id that its findings name; "" where it depends on what is refused.
        grade: of its faults.
    """

    preferred: str
    refused: tuple[str, ...] = ()
    language: str = "en"
    note: str = ""
    also: tuple[str, ...] = ()
    since: date | None = None
    unless: tuple[str, ...] = ()
    rule: str = ""
    grade: Grade = Grade.WARNING

    def rule_for(self, refused: str) -> str:
        """The id that a finding of a refused word names: of capitals where nothing else differs, else of names."""
        return self.rule or ("TRM-002" if refused.casefold() == self.preferred.casefold() else "TRM-001")


class Glossary(Struct, frozen=True):
    """The terms that a run goes by; the dossier's own come first."""

    terms: tuple[Term, ...] = ()


def glossary_of(entries: Iterable[GlossaryEntry]) -> Glossary:
    """The glossary of a dossier, from the rows of its table."""
    return Glossary(tuple(Term(each.term, each.refused, each.language, each.note) for each in entries))


_FILE = Path(__file__).with_name("eu_terms.csv")


@lru_cache(maxsize=1)
def eu_terms() -> tuple[Term, ...]:
    """The terms of the file, in its order; those of one name are several entries."""
    with _FILE.open(encoding="utf-8", newline="") as table:
        return tuple(_term(row) for row in csv.DictReader(table))


def _term(row: dict[str, str]) -> Term:
    return Term(
        preferred=row["term"],
        refused=_split(row["refused"]),
        language=row["language"],
        note=row["source"],
        also=_split(row["also"]),
        since=date.fromisoformat(row["since"]) if row["since"] else None,
        unless=_split(row["unless"]),
        rule=row["rule"],
        grade=Grade[row["grade"].upper()],
    )


def _split(cell: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in cell.split("|") if each.strip())


@lru_cache(maxsize=16)
def terms_for(own: Glossary, language: str, *, of_eu: bool = True) -> tuple[Term, ...]:
    """All terms for a language: the dossier's own, then those of the EU where it says nothing of the same words."""
    mine = tuple(each for each in own.terms if each.language in ("", language))
    taken = {word for each in mine for word in (each.preferred, *each.refused, *each.also)}
    return (*mine, *(_without(taken, language) if of_eu else ()))


def _without(taken: set[str], language: str) -> Iterator[Term]:
    for term in eu_terms():
        names = {term.preferred, *term.refused, *term.also}
        if term.language in ("", language) and not names & taken:
            yield term
