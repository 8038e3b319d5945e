"""Run rules over a context: those chosen by their ids, or by the letters of their family.

Of a document in a language without a house style those rules are asked that need none: a rule that asks for the style
is passed over, with whatever it has found there before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from briefgen.checks.engine.context import CheckContext
from briefgen.checks.engine.rule import CheckRule, Fault, Scope
from briefgen.findings import Finding, Place
from briefgen.localise import UnknownLanguageError
from briefgen.model.manuscript import Manuscript, Passage

_Found = TypeVar("_Found", Fault, Finding)


class RuleSelection(Struct, frozen=True):
    """Rules chosen and rules left out; the longer of two that speak of one rule counts.

    Attributes:
        select: ids or beginnings of ids ("AMT", "DAT-00"); empty for all.
        ignore: the same, for what is left out.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def includes(self, rule: str) -> bool:
        """Whether a rule is asked."""
        chosen = _longest(rule, self.select) if self.select else 0
        return chosen is not None and chosen >= (_longest(rule, self.ignore) or -1)

    def unknown(self, rules: Iterable[str]) -> tuple[str, ...]:
        """What names no rule at all."""
        known = tuple(rules)
        return tuple(each for each in (*self.select, *self.ignore) if not any(id_.startswith(each) for id_ in known))


def _longest(rule: str, prefixes: Iterable[str]) -> int | None:
    """The length of the longest of these that the rule begins with; None where none does."""
    return max((len(each) for each in prefixes if rule.startswith(each)), default=None)


def findings_of(context: CheckContext, rules: Iterable[CheckRule]) -> list[Finding]:
    """What the rules find, each finding once, in the order of the rules."""
    asked = [rule for rule in rules if rule.is_asked_in(context.house)]
    found = [*_in_passages(context, [rule for rule in asked if rule.scope is Scope.PASSAGE])]
    for rule in asked:
        if rule.scope is Scope.MANUSCRIPT:
            found += _in_manuscripts(context, rule)
        elif rule.scope is Scope.CONTEXT:
            faults = _unless_style_is_needed(partial(rule.check, context))
            found += (_finding(each, rule, context) for each in faults)
    return list(dict.fromkeys(found))


def _finding(fault: Fault, rule: CheckRule, context: CheckContext, language: str = "") -> Finding:
    return rule.finding(fault, context.house, of_file=context.situation is None, language=language)


def _unless_style_is_needed(find: Callable[[], Iterable[_Found]]) -> list[_Found]:
    """What a search finds; nothing where it asks for the house style of a language that has none."""
    try:
        return list(find())
    except UnknownLanguageError:
        return []


def _in_passages(context: CheckContext, rules: list[CheckRule]) -> Iterator[Finding]:
    for manuscript in context.manuscripts:
        readable = [rule for rule in rules if rule.reads(manuscript.language, context.house)]
        if context.house.writes(manuscript.language):
            yield from _in_passages_of(manuscript, context, readable)
        else:
            for rule in readable:
                yield from _unless_style_is_needed(partial(_in_passages_of, manuscript, context, [rule]))


def _in_passages_of(manuscript: Manuscript, context: CheckContext, rules: list[CheckRule]) -> Iterator[Finding]:
    vocabulary = context.vocabulary(manuscript)
    found: dict[int, list[Finding]] = defaultdict(list)
    for rule in rules:
        for scanned in context.passages_at(manuscript, rule.passages(vocabulary, manuscript.language)):
            for fault in rule.check(scanned, context):
                placed = _placed(fault, scanned.passage)
                found[scanned.number].append(_finding(placed, rule, context, manuscript.language))
    for number in sorted(found):
        yield from found[number]


def _in_manuscripts(context: CheckContext, rule: CheckRule) -> Iterator[Finding]:
    for manuscript in context.manuscripts:
        if rule.reads(manuscript.language, context.house):
            found = _unless_style_is_needed(partial(rule.check, manuscript, context))
            yield from (_finding(each, rule, context, manuscript.language) for each in found)


def _placed(fault: Fault, passage: Passage) -> Fault:
    """A fault with the character that it begins at, where its words stand in the record as they are printed."""
    place = fault.place
    at = passage.source.find(fault.words) if fault.words and passage.source and place == passage.place else -1
    if at < 0 or place.char is not None:
        return fault
    return replace(fault, place=_within(place, passage.source, at))


def _within(place: Place, source: str, at: int) -> Place:
    if place.line is None:
        return replace(place, char=at + 1)
    line_start = source.rfind("\n", 0, at) + 1
    return replace(place, line=place.line + source.count("\n", 0, at), char=at - line_start + 1)
