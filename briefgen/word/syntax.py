"""Is each tag, by itself, something that Jinja2 understands and templates may say?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jinja2 import TemplateSyntaxError, nodes

from briefgen.findings import Finding, did_you_mean
from briefgen.word.policy import hidden_names
from briefgen.word.problems import PlacedTag, in_plain_words
from briefgen.word.sandbox import TemplateEnvironment, block, value
from briefgen.word.statements import CELL_STATEMENTS, CLOSING, LONE_STATEMENTS, RESTART, opens_block
from briefgen.word.tags import Tag, TagKind

_BARE = frozenset({"else", *CLOSING.values()})


def faults_of(placed: PlacedTag, env: TemplateEnvironment) -> list[Finding]:
    """Everything wrong with one tag by itself: its syntax, filters and tests that do not exist, forbidden names."""
    source = _alone(placed.tag)
    if source is None:
        return _bare_statement(placed)
    try:
        tree = env.parse(source)
        return [finding for node in tree.find_all(nodes.Node) for finding in _faults_of_node(node, placed, env)]
    except TemplateSyntaxError as problem:
        return [placed.fault("TPL-002", in_plain_words(problem.message or str(problem)))]
    except (ValueError, OverflowError):
        return [placed.fault("TPL-002", "a number in it has too many digits")]
    except RecursionError:
        return [placed.fault("TPL-011", "brackets or operators are nested too deeply", "Take it apart with {% set %}.")]


def _alone(tag: Tag) -> str | None:
    """The tag as a complete template, so that it can be parsed by itself; None where there is nothing to parse."""
    if tag.kind is TagKind.VALUE:
        return value(tag.code)
    if tag.word in _BARE or tag.word in LONE_STATEMENTS:
        return None
    if tag.word == RESTART and not tag.rest:
        return None
    if tag.word in ("cellbg", "colspan"):  # with a value behind them, not a condition
        return value(tag.rest)
    if tag.word in ("elif", RESTART) or tag.word in CELL_STATEMENTS:
        return block(f"if {tag.rest}") + block("endif")
    return block(tag.code) + (block(CLOSING[tag.word]) if opens_block(tag) else "")


def _bare_statement(placed: PlacedTag) -> list[Finding]:
    if not placed.tag.rest or placed.tag.word.startswith("end"):
        return []
    remedy = "Write {% elif … %} for a further condition." if placed.tag.word == "else" else ""
    return [placed.fault("TPL-002", f"nothing can stand behind “{placed.tag.word}”", remedy)]


def _faults_of_node(node: nodes.Node, placed: PlacedTag, env: TemplateEnvironment) -> Iterator[Finding]:
    if isinstance(node, (nodes.Filter, nodes.Test)):
        yield from _unknown_function(node, placed, env)
    for name in hidden_names(node):
        yield placed.fault("TPL-010", f"“{name}”: names that start with _ are not open to templates")


def _unknown_function(
    node: nodes.Filter | nodes.Test, placed: PlacedTag, env: TemplateEnvironment
) -> Iterator[Finding]:
    is_filter = isinstance(node, nodes.Filter)
    known: dict[str, Any] = env.filters if is_filter else env.tests
    if node.name not in known:
        kind = "filter (what stands behind “|”)" if is_filter else "test (what stands behind “is”)"
        public = [name for name in known if not name.startswith("_")]
        yield placed.fault("TPL-009", f"there is no {kind} “{node.name}”", did_you_mean(node.name, public))
