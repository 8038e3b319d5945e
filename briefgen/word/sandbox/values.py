"""What templates compute with values, each operation refused before it makes too much.

The operators and formats are: + - * / // ** %, `"%s" % x` and `"{}".format(x)`.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time, timedelta
from decimal import Decimal
from string import Formatter
from typing import Any, Protocol

from jinja2 import TemplateRuntimeError
from jinja2.runtime import Undefined
from markupsafe import Markup

from briefgen.model.richtext import RichText
from briefgen.word.sandbox.bounds import BoundsError, bounds, refuse_long_list, refuse_long_text

# numbers beyond 1,200 digits are of no use in a letter
LONGEST_BITS, LONGEST_EXPONENT = 4_096, 1_000
_SHORT = 256
_ITEM_STEPS = 8
SCALARS = (int, float, Decimal, date, time, timedelta, RichText, type(None))


def plain_text(value: object) -> str:
    """A value as the plain text that filters and methods work on.

    Raises:
        TemplateRuntimeError: it is a list or record, or text with breaks or looks that a macro made.
    """
    if type(value) is str:
        return value
    if isinstance(value, Markup):
        return _without_markup(value)
    if isinstance(value, (str, Undefined, *SCALARS)):
        return str(limit_number(value))
    raise TemplateRuntimeError(f"a {kind_of(value)} is no text; name one of its fields, or go over it with a loop")


def _without_markup(value: Markup) -> str:
    if "<" in value:
        raise TemplateRuntimeError(
            "what a macro or block made with breaks or looks cannot be changed like a text; change its parts before"
        )
    return value.unescape()


def kind_of(value: object) -> str:
    """What a value is, in a drafter's words."""
    if isinstance(value, Mapping):
        return "record"
    return "list" if isinstance(value, (list, tuple, range)) else f"value of this kind ({type(value).__name__})"


def count_text(text: str) -> str:
    """A text that a template made, counted where it is long."""
    return text if len(text) < _SHORT else bounds().made(text)


def limit_number(value: Any) -> Any:
    """A number, refused if it is beyond all use."""
    if isinstance(value, int):
        too_large = value.bit_length() > LONGEST_BITS
    elif isinstance(value, Decimal):
        too_large = value.is_finite() and abs(value.adjusted()) > LONGEST_EXPONENT
    else:
        return value
    if too_large:
        raise BoundsError("the number has more digits than a document can need")
    return value


def items_of(value: Any) -> Iterator[Any]:
    """The items of a list or the characters of a text, each counted."""
    return bounds().each(plain_text(value) if isinstance(value, str) else value)


def list_items(value: Any) -> list[Any]:
    """A list of the items; it is counted."""
    tick, made = bounds().tick, []
    for item in items_of(value):
        tick(_ITEM_STEPS)
        made.append(item)
    return bounds().made(made)


def concatenate(*pieces: Any) -> str:
    """`a ~ b ~ c`; what a macro made stays what it is, everything else is plain text."""
    texts = [each if isinstance(each, Markup) else plain_text(each) for each in pieces]
    refuse_long_text(sum(map(len, texts)))
    start = Markup() if any(isinstance(each, Markup) for each in texts) else ""
    return count_text(start.join(texts))


def join_items(items: Iterable[Any], between: Any = "") -> str:
    """The items as one text, with a text between each two."""
    texts, length = [], 0
    glue = between if isinstance(between, Markup) else plain_text(between)
    for item in items_of(items):
        texts.append(item if isinstance(item, Markup) else plain_text(item))
        length += len(texts[-1]) + len(glue)
        refuse_long_text(length)
    marked = any(isinstance(each, Markup) for each in texts)
    return count_text((Markup.escape(glue) if marked else glue).join(texts))


def replace_text(text: str, old: str, new: str, count: int = -1) -> str:
    """The text with every `old` made `new`, `count` of them at most."""
    found = text.count(old) if count is None or count < 0 else min(count, text.count(old))
    refuse_long_text(len(text) + found * max(0, len(new) - len(old)))
    return count_text(text.replace(old, new, -1 if count is None else count))


def weigh(value: Any, limit: int | None = None) -> int:
    """How many values and characters a value holds, counted as they are looked at; what occurs twice counts twice."""
    total, waiting, tick = 0, [value], bounds().tick
    while waiting:
        tick()
        each = waiting.pop()
        total += 1 + (len(each) if isinstance(each, str) else 0)
        if isinstance(each, Mapping):
            waiting += [*each, *each.values()]
        elif isinstance(each, (list, tuple)):
            waiting += each
        if limit is not None:
            refuse_long_text(total - limit)
    return total


def count_condition(condition: Any) -> Any:
    """The condition of a loop, asked of one of its items."""
    bounds().tick(_ITEM_STEPS // 2)
    return condition


def comparable(value: Any) -> Any:
    """A value that is going to be compared."""
    if isinstance(value, (list, tuple, dict)):
        weigh(value)
    elif isinstance(value, str) and len(value) > _SHORT:
        bounds().tick(len(value) // _SHORT)
    return value


def key(value: Any) -> Any:
    """A value that is going to be the key of a record."""
    if isinstance(value, (list, tuple, Mapping)):
        raise TemplateRuntimeError(f"a {kind_of(value)} cannot name a field; a text or number can")
    return value


def holds(item: Any, container: Any) -> bool:
    """`item in container`."""
    if isinstance(container, Mapping):
        return key(item) in container
    if isinstance(container, str):
        bounds().tick(1 + len(container) // _SHORT)
        return plain_text(item) in plain_text(container)
    if hasattr(container, "__len__"):
        bounds().tick(len(container) * (weigh(item) if isinstance(item, (list, tuple, dict)) else 1))
        return item in container
    return item in items_of(container)


def lacks(item: Any, container: Any) -> bool:
    """`item not in container`."""
    return not holds(item, container)


def slice_value(value: Any, start: Any, stop: Any, step: Any) -> Any:
    """`value[start:stop:step]`."""
    return bounds().made((plain_text(value) if isinstance(value, str) else value)[start:stop:step])


def make_record(*given: Any, **fields: Any) -> dict[Any, Any]:
    """`dict(…)` in a template."""
    made: dict[Any, Any] = {}
    for each in given:
        pairs = each.items() if isinstance(each, Mapping) else list_items(each)
        made |= {key(name): value for name, value in pairs}
    return bounds().made(made | fields)


def make_range(*ends: int) -> range:
    """`range(…)` in a template."""
    made = range(*ends)
    refuse_long_list(len(made))
    return made


_WIDEST = 1_000
_CONVERSION = r"(?s)%(?P<name>\(.*?\))?[-#0 +]*(?P<width>\*|\d+)?(?:\.(?P<precision>\*|\d+)?)?"
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
        return format_text(left, right)
    if sign in _GROWTH:
        _GROWTH[sign](left, right)
    result = _OPERATORS[sign](limit_number(left), limit_number(right))
    return bounds().made(result) if hasattr(result, "__len__") else limit_number(result)


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
        refuse_long_text(length)
    elif hasattr(value, "__len__"):
        refuse_long_list(length)


def format_text(text: str, values: Any) -> str:
    """`"%s of %d" % values`; widths are those of a document."""
    pattern = plain_text(text)
    found = list(re.finditer(_CONVERSION, pattern))
    for size in (found_size for each in found for found_size in each.group("width", "precision") if found_size):
        if size == "*" or len(size) > 4 or int(size) > _WIDEST:
            raise BoundsError(f"“{size}” is too wide for a text; {_WIDEST:,} characters are the most")
    given = values.values() if isinstance(values, Mapping) else values if isinstance(values, tuple) else (values,)
    longest = max((len(plain_text(each)) for each in given), default=0)
    refuse_long_text(len(pattern) + len(found) * (longest + _WIDEST // 10))
    if isinstance(values, Mapping) and any(
        not each["name"] for each in re.finditer(_CONVERSION, pattern.replace("%%", ""))
    ):
        plain_text(values)
    try:
        return count_text(pattern % (_unmarked(values)))
    except KeyError as missing:
        raise TemplateRuntimeError(f"“{missing.args[0]}” is not a field of this record") from None


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
        given = limit_number(value) if isinstance(value, SCALARS) and value is not None else plain_text(value)
        return bounds().made(format(given, format_spec))
