"""The Jinja2 environment that templates run in: strict, sandboxed, and with delimiters that no document contains.

A part's XML becomes one Jinja source. What stands outside tags is copied as it is, so the delimiters are Unicode
noncharacters (U+FDD0 to U+FDEF, "intended for process-internal use", Unicode 16, 23.7): no text of a document can be
taken for a tag, and no brace needs escaping.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from jinja2 import StrictUndefined, UndefinedError, nodes, pass_context
from jinja2.runtime import Context, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from briefgen.findings import did_you_mean

MARK, MARK_END = "\ufdd0", "\ufdd1"
CELL_END, TABLE_END = "\ufdd2", "\ufdd3"
VALUE, VALUE_END = "\ufdd4", "\ufdd5"
BLOCK, BLOCK_END = "\ufdd6", "\ufdd7"
COMMENT, COMMENT_END = "\ufdd8", "\ufdd9"
GRID, GRID_END = "\ufdda", "\ufddb"

# globals of Jinja2 that only read or count; lipsum, cycler and joiner carry no data and are left out
_GLOBALS = ("range", "dict", "namespace")


def value(expression: str) -> str:
    """The source of an output expression, on a line of its own so that Jinja's line numbers find the tag."""
    return f"{VALUE}\n{expression}{VALUE_END}"


def block(statement: str) -> str:
    """The source of a statement, on a line of its own."""
    return f"{BLOCK}\n{statement}{BLOCK_END}"


class MissingField(StrictUndefined):
    """A name or field that the data does not have: refused, with what it may have meant."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        name = self._undefined_name
        if self._undefined_hint:
            return str(self._undefined_hint)
        if self._undefined_obj is missing:
            return f"“{name}” is not among the fields of this document"
        return self._message_for_owner(str(name))

    def _message_for_owner(self, name: str) -> str:
        owner = self._undefined_obj
        if not isinstance(owner, Mapping):
            return f"“{name}” is asked of {_described(owner)}, which has no fields"
        fields = sorted(str(key) for key in owner)
        there = f"it has: {', '.join(fields)}" if fields else "it is empty"
        suggestion = did_you_mean(name, fields)
        return f"“{name}” is not a field of this record; {there}" + (f". {suggestion}" if suggestion else "")


def _described(owner: object) -> str:
    if owner is None:
        return "an empty value"
    if isinstance(owner, (list, tuple)):
        return "a list"
    return f"the text “{str(owner)[:40]}”" if isinstance(owner, str) else f"the value {str(owner)[:40]}"


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """The environment of one template; it never changes after the template is compiled."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Fields first: `record.items` is the field "items" of the data, not a method of Python's dict."""
        if isinstance(obj, Mapping):
            return obj[attribute] if attribute in obj else self._no_field(obj, attribute)
        return super().getattr(obj, attribute)

    def _no_field(self, obj: Mapping[str, object], attribute: str) -> Any:
        """Methods of dict that Jinja templates commonly use stay, where the data has no field of that name."""
        if attribute in ("items", "keys", "values", "get"):
            return super().getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """An `{{ a if b }}` without `else` prints nothing where b is false, as template authors expect."""
        tree = super()._parse(source, name, filename)
        for node in tree.find_all(nodes.CondExpr):
            if node.expr2 is None:
                node.expr2 = nodes.Const("", lineno=node.lineno)
        return tree


def template_environment(filters: Mapping[str, Callable[..., Any]], words: Iterable[str]) -> TemplateEnvironment:
    """A sandboxed environment.

    Args:
        filters: further filters, the engine's own among them.
        words: names of functions that are handed over at each rendering; each is a filter as well.
    """
    env = TemplateEnvironment(
        block_start_string=BLOCK,
        block_end_string=BLOCK_END,
        variable_start_string=VALUE,
        variable_end_string=VALUE_END,
        comment_start_string=COMMENT,
        comment_end_string=COMMENT_END,
        autoescape=True,
        undefined=MissingField,
        keep_trailing_newline=True,
        cache_size=0,
    )
    env.globals = {name: env.globals[name] for name in _GLOBALS}
    env.filters.update(filters)
    env.filters.update({word: _filter_for(word) for word in words})
    return env


def _filter_for(word: str) -> Callable[..., Any]:
    """`{{ x | date }}` is `{{ date(x) }}`: the function that was handed over at this rendering."""

    @pass_context
    def apply(context: Context, *args: Any, **options: Any) -> Any:
        function = context.resolve(word)
        if isinstance(function, Undefined):
            raise UndefinedError(f"“{word}” is not available in this document")
        return function(*args, **options)

    return apply
