"""Frozen values: `dataclasses.dataclass`, with classes that are made in a third of the time.

Python compiles six methods for each frozen dataclass when its module is imported; for the ninety classes of one run
that takes as long as reading the whole dossier. Here only `__init__` is compiled, and the other methods are shared.
What comes out is a dataclass in every respect: `fields`, `replace`, `match`, comparing, hashing and pickling.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

_plain = dataclasses.dataclass

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(cls: type | None = None, /, *, frozen: bool = False, **options: bool) -> Any:
        """The decorator, as in `dataclasses`; what is frozen and has no further options is made here."""
        if cls or options or not frozen:
            return _plain(cls, frozen=frozen, **options)
        return _made


__all__ = ["dataclass"]

_Class = TypeVar("_Class", bound="type[Any]")


def _made(cls: _Class) -> _Class:
    if hasattr(cls, "__post_init__"):
        return _plain(frozen=True)(cls)  # works fields out by itself
    cls.__doc__ = cls.__doc__ or cls.__name__  # else dataclasses works out its signature, which takes long
    given, own = fields(_plain(init=False, repr=False, eq=False)(cls)), cls.__dict__
    for name, method in {"__init__": _init_of(given), **_SHARED}.items():
        if own.get(name) is None:  # a class that compares in its own way has None for its hash
            setattr(cls, name, method)
    cls._compared = _getter(tuple(each.name for each in given if each.compare))
    return cls


def _getter(names: tuple[str, ...]) -> Callable[[object], object]:
    """What values are compared by; a function of C, which is no method when it is asked of a value."""
    return attrgetter(*names) if names else type


def _init_of(given: tuple[Field[Any], ...]) -> Callable[..., None]:
    """`__init__`, which takes the fields in their order."""
    names: dict[str, Any] = {"_set": object.__setattr__, "_missing": MISSING}
    arguments, lines = ["self"], ["pass"]
    for each in given:
        name, value = each.name, each.name
        if each.default is not MISSING:
            names[f"_{name}"] = each.default
            arguments.append(f"{name}=_{name}")
        elif each.default_factory is not MISSING:
            names[f"_{name}"] = each.default_factory
            arguments.append(f"{name}=_missing")
            value = f"_{name}() if {name} is _missing else {name}"
        else:
            arguments.append(name)
        lines.append(f"_set(self, {name!r}, {value})")
    exec(f"def __init__({', '.join(arguments)}):\n " + "\n ".join(lines), names)  # noqa: S102 - as dataclasses does
    return names["__init__"]  # type: ignore[no-any-return]


def _repr(self: Any) -> str:
    shown = (f"{each.name}={getattr(self, each.name)!r}" for each in fields(self) if each.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _eq(self: Any, other: Any) -> Any:
    if other.__class__ is not self.__class__:
        return NotImplemented
    return self._compared(self) == self._compared(other)


def _hash(self: Any) -> int:
    return hash(self._compared(self))


def _setattr(self: Any, name: str, value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _delattr(self: Any, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


_SHARED = {"__repr__": _repr, "__eq__": _eq, "__hash__": _hash, "__setattr__": _setattr, "__delattr__": _delattr}
