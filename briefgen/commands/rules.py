"""What `briefgen check --explain` knows: every rule that any command can name in a finding."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import import_module, resources

from briefgen.checks import CheckRule, all_rules
from briefgen.errors import UsageProblemError
from briefgen.findings import REGISTER, Rule, did_you_mean
from briefgen.production.reports import RuleText

# the modules that declare rules, besides those of the checks; a test holds that there are no others
_DECLARING = (
    "briefgen.asof.date_checks",
    "briefgen.compose.corrigendum",
    "briefgen.compose.mail",
    "briefgen.compose.translations",
    "briefgen.editions.register",
    "briefgen.intake.doubts",
    "briefgen.intake.word.papers.paper",
    "briefgen.localise.po",
    "briefgen.production.formats",
    "briefgen.production.house",
    "briefgen.production.pagination",
    "briefgen.production.postcheck",
    "briefgen.production.templates",
    "briefgen.pull",
    "briefgen.redline",
    "briefgen.sources.rules",
    "briefgen.word.annotate",
    "briefgen.word.faults",
    "briefgen.workspace.check_settings",
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


@cache
def read_limits() -> Mapping[str, str]:
    """What the rules of the checks let be and from where on they ask, as `limits.csv` has it, by their ids."""
    table = resources.files("briefgen.checks").joinpath("limits.csv").read_text(encoding="utf-8")
    return {row["rule"]: row["let_be"] for row in csv.DictReader(table.splitlines())}


def details_of(rule: CheckRule) -> Mapping[str, str]:
    """What a rule of the checks says besides its sentence, each under its name; nothing that is empty.

    Examples, what its docstring says behind its first line, what it lets be, its source and its languages.
    """
    note = " ".join((rule.check.__doc__ or "").strip().partition("\n")[2].split())
    told = {"wrong": rule.wrong, "right": rule.right, "note": note, "let be": read_limits().get(rule.id, "")}
    told |= {"source": rule.source, "languages": ", ".join(sorted(rule.languages))}
    return {name: text for name, text in told.items() if text}


def rule_texts() -> Mapping[str, RuleText]:
    """Every rule as programs show it, by its id."""
    return {id_: _text_of(rule) for id_, rule in every_rule().items()}


def _text_of(rule: Rule) -> RuleText:
    if not isinstance(rule, CheckRule):
        return RuleText(rule.says)
    more = "".join(f"\n{name.capitalize()}: {text}" for name, text in details_of(rule).items())
    return RuleText(rule.says, f"{rule.says}{more}", "#what-the-checks-ask", rule.grade)
