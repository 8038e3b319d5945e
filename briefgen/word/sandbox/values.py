"""What templates compute with values, each operation refused before it makes too much."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from jinja2 import TemplateRuntimeError
from jinja2.runtime import Undefined
from markupsafe import Markup

from briefgen.model.richtext import RichText
from briefgen.word.sandbox.bounds import BoundsError, bounds, few_enough, short_enough

# numbers beyond 1,200 digits are nothing that a letter says
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
        return str(sized(value))
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


def made_text(text: str) -> str:
    """A text that a template made, counted where it is long."""
    return text if len(text) < _SHORT else bounds().made(text)


def sized(value: Any) -> Any:
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


def listed(value: Any) -> list[Any]:
    """A list of the items; it is counted."""
    tick, made = bounds().tick, []
    for item in items_of(value):
        tick(_ITEM_STEPS)
        made.append(item)
    return bounds().made(made)


def concatenated(*pieces: Any) -> str:
    """`a ~ b ~ c`; what a macro made stays what it is, everything else is plain text."""
    texts = [each if isinstance(each, Markup) else plain_text(each) for each in pieces]
    short_enough(sum(map(len, texts)))
    start = Markup() if any(isinstance(each, Markup) for each in texts) else ""
    return made_text(start.join(texts))


def joined(items: Iterable[Any], between: Any = "") -> str:
    """The items as one text, with a text between each two."""
    texts, length = [], 0
    glue = between if isinstance(between, Markup) else plain_text(between)
    for item in items_of(items):
        texts.append(item if isinstance(item, Markup) else plain_text(item))
        length += len(texts[-1]) + len(glue)
        short_enough(length)
    marked = any(isinstance(each, Markup) for each in texts)
    return made_text((Markup.escape(glue) if marked else glue).join(texts))


def replaced(text: str, old: str, new: str, count: int = -1) -> str:
    """The text with every `old` made `new`, `count` of them at most."""
    found = text.count(old) if count is None or count < 0 else min(count, text.count(old))
    short_enough(len(text) + found * max(0, len(new) - len(old)))
    return made_text(text.replace(old, new, -1 if count is None else count))


def weight(value: Any, limit: int | None = None) -> int:
    """How many values and characters a value holds, counted as they are looked at; what stands twice counts twice."""
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
            short_enough(total - limit)
    return total


def counted(condition: Any) -> Any:
    """The condition of a loop, asked of one of its items."""
    bounds().tick(_ITEM_STEPS // 2)
    return condition


def comparable(value: Any) -> Any:
    """A value that is going to be compared."""
    if isinstance(value, (list, tuple, dict)):
        weight(value)
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
        bounds().tick(len(container) * (weight(item) if isinstance(item, (list, tuple, dict)) else 1))
        return item in container
    return item in items_of(container)


def lacks(item: Any, container: Any) -> bool:
    """`item not in container`."""
    return not holds(item, container)


def sliced(value: Any, start: Any, stop: Any, step: Any) -> Any:
    """`value[start:stop:step]`."""
    return bounds().made((plain_text(value) if isinstance(value, str) else value)[start:stop:step])


def record(*given: Any, **fields: Any) -> dict[Any, Any]:
    """`dict(…)` in a template."""
    made: dict[Any, Any] = {}
    for each in given:
        pairs = each.items() if isinstance(each, Mapping) else listed(each)
        made |= {key(name): value for name, value in pairs}
    return bounds().made(made | fields)


def counting(*ends: int) -> range:
    """`range(…)` in a template."""
    made = range(*ends)
    few_enough(len(made))
    return made
