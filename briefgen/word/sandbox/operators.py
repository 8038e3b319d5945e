"""The operators and formats of templates: + - * / // ** %, `"%s" % x` and `"{}".format(x)`, none of them beyond use."""

from __future__ import annotations

import operator
import re
from collections.abc import Mapping
from string import Formatter
from typing import Any, Protocol

from briefgen.word.sandbox.bounds import BoundsError, bounds, few_enough, short_enough
from briefgen.word.sandbox.values import LONGEST_BITS, SCALARS, made_text, plain_text, sized

_WIDEST = 1_000
_CONVERSION = r"(?s)%(?:\(.*?\))?[-#0 +]*(?P<width>\*|\d+)?(?:\.(?P<precision>\*|\d+)?)?"
_NUMBER = re.compile(r"\d+")
_OPERATORS = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "//": operator.floordiv,
    "**": operator.pow,
    "%": operator.mod,
}


def operate(sign: str, left: Any, right: Any) -> Any:
    """`left sign right` for the signs + - * / // ** %.

    Raises:
        BoundsError: the result would be too large.
    """
    if isinstance(left, str) and sign == "%":
        return formatted(left, right)
    if sign in _GROWTH:
        _GROWTH[sign](left, right)
    result = _OPERATORS[sign](sized(left), sized(right))
    return bounds().made(result) if hasattr(result, "__len__") else sized(result)


def _sum_fits(left: Any, right: Any) -> None:
    _fits(left, _length(left) + _length(right))


def _product_fits(left: Any, right: Any) -> None:
    for value, count in ((left, right), (right, left)):
        if hasattr(value, "__len__") and isinstance(count, int):
            _fits(value, len(value) * count)


def _power_fits(left: Any, right: Any) -> None:
    if isinstance(left, int) and isinstance(right, int) and left.bit_length() * right > LONGEST_BITS:
        raise BoundsError("the number has more digits than a document can need")


_GROWTH = {"+": _sum_fits, "*": _product_fits, "**": _power_fits}


def _length(value: Any) -> int:
    return len(value) if hasattr(value, "__len__") else 0


def _fits(value: Any, length: int) -> None:
    if isinstance(value, str):
        short_enough(length)
    elif hasattr(value, "__len__"):
        few_enough(length)


def formatted(text: str, values: Any) -> str:
    """`"%s of %d" % values`; widths are those of a document."""
    pattern = plain_text(text)
    found = list(re.finditer(_CONVERSION, pattern))
    for size in (found_size for each in found for found_size in each.group("width", "precision") if found_size):
        if size == "*" or len(size) > 4 or int(size) > _WIDEST:
            raise BoundsError(f"“{size}” is too wide for a text; {_WIDEST:,} characters are the most")
    given = values.values() if isinstance(values, Mapping) else values if isinstance(values, tuple) else (values,)
    longest = max((len(plain_text(each)) for each in given), default=0)
    short_enough(len(pattern) + len(found) * (longest + _WIDEST // 10))
    return made_text(pattern % (_unmarked(values)))


def _unmarked(values: Any) -> Any:
    if isinstance(values, Mapping):
        return {key: _unmarked(value) for key, value in values.items()}
    if isinstance(values, tuple):
        return tuple(map(_unmarked, values))
    return plain_text(values) if isinstance(values, str) else values


class _FieldsOf(Protocol):
    """What reads fields of values: the environment of a template."""

    def getitem(self, obj: Any, argument: Any) -> Any:
        """A field of a value."""


class BoundedFormatter(Formatter):
    """`"{name}".format(…)`: fields are read as anywhere in a template, and widths are those of a document."""

    def __init__(self, fields: _FieldsOf) -> None:
        self._fields = fields

    def get_field(self, field_name: str, args: Any, kwargs: Any) -> tuple[Any, Any]:
        """The value of a field such as `point.title` or `points[0]`."""
        first, *steps = re.findall(r"[^.\[\]]+", field_name) or [""]
        value = self.get_value(int(first) if first.isdigit() else first, args, kwargs)
        for step in steps:
            value = self._fields.getitem(value, int(step) if step.isdigit() else step)
        return value, first

    def convert_field(self, value: Any, conversion: Any) -> Any:
        """`{x!r}`: of texts and numbers only."""
        return super().convert_field(value if conversion is None else plain_text(value), conversion)

    def format_field(self, value: Any, format_spec: str) -> str:
        """`{x:>20}`, counted."""
        if any(len(size) > 4 or int(size) > _WIDEST for size in _NUMBER.findall(format_spec)):
            raise BoundsError(f"“{format_spec}” is too wide for a text; {_WIDEST:,} characters are the most")
        given = sized(value) if isinstance(value, SCALARS) and value is not None else plain_text(value)
        return bounds().made(format(given, format_spec))
