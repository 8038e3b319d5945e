"""Jinja2's filters as templates get them: those that can grow or run long are bounded.

Left out are `urlize` and `xmlattr`, which make HTML, and `random`, since the same data must give the same document.
`safe` and `escape` leave a value as it is: what is put into a document is always escaped, and always once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from jinja2 import TemplateRuntimeError, pass_environment
from jinja2.environment import Environment
from jinja2.filters import FILTERS, make_attrgetter, sync_do_slice
from jinja2.runtime import Undefined
from jinja2.utils import pass_context
from markupsafe import Markup

from briefgen.word.sandbox.bounds import BoundsError, bounds, refuse_long_list, refuse_long_text
from briefgen.word.sandbox.ordering import ORDERING_FILTERS
from briefgen.word.sandbox.values import (
    count_text,
    format_text,
    items_of,
    join_items,
    limit_number,
    list_items,
    operate,
    plain_text,
    replace_text,
    weigh,
)

_TAGS = re.compile(r"<[^<>]*>")
_LONGEST_NUMBER, _MOST_DIGITS = 1_000, 300


def _on_text(name: str, growth: int = 1) -> Callable[..., Any]:
    """Jinja2's filter on plain text, its result `growth` times as long at most."""
    function = FILTERS[name]

    def apply(value: Any, *args: Any, **options: Any) -> Any:
        text = plain_text(value)
        refuse_long_text(len(text) * growth if growth > 1 else 0)
        made = function(text, *args, **options)
        return count_text(made) if isinstance(made, str) else made

    return apply


def _over_items(name: str) -> Any:
    """Jinja2's filter that goes over a list with another filter, a test or a field's name."""
    function = FILTERS[name]

    @pass_context
    def apply(context: Any, value: Any, *args: Any, **options: Any) -> Any:
        return function(context, items_of(value), *args, **options)

    return apply


def _unchanged(value: Any) -> Any:
    return value


def _center(value: Any, width: int = 80) -> str:
    text = plain_text(value)
    refuse_long_text(max(width, len(text)))
    return count_text(text.center(width))


def _replace(value: Any, old: Any, new: Any, count: int | None = None) -> str:
    return replace_text(plain_text(value), plain_text(old), plain_text(new), -1 if count is None else count)


def _indent(value: Any, width: int | str = 4, first: bool = False, blank: bool = False) -> str:
    text, margin = plain_text(value), width if isinstance(width, str) else " " * min(width, 10_000)
    refuse_long_text(len(text) + len(margin) * (text.count("\n") + 1))
    lines = text.split("\n")
    rest = [margin + line if line or blank else line for line in lines[1:]]
    return count_text("\n".join([(margin if first else "") + lines[0], *rest]))


@pass_environment
def _wordwrap(
    env: Environment,
    value: Any,
    width: int = 79,
    break_long_words: bool = True,
    wrapstring: Any = None,
    break_on_hyphens: bool = True,
) -> str:
    text, wrap = plain_text(value), "\n" if wrapstring is None else plain_text(wrapstring)
    refuse_long_text(len(text) * (8 + len(wrap)))
    return count_text(FILTERS["wordwrap"](env, text, width, break_long_words, wrap, break_on_hyphens))


@pass_environment
def _truncate(env: Environment, value: Any, *args: Any, **options: Any) -> str:
    return count_text(FILTERS["truncate"](env, plain_text(value), *args, **options))


def _striptags(value: Any) -> str:
    text = " ".join(_TAGS.sub("", plain_text(value)).split())
    return count_text(Markup(text).unescape())  # noqa: S704 - only to undo the escaping


def _format(value: Any, *args: Any, **options: Any) -> str:
    return format_text(plain_text(value), options or args)


@pass_environment
def _join(env: Environment, value: Any, d: Any = "", attribute: Any = None) -> str:
    items = items_of(value)
    return join_items(items if attribute is None else map(make_attrgetter(env, attribute), items), d)


def _int(value: Any, default: Any = 0, base: int = 10) -> Any:
    if isinstance(value, str) and len(value) > _LONGEST_NUMBER:
        raise BoundsError("the text is too long to be a number")
    return limit_number(FILTERS["int"](value if not isinstance(value, str) else plain_text(value), default, base))


def _round(value: Any, precision: int = 0, method: str = "common") -> Any:
    if isinstance(value, (str, list, tuple)) or abs(precision) > _MOST_DIGITS:
        raise TemplateRuntimeError(f"only numbers can be rounded, to {_MOST_DIGITS} digits at most")
    return FILTERS["round"](limit_number(value), precision, method)


def _list(value: Any) -> list[Any]:
    return list_items(value)


def _reverse(value: Any) -> Any:
    return count_text(plain_text(value)[::-1]) if isinstance(value, str) else list_items(value)[::-1]


def _length(value: Any) -> int:
    return len(plain_text(value) if isinstance(value, str) else value)


@pass_environment
def _last(env: Environment, value: Any) -> Any:
    return FILTERS["last"](env, value if hasattr(value, "__len__") else list_items(value))


def _batch(value: Any, linecount: int, fill_with: Any = None) -> Iterator[list[Any]]:
    refuse_long_list(linecount)
    return bounds().each(FILTERS["batch"](items_of(value), linecount, fill_with))


def _slice(value: Any, slices: int, fill_with: Any = None) -> Iterator[list[Any]]:
    refuse_long_list(slices)
    return bounds().each(sync_do_slice(list_items(value), slices, fill_with))


@pass_environment
def _sum(env: Environment, value: Any, attribute: Any = None, start: Any = 0) -> Any:
    read = make_attrgetter(env, attribute) if attribute is not None else _unchanged
    total = start
    for item in items_of(value):
        total = operate("+", total, read(item))
    return total


def _items(value: Any) -> Iterator[Any]:
    return bounds().each(() if isinstance(value, Undefined) else value.items())


@pass_context
def _tojson(context: Any, value: Any, indent: int | None = None) -> str:
    refuse_long_text(weigh(value, limit=0) * (12 + (indent or 0)))
    return str(FILTERS["tojson"](context.eval_ctx, value, min(indent, 16) if indent else None))


def _pprint(value: Any) -> str:
    refuse_long_text(weigh(value, limit=0) * 12)
    return count_text(str(FILTERS["pprint"](value)))


@pass_environment
def _attr(env: Any, value: Any, name: Any) -> Any:
    return env.getattr(value, plain_text(name)) if not plain_text(name).startswith("_") else env.closed(value, name)


BOUNDED_FILTERS: Mapping[str, Any] = {
    **ORDERING_FILTERS,
    **{name: FILTERS[name] for name in ("abs", "default", "d", "first", "filesizeformat", "float")},
    **{name: _on_text(name) for name in ("upper", "lower", "capitalize", "trim")},
    **{name: _on_text(name, growth=4) for name in ("title", "wordcount")},
    "urlencode": _on_text("urlencode", growth=12),
    **{name: _over_items(name) for name in ("map", "select", "reject", "selectattr", "rejectattr")},
    **dict.fromkeys(("safe", "escape", "e", "forceescape"), _unchanged),
    **dict.fromkeys(("length", "count"), _length),
    "attr": _attr,
    "batch": _batch,
    "center": _center,
    "format": _format,
    "indent": _indent,
    "int": _int,
    "items": _items,
    "join": _join,
    "last": _last,
    "list": _list,
    "pprint": _pprint,
    "replace": _replace,
    "reverse": _reverse,
    "round": _round,
    "slice": _slice,
    "string": plain_text,
    "striptags": _striptags,
    "sum": _sum,
    "tojson": _tojson,
    "truncate": _truncate,
    "wordwrap": _wordwrap,
}
