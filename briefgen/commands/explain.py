"""`briefgen check --explain`: what a rule asks, of every rule that any command can name in a finding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module

from briefgen.checks import all_rules
from briefgen.errors import UsageProblemError
from briefgen.findings import REGISTER, Rule, did_you_mean

# the modules that declare rules, besides those of the checks; a test holds that there are no others
_DECLARING = (
    "briefgen.asof.date_checks",
    "briefgen.compose.rules",
    "briefgen.localise.po",
    "briefgen.production.postcheck",
    "briefgen.production.templates",
    "briefgen.sources.rules",
    "briefgen.word.faults",
    "briefgen.workspace.rules",
)


def every_rule() -> Mapping[str, Rule]:
    """Every rule by its id, in the order of the ids. Imports the modules that declare them, which takes a moment."""
    all_rules()
    for module in _DECLARING:
        import_module(module)
    return dict(sorted(REGISTER.items()))


def find_rules(name: str) -> list[Rule]:
    """The rule of an id, the rules of a family, or all.

    Raises:
        UsageProblemError: there is none of that name.
    """
    known = every_rule()
    found = [rule for rule in known.values() if name == "all" or name.upper() in (rule.id, rule.family)]
    if not found:
        raise UsageProblemError(f"There is no rule “{name}”.", _offer(name, known))
    return found


def _offer(name: str, known: Iterable[str]) -> str:
    """The rule that may have been meant, and those of the family that was named."""
    family = [each for each in known if each.startswith(f"{name.upper().partition('-')[0]}-")]
    if not family:
        return did_you_mean(name, known) or "--explain all lists them."
    return f"{did_you_mean(name, family)} The rules of this family are: {', '.join(family)}.".lstrip()
