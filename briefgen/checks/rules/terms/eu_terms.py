"""The glossary for texts of the EU institutions, from `eu_terms.csv`, and how a dossier's own goes before it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path

from briefgen.checks.engine.glossary import Glossary, Term
from briefgen.findings import Grade

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
def terms_for(own: Glossary, language: str) -> tuple[Term, ...]:
    """All terms for a language: the dossier's own, then ours where the dossier says nothing of the same words."""
    mine = tuple(each for each in own.terms if each.language in ("", language))
    told = {word for each in mine for word in (each.preferred, *each.refused, *each.also)}
    return (*mine, *_untold(told, language))


def _untold(told: set[str], language: str) -> Iterator[Term]:
    for term in eu_terms():
        names = {term.preferred, *term.refused, *term.also}
        if term.language in ("", language) and not names & told:
            yield term
