"""What a rule is, and how one is declared: by the decorators `in_passages`, `in_manuscripts` and `in_reading`.

A rule is a function of a few lines that yields a `Fault` for each place where something is wrong. Its decorator gives
it id, grade, source and examples, and enters it into the register that the manual and `--explain` are made from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from briefgen.checks.engine.context import Fault, Faults
from briefgen.findings import Finding, Grade, Rule, register

if TYPE_CHECKING:
    from briefgen.checks.engine.context import Reading, Scanned
    from briefgen.model.manuscript import Manuscript


__all__ = ["CheckRule", "Fault", "Faults", "Scope", "in_manuscripts", "in_passages", "in_reading"]


class Scope(StrEnum):
    """What a rule looks at, at a time."""

    PASSAGE = "passage"
    MANUSCRIPT = "manuscript"
    READING = "reading"


@dataclass(frozen=True)
class CheckRule(Rule):
    """A rule that looks at documents and the record; `says` is the first line of its function's docstring.

    Attributes:
        source: the style guide's section, the law or the experience that it rests on.
        wrong, right: an example of each, as a reader meets it.
        languages: those that it can read; empty for all.
        needs: a passage without any of these is passed over; empty for all passages.
        check: the function: of a passage (and its reading), of a manuscript (and its reading), or of a reading.
    """

    grade: Grade
    source: str
    wrong: str
    right: str
    scope: Scope
    languages: frozenset[str]
    needs: tuple[str, ...]
    check: Callable[..., Iterable[Fault]]

    def reads(self, language: str) -> bool:
        """Whether it can be asked about a text in a language."""
        return not self.languages or language in self.languages

    def finding(self, fault: Fault) -> Finding:
        """A fault as a finding of this rule."""
        return Finding(self.id, fault.grade or self.grade, fault.place, fault.message, fault.remedy, fault.words)


_PassageRule = TypeVar("_PassageRule", bound="Callable[[Scanned, Reading], Iterable[Fault]]")
_ManuscriptRule = TypeVar("_ManuscriptRule", bound="Callable[[Manuscript, Reading], Iterable[Fault]]")
_ReadingRule = TypeVar("_ReadingRule", bound="Callable[[Reading], Iterable[Fault]]")


def in_passages(
    rule: str,
    grade: Grade,
    *,
    source: str,
    wrong: str,
    right: str,
    languages: Iterable[str] = (),
    needs: Iterable[str] = (),
) -> Callable[[_PassageRule], _PassageRule]:
    """Declares a rule that looks at one passage at a time; see `CheckRule` for the arguments.

    Tests hold `wrong` and `right` against the rule, so they are passages that a reader could meet.
    """
    return _declared(rule, grade, Scope.PASSAGE, source, wrong, right, languages, needs)


def in_manuscripts(
    rule: str, grade: Grade, *, source: str, wrong: str, right: str, languages: Iterable[str] = ()
) -> Callable[[_ManuscriptRule], _ManuscriptRule]:
    """Declares a rule that looks at one document at a time; examples are told in words or lines."""
    return _declared(rule, grade, Scope.MANUSCRIPT, source, wrong, right, languages, ())


def in_reading(
    rule: str, grade: Grade, *, source: str, wrong: str, right: str, languages: Iterable[str] = ()
) -> Callable[[_ReadingRule], _ReadingRule]:
    """Declares a rule that looks at the record, or at several documents together."""
    return _declared(rule, grade, Scope.READING, source, wrong, right, languages, ())


def _declared(  # noqa: PLR0917 - the arguments of the three decorators, handed on
    rule: str,
    grade: Grade,
    scope: Scope,
    source: str,
    wrong: str,
    right: str,
    languages: Iterable[str],
    needs: Iterable[str],
) -> Callable[[Any], Any]:
    def declare(check: Callable[..., Iterable[Fault]]) -> Callable[..., Iterable[Fault]]:
        says = (check.__doc__ or "").strip().partition("\n")[0]
        asked = (frozenset(languages), tuple(needs))
        register(CheckRule(rule, says, grade, source, wrong, right, scope, *asked, check))
        return check

    return declare
