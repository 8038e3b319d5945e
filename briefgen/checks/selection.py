"""Which rules are asked: by their ids, or by the letters of their family."""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.values import dataclass


@dataclass(frozen=True)
class Selection:
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
