"""The region of docs/reference/api.md: each name of `import briefgen` with its types, its docstring and its members."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from functools import cached_property
from types import FunctionType
from typing import Any

import briefgen.facade as facade

_SECTION = re.compile(r"^(Args|Attributes|Returns|Raises):\n((?:(?:    .*)?\n)+)", re.MULTILINE)
_ENTRY = re.compile(r"^    (?=\S)", re.MULTILINE)
_EXAMPLE = re.compile(r"^>>> .*\n(?:.+\n)*", re.MULTILINE)
_HEADS = {"Args": "Takes", "Attributes": "Has", "Returns": "Gives", "Raises": "Raises"}


def api() -> str:
    """Every public name, in the order of the alphabet."""
    return "\n".join(_entry(name, getattr(facade, name)) for name in sorted(facade.__all__, key=str.casefold))


def _entry(name: str, found: Any) -> str:
    if not inspect.isclass(found):
        return f"## `briefgen.{name}`\n\n{_signature(name, found)}{_told(found)}"
    members = "".join(_member(name, each, getattr(found, each)) for each in _members(found))
    return f"## `briefgen.{name}`\n\n{_told(found)}{_fields(found)}{members}"


def _fields(found: type) -> str:
    """What its instances hold, with the types."""
    types = inspect.get_annotations(found)
    named = "".join(f"{name}: {_publicly(kind)}\n" for name, kind in types.items() if not name.startswith("_"))
    return f"\n```py\n{named}```\n" if named else ""


def _members(found: type) -> Iterator[str]:
    """The methods and properties that are its own and have something to say, in the order of the code."""
    for kind in reversed(found.__mro__):
        if kind.__module__.startswith("briefgen"):
            yield from (name for name, member in vars(kind).items() if not name.startswith("_") and _is_told(member))


def _is_told(member: object) -> bool:
    return isinstance(member, classmethod | property | cached_property | FunctionType) and bool(_docstring(member))


def _member(owner: str, name: str, member: Any) -> str:
    called = _type_of(name, member) if isinstance(member, property | cached_property) else _signature(name, member)
    return f"\n### `{owner}.{name}`\n\n{called}{_told(member)}"


def _type_of(name: str, member: property | cached_property[Any]) -> str:
    ask = member.fget if isinstance(member, property) else member.func
    return f"```py\n{name}: {_publicly(inspect.get_annotations(ask)['return'])}\n```\n\n" if ask else ""


def _publicly(kind: object) -> str:
    """A type, or a whole call, by the names under which `import briefgen` has the classes."""
    public = {getattr(facade, each).__name__: each for each in facade.__all__}
    said = kind if isinstance(kind, str) else getattr(kind, "__forward_arg__", "")
    return re.sub(r"\w+", lambda word: public.get(word[0], word[0]), said)


def _signature(name: str, found: Callable[..., Any]) -> str:
    """How it is called, by public names, without quotes around its types."""
    said = re.sub(r"(?<=: |> )'([^']*)'", r"\1", f"{name}{_with_plain_defaults(inspect.signature(found))}")
    return f"```py\n{_wrapped(_publicly(said).replace('(self, ', '(').replace('(self)', '()'))}\n```\n\n"


class _Left:
    """A default that is too long to be shown."""

    def __repr__(self) -> str:
        return "…"


def _with_plain_defaults(signature: inspect.Signature) -> inspect.Signature:
    parameters = (
        each if _is_plain(each.default) else each.replace(default=_Left()) for each in signature.parameters.values()
    )
    return signature.replace(parameters=tuple(parameters))


def _is_plain(default: object) -> bool:
    return default in (None, inspect.Parameter.empty) or isinstance(default, str | int | tuple)


def _wrapped(call: str) -> str:
    """A call on one line, or with a line for each argument where it is long."""
    if len(call) <= 100:
        return call
    head, _, rest = call.partition("(")
    arguments, _, result = rest.rpartition(")")
    lines = "".join(f"    {each},\n" for each in re.split(r", (?![^\[]*\])", arguments))
    return f"{head}(\n{lines}){result}"


def _docstring(found: object) -> str:
    return inspect.getdoc(found) or ""


def _told(found: object) -> str:
    """A docstring in Markdown: paragraphs, examples as Python, what goes in and comes out as lists."""
    text = _SECTION.sub(_listed, f"{_docstring(found)}\n")
    text = _EXAMPLE.sub(lambda example: f"```pycon\n{example[0]}```\n", text)
    return f"{text.rstrip()}\n"


def _listed(section: re.Match[str]) -> str:
    entries = [" ".join(each.split()) for each in _ENTRY.split(section[2]) if each.strip()]
    named = (re.sub(r"^([\w, ]+): ", _in_code, each) for each in entries)
    return f"**{_HEADS[section[1]]}**\n\n" + "".join(f"- {each}\n" for each in named) + "\n"


def _in_code(entry: re.Match[str]) -> str:
    return ", ".join(f"`{name}`" for name in entry[1].split(", ")) + ": "
