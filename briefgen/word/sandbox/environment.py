"""The Jinja2 environment that templates run in: strict, sandboxed, and with delimiters that no document contains.

The delimiters are those of `briefgen.word.wml.ooxml`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from jinja2 import StrictUndefined, UndefinedError, nodes, pass_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment, SandboxedEnvironment
from jinja2.utils import Namespace, missing

from briefgen.findings import did_you_mean
from briefgen.word.sandbox.code import BoundedCode, BoundedContext, record_prints
from briefgen.word.sandbox.filters import BOUNDED_FILTERS
from briefgen.word.sandbox.ordering import BOUNDED_TESTS
from briefgen.word.sandbox.policy import open_attribute
from briefgen.word.sandbox.values import (
    BoundedFormatter,
    comparable,
    concatenate,
    count_condition,
    holds,
    key,
    lacks,
    make_range,
    make_record,
    operate,
    plain_text,
    slice_value,
)
from briefgen.word.wml.ooxml import BLOCK, BLOCK_END, COMMENT, COMMENT_END, VALUE, VALUE_END

# functions of Jinja2 that only read or count; lipsum, cycler and joiner carry no data and are left out
_SHOWN = 40
_GLOBALS: Mapping[str, Callable[..., Any]] = {
    "range": make_range,
    "dict": make_record,
    "namespace": lambda *given, **fields: Namespace(make_record(*given, **fields)),
}


class MissingField(StrictUndefined):
    """A name or field that the data does not have: refused, with what it may have meant."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        name = str(self._undefined_name)[:60]
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
        suggestion = "" if name in fields else did_you_mean(name, fields)
        return f"“{name}” is not a field of this record; {there}" + (f". {suggestion}" if suggestion else "")


def _described(owner: object) -> str:
    if owner is None:
        return "an empty value"
    if isinstance(owner, (list, tuple)):
        return "a list"
    if callable(owner):
        return "a function"
    shown = str(owner) if len(str(owner)) <= _SHOWN else f"{str(owner)[:_SHOWN]}…"
    return f"the text “{shown}”" if isinstance(owner, str) else f"the value “{shown}”"


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """The environment of one template; it never changes after the template is compiled.

    What compiled templates do with values goes through `briefgen.word.sandbox.values`, what they read of values
    through `briefgen.word.sandbox.policy`.
    """

    code_generator_class = BoundedCode
    context_class = BoundedContext
    intercepted_binops = frozenset(SandboxedEnvironment.default_binop_table)
    comparable = staticmethod(comparable)
    concatenate = staticmethod(concatenate)
    count_condition = staticmethod(count_condition)
    holds = staticmethod(holds)
    key = staticmethod(key)
    lacks = staticmethod(lacks)
    slice_value = staticmethod(slice_value)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Fields first: `record.items` is the field "items" of the data, not a method of Python's dict."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        if attribute.startswith("_"):
            return self.closed(obj, attribute)
        if isinstance(obj, Mapping):
            return obj[attribute] if attribute in obj else self._no_field(obj, attribute)
        if isinstance(obj, (Undefined, Namespace)):
            return self._given(obj, attribute)
        if isinstance(obj, str) and attribute in ("format", "format_map"):
            return partial(self._format, plain_text(obj), attribute)
        is_open, found = open_attribute(obj, attribute)
        return found if is_open else self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """`record["name"]`, `list[0]`; closed names stay closed however they are put together."""
        if isinstance(argument, str):
            if argument.startswith("_"):
                return self.closed(obj, argument)
            return obj[argument] if isinstance(obj, Mapping) and argument in obj else self.getattr(obj, argument)
        try:
            return (plain_text(obj) if isinstance(obj, str) else obj)[key(argument)]
        except (TypeError, LookupError):
            return self.undefined(obj=obj, name=argument)

    def _given(self, obj: Namespace | Undefined, name: str) -> Any:
        """A value of a namespace; an undefined value refuses by itself."""
        try:
            return getattr(obj, name)
        except AttributeError:
            return self.undefined(f"“{name}” has not been set in this namespace", obj=obj, name=name)

    def _format(self, text: str, method: str, *args: Any, **fields: Any) -> str:
        if method == "format_map" and args:
            return BoundedFormatter(self).vformat(text, (), args[0])
        return BoundedFormatter(self).vformat(text, args, fields)

    def closed(self, obj: Any, name: str) -> Undefined:
        """What a template gets for a name that is not open to it: nothing, and a message when it is used."""
        message = f"“{name}”: names that start with _ are not open to templates"
        return self.undefined(message, obj=obj, name=name, exc=SecurityError)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Every operator, bounded."""
        return operate(operator, left, right)

    def call_filter(self, name: str, *args: Any, **options: Any) -> Any:
        """A filter that `map` was given by name; the engine's own are closed."""
        if name.startswith("_") and name != "_":
            raise SecurityError(f"“{name}”: names that start with _ are not open to templates")
        return super().call_filter(name, *args, **options)

    def _no_field(self, obj: Mapping[str, object], attribute: str) -> Any:
        """Methods of dict that Jinja templates commonly use stay, where the data has no field of that name."""
        if attribute == "get":
            return lambda name, default=None: obj.get(key(name), default)
        if attribute in ("items", "keys", "values"):
            return getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """An `{{ a if b }}` without `else` prints nothing where b is false, as template authors expect."""
        tree = super()._parse(source, name, filename)
        for node in tree.find_all(nodes.CondExpr):
            if node.expr2 is None:
                node.expr2 = nodes.Const("", lineno=node.lineno)
        record_prints(tree)
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
    env.globals = dict(_GLOBALS)
    env.filters = {**BOUNDED_FILTERS, **filters}
    env.tests = dict(BOUNDED_TESTS)
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
