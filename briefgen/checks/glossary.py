"""Terms: what a thing is called, and what it must not be called."""

from __future__ import annotations

from briefgen.values import dataclass


@dataclass(frozen=True)
class Term:
    """One entry.

    Attributes:
        preferred: the term as it is written, with its capitals.
        refused: other names for the same thing, and other spellings, that are not to be used.
        language: that it is for; "" for all.
        note: why, or where it may be used all the same.
    """

    preferred: str
    refused: tuple[str, ...] = ()
    language: str = "en"
    note: str = ""


@dataclass(frozen=True)
class Glossary:
    """The terms that a run goes by; the dossier's own come first."""

    terms: tuple[Term, ...] = ()
