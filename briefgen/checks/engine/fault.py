"""A place where something is wrong, as a rule gives it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.findings import Grade, Place


@dataclass(frozen=True)
class Fault:
    """A place where something is wrong.

    Attributes:
        words: the words complained of.
        grade: where it is not the rule's own.
    """

    place: Place
    message: str
    remedy: str = ""
    words: str = ""
    grade: Grade | None = None


Faults = Iterator[Fault]
