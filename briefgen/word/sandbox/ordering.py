"""Filters that put in order, and tests that compare: only texts, numbers and dates have an order."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from jinja2 import TemplateRuntimeError, pass_environment
from jinja2.environment import Environment
from jinja2.filters import _GroupTuple, make_attrgetter, make_multi_attrgetter
from jinja2.runtime import Undefined
from jinja2.tests import TESTS

from briefgen.word.sandbox.bounds import bounds
from briefgen.word.sandbox.values import comparable, holds, items_of, kind_of, list_items, operate, plain_text


def _ordered(value: Any) -> Any:
    """A value that lists can be sorted by; lists and records are none, and what is not there refuses by itself."""
    if isinstance(value, Undefined):
        return str(value)
    if isinstance(value, (list, tuple, Mapping)):
        raise TemplateRuntimeError(f"a {kind_of(value)} cannot be sorted by; name a field of it by attribute=…")
    return value


def _ordered_without_case(value: Any) -> Any:
    return plain_text(value).lower() if isinstance(value, str) else _ordered(value)


def _order(case_sensitive: Any) -> Callable[[Any], Any]:
    return _ordered if case_sensitive else _ordered_without_case


@pass_environment
def _sort(
    env: Environment, value: Any, reverse: Any = False, case_sensitive: Any = False, attribute: Any = None
) -> list[Any]:
    read = make_multi_attrgetter(env, attribute, postprocess=_order(case_sensitive))
    return bounds().made(sorted(list_items(value), key=read, reverse=bool(reverse)))


@pass_environment
def _unique(env: Environment, value: Any, case_sensitive: Any = False, attribute: Any = None) -> Iterator[Any]:
    read = make_attrgetter(env, attribute, postprocess=_order(case_sensitive))
    seen = set()
    for item in items_of(value):
        if (found := read(item)) not in seen:
            seen.add(found)
            yield item


def _extreme(choose: Callable[..., Any]) -> Any:
    @pass_environment
    def apply(env: Environment, value: Any, case_sensitive: Any = False, attribute: Any = None) -> Any:
        items = list_items(value)
        if not items:
            return env.undefined("the list is empty, so nothing in it is the smallest or greatest")
        return choose(items, key=make_attrgetter(env, attribute, postprocess=_order(case_sensitive)))

    return apply


@pass_environment
def _groupby(
    env: Environment, value: Any, attribute: Any, default: Any = None, case_sensitive: Any = False
) -> list[_GroupTuple]:
    read = make_attrgetter(env, attribute, postprocess=_order(case_sensitive), default=default)
    name = make_attrgetter(env, attribute, default=default)
    groups = (list(group) for _, group in itertools.groupby(sorted(list_items(value), key=read), read))
    return bounds().made([_GroupTuple(name(group[0]), group) for group in groups])


def _dictsort(value: Any, case_sensitive: Any = False, by: str = "key", reverse: Any = False) -> list[Any]:
    position, order = {"key": 0, "value": 1}[by], _order(case_sensitive)
    return bounds().made(
        sorted(list_items(value.items()), key=lambda pair: order(pair[position]), reverse=bool(reverse))
    )


ORDERING_FILTERS: Mapping[str, Any] = {
    "dictsort": _dictsort,
    "groupby": _groupby,
    "max": _extreme(max),
    "min": _extreme(min),
    "sort": _sort,
    "unique": _unique,
}


def _compared(name: str) -> Callable[..., Any]:
    function: Any = TESTS[name]
    return lambda value, other: function(comparable(value), comparable(other))


def _divisible(value: Any, by: Any) -> bool:
    return bool(operate("%", value, by) == 0)


_COMPARING = "== eq equalto != ne > gt greaterthan ge >= < lt lessthan <= le".split()
BOUNDED_TESTS: Mapping[str, Any] = {
    **{name: test for name, test in TESTS.items() if name != "callable"},
    **{name: _compared(name) for name in _COMPARING},
    "divisibleby": _divisible,
    "even": lambda value: _divisible(value, 2),
    "odd": lambda value: not _divisible(value, 2),
    "in": holds,
}
