"""Rules that look at the record and at documents, and return findings. Pure: values in, values out.

`check(context)` asks all rules, or those selected; `all_rules()` gives the register for the manual and `--explain`.
Each rule is one function in the module of its family; see `briefgen.checks.engine.rule` for how one is declared.
"""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.checks.engine.context import CheckContext, PaperSent, RuleSettings, ScannedPassage
from briefgen.checks.engine.rule import CheckRule, Fault, Scope
from briefgen.checks.engine.run import RuleSelection
from briefgen.checks.language.glossary import Glossary, Term
from briefgen.findings import REGISTER, Finding, worst_first

__all__ = [
    "CheckContext",
    "CheckRule",
    "Fault",
    "Glossary",
    "PaperSent",
    "RuleSelection",
    "RuleSettings",
    "ScannedPassage",
    "Scope",
    "Term",
    "all_rules",
    "check",
]


def all_rules() -> Mapping[str, CheckRule]:
    """Every rule of the checks by its id, in the order of the ids."""
    from briefgen.checks import rules as families  # noqa: F401 - importing it fills the register

    return {id_: rule for id_, rule in sorted(REGISTER.items()) if isinstance(rule, CheckRule)}


def check(context: CheckContext, selection: RuleSelection | None = None) -> list[Finding]:
    """What the rules find in a context, worst first, then by place.

    Args:
        selection: which rules are asked; all where it is left out.
    """
    from briefgen.checks.engine.run import findings_of

    asked = (rule for rule in all_rules().values() if selection is None or selection.includes(rule.id))
    return worst_first(findings_of(context, asked))
