"""Values: `dataclasses.dataclass`, with classes that are made in a quarter of the time.

Python compiles up to six methods for each dataclass when its module is imported; for the ninety classes of one run
that takes as long as reading the whole dossier. Here only `__init__` is compiled, and the other methods are shared.
What comes out is a dataclass in every respect: `fields`, `replace`, `match`, comparing, hashing and pickling.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, FrozenInstanceError, fields
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

_plain = dataclasses.dataclass

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(cls: type | None = None, /, *, frozen: bool = False, **options: bool) -> Any:
        """The decorator, as in `dataclasses`; classes with options other than `frozen` are made by that."""
        if options:
            return _plain(frozen=frozen, **options)
        return _made(cls, _CHANGING) if cls else partial(_made, shared=_FROZEN if frozen else _CHANGING)


__all__ = ["dataclass"]

_Class = TypeVar("_Class", bound="type[Any]")


def _made(cls: _Class, shared: Mapping[str, object]) -> _Class:
    if hasattr(cls, "__post_init__"):
        return _plain(frozen=shared is _FROZEN)(cls)  # type: ignore[return-value]  # it works fields out by itself
    cls.__doc__ = cls.__doc__ or cls.__name__  # else dataclasses works out its signature, which takes long
    given, own = fields(_plain(init=False, repr=False, eq=False)(cls)), cls.__dict__
    for name, method in {"__init__": _init_of(given), **shared}.items():
        if own.get(name) is None:  # a class that compares in its own way has None for its hash
            setattr(cls, name, method)
    cls._compared = _getter(tuple(each.name for each in given if each.compare))
    return cls


def _getter(names: tuple[str, ...]) -> Callable[[object], object]:
    """What values are compared by; a function of C, which is no method when it is asked of a value."""
    return attrgetter(*names) if names else type


def _init_of(given: tuple[Field[Any], ...]) -> Callable[..., None]:
    """`__init__`, which takes the fields in their order; setting them all at once is faster than one by one."""
    names: dict[str, Any] = {"_set": object.__setattr__, "_missing": MISSING}
    arguments, values = ["self"], []
    for each in given:
        argument, value = each.name, each.name
        if each.default is not MISSING:
            names[f"_{each.name}"] = each.default
            argument = f"{each.name}=_{each.name}"
        elif each.default_factory is not MISSING:
            names[f"_{each.name}"] = each.default_factory
            argument, value = f"{each.name}=_missing", f"_{each.name}() if {each.name} is _missing else {each.name}"
        arguments.append(argument)
        values.append(f"{each.name!r}: {value}")
    source = f"def __init__({', '.join(arguments)}):\n _set(self, '__dict__', {{{', '.join(values)}}})"
    exec(source, names)  # noqa: S102 - names of the class's own fields, as dataclasses does
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


_CHANGING: Mapping[str, object] = {"__repr__": _repr, "__eq__": _eq, "__hash__": None}
_FROZEN = {**_CHANGING, "__hash__": _hash, "__setattr__": _setattr, "__delattr__": _delattr}
