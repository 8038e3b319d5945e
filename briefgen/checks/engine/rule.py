"""Declare a rule of the checks: the decorators `in_passages`, `in_manuscripts` and `in_context`.

A rule is a function of a few lines that yields a `Fault` for each place where something is wrong. Its decorator gives
it id, grade, source and examples, and enters it into the register that the manual and `--explain` are made from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from briefgen.checks.engine.context import Fault, Faults
from briefgen.checks.engine.houses import setting_in
from briefgen.findings import Finding, Grade, Rule, register
from briefgen.localise import EU, House

if TYPE_CHECKING:
    from briefgen.checks.engine.context import CheckContext, ScannedPassage
    from briefgen.model.manuscript import Manuscript


__all__ = ["CheckRule", "Fault", "Faults", "Scope", "in_context", "in_manuscripts", "in_passages"]


Houses = Mapping[str, Grade | None]
"""By the name of a house, what the findings of a rule are there at most; None: it is not asked there."""
_BY_HOUSE_STYLE = frozenset({"NUM", "SPC", "PUN"})


class Scope(StrEnum):
    """What a rule looks at, at a time."""

    PASSAGE = "passage"
    MANUSCRIPT = "manuscript"
    CONTEXT = "context"


class CheckRule(Rule, frozen=True):
    """A rule that looks at documents and the record; `says` is the first line of its function's docstring.

    Attributes:
        source: the style guide's section, the law or the experience that it rests on.
        wrong, right: an example of each, as a reader meets it.
        languages: those that it can read; empty for all.
        needs: a passage without any of these is passed over; empty for all passages.
        houses: where it is a matter of house, what its findings are at most in each, None where it is not asked; see
            `setting_in`. In files, which others wrote, such a rule warns at most. None where no house does otherwise.
        check: the function: of a passage (and its context), of a manuscript (and its context), or of a context.
    """

    grade: Grade
    source: str
    wrong: str
    right: str
    scope: Scope
    languages: frozenset[str]
    needs: tuple[str, ...]
    check: Callable[..., Iterable[Fault]]
    houses: Houses | None = None

    def reads(self, language: str, house: House = EU) -> bool:
        """Whether it can be asked about a text in a language; by a house style only where the house has one."""
        if self.languages:
            return language in self.languages
        return self.family not in _BY_HOUSE_STYLE or house.writes(language)

    def is_asked_in(self, house: House) -> bool:
        """Whether a house goes by it at all."""
        return self._most(house) is not None

    def finding(self, fault: Fault, house: House = EU, *, of_file: bool = False, language: str = "") -> Finding:
        """A fault as a finding of this rule.

        Args:
            house: by whose way of writing it was read.
            of_file: whether it was found in a finished file.
            language: of the text, where the fault does not say in which.
        """
        grade = fault.grade or self.grade
        if self.houses is not None:
            grade = min(grade, self._most(house) or grade, Grade.WARNING if of_file else grade)
        said = (fault.message, fault.remedy, fault.words, fault.start, fault.language or language)
        return Finding(self.id, grade, fault.place, *said)

    def _most(self, house: House) -> Grade | None:
        return setting_in(house, self.houses or {}, Grade.ERROR)


_PassageRule = TypeVar("_PassageRule", bound="Callable[[ScannedPassage, CheckContext], Iterable[Fault]]")
_ManuscriptRule = TypeVar("_ManuscriptRule", bound="Callable[[Manuscript, CheckContext], Iterable[Fault]]")
_ReadingRule = TypeVar("_ReadingRule", bound="Callable[[CheckContext], Iterable[Fault]]")


def in_passages(
    rule: str,
    grade: Grade,
    *,
    source: str,
    wrong: str,
    right: str,
    languages: Iterable[str] = (),
    needs: Iterable[str] = (),
    houses: Houses | None = None,
) -> Callable[[_PassageRule], _PassageRule]:
    """Declare a rule that looks at one passage at a time; see `CheckRule` for the arguments.

    Tests hold `wrong` and `right` against the rule, so they are passages that a reader could meet.
    """
    return _declare(rule, grade, Scope.PASSAGE, source, wrong, right, languages, needs, houses)


def in_manuscripts(
    rule: str,
    grade: Grade,
    *,
    source: str,
    wrong: str,
    right: str,
    languages: Iterable[str] = (),
    houses: Houses | None = None,
) -> Callable[[_ManuscriptRule], _ManuscriptRule]:
    """Declare a rule that looks at one document at a time; the examples describe documents."""
    return _declare(rule, grade, Scope.MANUSCRIPT, source, wrong, right, languages, (), houses)


def in_context(
    rule: str,
    grade: Grade,
    *,
    source: str,
    wrong: str,
    right: str,
    languages: Iterable[str] = (),
    houses: Houses | None = None,
) -> Callable[[_ReadingRule], _ReadingRule]:
    """Declare a rule that looks at the record, or at several documents together."""
    return _declare(rule, grade, Scope.CONTEXT, source, wrong, right, languages, (), houses)


def _declare(  # noqa: PLR0913, PLR0917 - the arguments of the three decorators, handed on
    rule: str,
    grade: Grade,
    scope: Scope,
    source: str,
    wrong: str,
    right: str,
    languages: Iterable[str],
    needs: Iterable[str],
    houses: Houses | None,
) -> Callable[[Any], Any]:
    def enter(check: Callable[..., Iterable[Fault]]) -> Callable[..., Iterable[Fault]]:
        says = (check.__doc__ or "").strip().partition("\n")[0]
        asked = (frozenset(languages), tuple(needs))
        register(CheckRule(rule, says, grade, source, wrong, right, scope, *asked, check, houses))
        return check

    return enter
