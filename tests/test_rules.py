"""One register of rules: what the program can print is declared once, and `briefgen check --explain` knows it."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import groupby

import pytest

from briefgen.checks import all_rules
from briefgen.commands.rules import every_rule, find_rules, read_limits
from briefgen.errors import UsageProblemError
from briefgen.findings import REGISTER, declare
from tests.sample_dossier import ROOT

_ID = re.compile(r"[A-Z]{3,9}-\d{3}")
_DECLARES = {"declare", "in_passages", "in_manuscripts", "in_context"}


@cache
def _nodes() -> tuple[ast.AST, ...]:
    trees = (ast.parse(path.read_text("utf-8")) for path in sorted((ROOT / "briefgen").rglob("*.py")))
    return tuple(node for tree in trees for node in ast.walk(tree))


def _id_in(node: ast.AST) -> str:
    """The id that a string literal is, or ""."""
    is_id = isinstance(node, ast.Constant) and isinstance(node.value, str) and _ID.fullmatch(node.value)
    return is_id[0] if is_id else ""


def _declarations() -> Iterator[tuple[str, str]]:
    """Each id that is declared, with the function that declares it."""
    for node in _nodes():
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _DECLARES and node.args:
            yield _id_in(node.args[0]), node.func.id


def _names() -> Iterator[tuple[str, str]]:
    """The constants that ids are declared as: `NO_DATE: Final = declare("DATA-006", …)`."""
    for node in _nodes():
        if isinstance(node, ast.AnnAssign) and isinstance(node.value, ast.Call) and isinstance(node.target, ast.Name):
            yield from ((rule, node.target.id) for rule in map(_id_in, node.value.args[:1]) if rule)


def _used_names() -> set[str]:
    """The names that anything reads."""
    names = (node for node in _nodes() if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load))
    attributes = (node.attr for node in _nodes() if isinstance(node, ast.Attribute))
    return {*(node.id for node in names), *attributes}


def test_no_id_is_typed_that_is_not_registered() -> None:
    assert {_id_in(node) for node in _nodes()} - {""} - every_rule().keys() == set()


def test_each_rule_is_declared_once_and_explained() -> None:
    declared = [rule for rule, _ in _declarations()]
    assert sorted(declared) == list(every_rule())


def test_each_rule_can_be_printed() -> None:
    typed = Counter(_id_in(node) for node in _nodes())
    checks = {rule for rule, by in _declarations() if by != "declare"}
    used = _used_names()
    by_name = {rule for rule, name in _names() if name in used}
    assert [rule for rule in every_rule() if rule not in checks | by_name and typed[rule] == 1] == []


def test_the_numbers_of_a_family_begin_at_its_beginning_and_each_rule_is_one_line() -> None:
    for _, family in groupby(every_rule().values(), lambda rule: rule.family):
        assert next(family).id.endswith(("-000", "-001"))
    assert [rule.id for rule in every_rule().values() if not rule.says.strip() or "\n" in rule.says] == []


def test_the_rules_on_data_have_no_gap() -> None:
    numbers = {int(rule.id.removeprefix("DATA-")) for rule in find_rules("DATA")}
    assert set(range(1, max(numbers) + 1)) == numbers


def test_an_id_is_given_once_and_for_all() -> None:
    with pytest.raises(LookupError, match="DATA-001 is declared twice"):
        declare("DATA-001", "Something else.")
    assert REGISTER["DATA-001"] is every_rule()["DATA-001"]


@pytest.mark.parametrize(
    ("typed", "meant"), [("DATA-0006", "DATA-006"), ("TPL20", "TPL-020"), ("TRANS01", "TRANS-001")]
)
def test_the_nearest_of_all_rules_is_offered(typed: str, meant: str) -> None:
    with pytest.raises(UsageProblemError) as refused:
        find_rules(typed)
    assert refused.value.remedy.startswith(f"Did you mean “{meant}”?")


def test_what_the_rules_let_be_is_listed_of_rules_that_there_are_and_of_most() -> None:
    rules = all_rules()
    assert read_limits().keys() - rules.keys() == set()
    assert len(read_limits()) > len(rules) / 2
    assert [rule for rule, told in read_limits().items() if not re.fullmatch(r"[A-Z“].*\.", told)] == []
