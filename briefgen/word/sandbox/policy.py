"""What a template may read of a value: the fields of records, and the harmless methods of texts, lists and dates.

Everything else is closed, so that nothing has to be thought of to be forbidden. Methods that can make a text grow are
bounded (see `briefgen.word.sandbox.values`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from jinja2 import nodes
from jinja2.filters import _GroupTuple
from jinja2.runtime import LoopContext, Macro

from briefgen.word.sandbox.bounds import bounds, refuse_long_list, refuse_long_text
from briefgen.word.sandbox.values import comparable, count_text, join_items, plain_text, replace_text

_TEXT = frozenset(
    "capitalize casefold count endswith find index isalnum isalpha isascii isdecimal isdigit isidentifier islower"
    " isnumeric isprintable isspace istitle isupper lower lstrip partition removeprefix removesuffix rstrip"
    " startswith strip swapcase title upper".split()
)
_DATE = frozenset("year month day weekday isoweekday isocalendar isoformat strftime toordinal".split())
_TIME = frozenset("hour minute second microsecond isoformat strftime".split())
_OPEN: tuple[tuple[type, frozenset[str]], ...] = (
    (str, _TEXT),
    (datetime, _DATE | _TIME | {"date", "time"}),
    (date, _DATE),
    (time, _TIME),
    (timedelta, frozenset({"days", "seconds", "total_seconds"})),
    (float, frozenset({"is_integer"})),
    (_GroupTuple, frozenset({"grouper", "list"})),
    (
        LoopContext,
        frozenset(
            "index index0 revindex revindex0 first last length depth depth0 previtem nextitem cycle changed".split()
        ),
    ),
    (Macro, frozenset({"name"})),
)
# characters that a method of a text reads in the time of one step
_READ_PER_STEP = 32
_AT_ENDS = frozenset("startswith endswith removeprefix removesuffix".split())
# filters and tests that take the names of fields
_BY_FIELD = frozenset("attr map selectattr rejectattr sort groupby unique min max sum join".split())
_UNPADDED = re.compile(r"%(?:-([dmyHIMSjUWV])|%)")  # each doubled % is passed over
_LONGEST_SPLIT = 1_000_000


def open_attribute(value: Any, name: str) -> tuple[bool, Any]:
    """Whether a template may read that attribute of a value, and what it then gets."""
    if isinstance(value, str) and name in _GROWING:
        return True, _bound(_GROWING[name], plain_text(value))
    if isinstance(value, (list, tuple)) and name in _OF_LISTS:
        return True, _bound(_OF_LISTS[name], value)
    if isinstance(value, LoopContext) and name == "changed":
        return True, lambda *values: value.changed(*map(comparable, values))
    if name not in _open_names(value):
        return False, None
    return True, _opened(value, name)


def _opened(value: Any, name: str) -> Any:
    if name == "strftime":
        return _counted(_bound(format_moment, value))
    if isinstance(value, str):
        text = plain_text(value)
        return _counted(getattr(text, name), 1 if name in _AT_ENDS else 1 + len(text) // _READ_PER_STEP)
    found = getattr(value, name)
    return _counted(found) if isinstance(value, (date, time)) and callable(found) else found


def _open_names(value: Any) -> frozenset[str]:
    """The open attributes of a value; an object of the engine's names its own in `template_fields`."""
    own = getattr(type(value), "template_fields", None)
    if own is not None:
        return frozenset(own)
    return next((names for kind, names in _OPEN if isinstance(value, kind)), frozenset())


def _bound(method: Callable[..., Any], value: Any) -> Callable[..., Any]:
    return lambda *args, **options: method(value, *args, **options)


def _counted(method: Callable[..., Any], read: int = 0) -> Callable[..., Any]:
    """The method with its result counted, and so many steps for what it reads, before it is called."""

    def call(*args: Any, **options: Any) -> Any:
        bounds().tick(read)
        return bounds().made(method(*args, **options))

    return call


def format_moment(moment: date | time, format: str) -> str:  # noqa: A002  # the name that it has in Python
    """A moment by the codes of `strftime`; `%-d` and its like, numbers without a zero before, on Windows as well."""
    return moment.strftime(_UNPADDED.sub(lambda code: _unpadded(moment, code), format))


def _unpadded(moment: date | time, code: re.Match[str]) -> str:
    return (moment.strftime(f"%{code[1]}").lstrip("0") or "0") if code[1] else code[0]


def _padded(name: str) -> Callable[..., str]:
    def pad(text: str, width: int, *fill: str) -> str:
        refuse_long_text(max(len(text), width))
        return count_text(str(getattr(text, name)(width, *fill)))

    return pad


def _split(name: str) -> Callable[..., list[str]]:
    def split(text: str, *args: Any, **options: Any) -> list[str]:
        refuse_long_text(len(text) * (4_000_000 // _LONGEST_SPLIT))
        bounds().tick(1 + len(text) // _READ_PER_STEP)
        made: list[str] = bounds().made(getattr(text, name)(*args, **options))
        bounds().tick(len(made))
        return made

    return split


def _find_last(text: str, wanted: str, start: int | None = None, end: int | None = None) -> int:
    """`rfind`; searched forwards in the reverse, as Python's own search backwards may take lengths times each other."""
    first, behind, _ = slice(start, end).indices(len(text))
    if first > behind or (start or 0) > len(text):
        return -1
    bounds().tick(1 + len(text) // _READ_PER_STEP)
    found = text[first:behind][::-1].find(plain_text(wanted)[::-1])
    return -1 if found < 0 else behind - found - len(wanted)


def _index_last(text: str, wanted: str, start: int | None = None, end: int | None = None) -> int:
    found = _find_last(text, wanted, start, end)
    if found < 0:
        raise ValueError(f"“{wanted[:40]}” is not in the text")
    return found


def _partition_last(text: str, wanted: str) -> tuple[str, str, str]:
    if not wanted:
        raise ValueError("the text is parted at no sign")
    found = _find_last(text, wanted)
    parts = ("", "", text) if found < 0 else (text[:found], wanted, text[found + len(wanted) :])
    return tuple(map(bounds().made, parts))  # type: ignore[return-value]


def _split_last(text: str, sep: str | None = None, maxsplit: int = -1) -> list[str]:
    if sep is None:
        return _split("rsplit")(text, None, maxsplit)
    reverse: list[str] = _split("split")(text[::-1], plain_text(sep)[::-1], maxsplit)
    return [each[::-1] for each in reversed(reverse)]


def _without_tabs(text: str, tabsize: int = 8) -> str:
    refuse_long_text(len(text) + text.count("\t") * max(0, tabsize))
    return count_text(text.expandtabs(tabsize))


def _index(values: Any, value: Any, *ends: int) -> int:
    bounds().tick(len(values))
    return int(values.index(comparable(value), *ends))


def _count(values: Any, value: Any) -> int:
    bounds().tick(len(values))
    return int(values.count(comparable(value)))


def _copy(values: Any) -> Any:
    refuse_long_list(len(values))
    return bounds().made(values[:])


_GROWING: Mapping[str, Callable[..., Any]] = {
    **{name: _padded(name) for name in ("center", "ljust", "rjust", "zfill")},
    **{name: _split(name) for name in ("split", "splitlines")},
    "rsplit": _split_last,
    "rfind": _find_last,
    "rindex": _index_last,
    "rpartition": _partition_last,
    "replace": replace_text,
    "join": lambda glue, items: join_items(items, glue),
    "expandtabs": _without_tabs,
}
_OF_LISTS: Mapping[str, Callable[..., Any]] = {"index": _index, "count": _count, "copy": _copy}


def hidden_names(node: nodes.Node) -> Iterator[str]:
    """The names written out in a node of a tag that are closed to templates, because they begin with `_`."""
    yield from (name for name in _names(node) if name.startswith("_") and name != "_")


def _names(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, (nodes.Name, nodes.Filter, nodes.Test)):
        yield node.name
    if isinstance(node, nodes.Getattr):
        yield node.attr
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        yield str(node.arg.value)
    if isinstance(node, nodes.Filter) and node.name in _BY_FIELD:
        given = [*node.args, *(each.value for each in node.kwargs)]
        texts = (str(each.value) for each in given if isinstance(each, nodes.Const))
        yield from (step for text in texts for step in text.replace(",", ".").split("."))
