"""Terms: what a thing is called, and what it must not be called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from briefgen.findings import Grade
from briefgen.model.dossier import GlossaryEntry


@dataclass(frozen=True)
class Term:
    """One entry.

    Attributes:
        preferred: the term as it is written, with its capitals.
        refused: other names for the same thing, and other spellings, that are not to be used.
        language: that it is for; "" for all.
        note: why, or where it may be used all the same.
        also: other right names of the thing; a document keeps to one of them all.
        since: from which day the term holds; a document of an earlier day is not asked.
        unless: where one of these stands in the same passage, other names are right.
        rule: by which its faults are told; "" where that hangs on what is refused.
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
        """The rule by which a refused word is told: of capitals where nothing else differs, else of names."""
        return self.rule or ("TRM-002" if refused.casefold() == self.preferred.casefold() else "TRM-001")


@dataclass(frozen=True)
class Glossary:
    """The terms that a run goes by; the dossier's own come first."""

    terms: tuple[Term, ...] = ()


def glossary_of(entries: Iterable[GlossaryEntry]) -> Glossary:
    """The glossary of a dossier, from the rows of its table."""
    return Glossary(tuple(Term(each.term, each.refused, each.language, each.note) for each in entries))
