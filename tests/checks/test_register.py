"""What holds for every rule: its examples, its sentence, its place in the register and in the manual."""

from __future__ import annotations

import re
from datetime import date

import pytest

from briefgen.checks import CheckContext, CheckRule, Scope, all_rules, check
from briefgen.checks.engine.run import RuleSelection
from briefgen.findings import Place
from briefgen.model.manuscript import Manuscript, Passage
from briefgen.model.richtext import Span

AS_OF = date(2023, 3, 17)
IN_PASSAGES = [rule for rule in all_rules().values() if rule.scope is Scope.PASSAGE]


def a_context_of(text: str, rule: CheckRule) -> CheckContext:
    language = "en" if rule.reads("en") else min(rule.languages)
    passages = tuple(
        Passage((Span(line),), Place("note.docx", spot=f"paragraph {n}")) for n, line in enumerate(text.split("\n"), 1)
    )
    return CheckContext((Manuscript("note.docx", passages, language=language, as_of=AS_OF),), day=AS_OF)


def found(text: str, rule: CheckRule) -> list[str]:
    return [each.rule for each in check(a_context_of(text, rule), RuleSelection((rule.id,)))]


@pytest.mark.parametrize("rule", IN_PASSAGES, ids=lambda rule: rule.id)
def test_the_wrong_example_of_a_rule_is_found_by_it(rule: CheckRule) -> None:
    assert rule.id in found(rule.wrong, rule)


@pytest.mark.parametrize("rule", IN_PASSAGES, ids=lambda rule: rule.id)
def test_the_right_example_of_a_rule_is_not(rule: CheckRule) -> None:
    assert found(rule.right, rule) == []


@pytest.mark.parametrize("rule", all_rules().values(), ids=lambda rule: rule.id)
def test_every_rule_says_what_it_asks_why_and_shows_it(rule: CheckRule) -> None:
    assert re.fullmatch(r"[A-Z]{3}-\d{3}", rule.id)
    assert re.match(r"[A-Z“]", rule.says) and rule.says.endswith(".")
    assert rule.source and rule.wrong and rule.right and rule.wrong != rule.right


def test_the_longer_of_two_choices_counts() -> None:
    chosen = RuleSelection(select=("DAT", "AMT-002"), ignore=("DAT-006", "AMT"))
    assert [chosen.includes(each) for each in ("DAT-001", "DAT-006", "AMT-002", "AMT-001", "SUM-001")] == [
        True,
        False,
        True,
        False,
        False,
    ]


def test_without_a_choice_every_rule_is_asked() -> None:
    assert RuleSelection().includes("AMT-001")
    assert not RuleSelection(ignore=("AMT",)).includes("AMT-001")


def test_a_choice_that_names_nothing_is_told() -> None:
    assert RuleSelection(("AMT", "XYZ"), ("AMT-001", "AMT-999")).unknown(["AMT-001", "SUM-001"]) == ("XYZ", "AMT-999")
