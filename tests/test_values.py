"""Values are dataclasses, however they were made."""

import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, asdict, field, fields, is_dataclass, replace
from dataclasses import dataclass as plain
from functools import cached_property
from typing import Any

import pytest

from briefgen.values import dataclass


@dataclass(frozen=True)
class Value:
    """A value."""

    text: str
    size: int = 3
    notes: list[str] = field(default_factory=list)
    seen: int = field(default=0, repr=False, compare=False)

    @cached_property
    def length(self) -> int:
        return len(self.text)


@dataclass(frozen=True)
class Longer(Value):
    """A value with one field more."""

    last: str = ""


@dataclass
class Changing:
    """A value that changes."""

    text: str = ""


@dataclass(frozen=True)
class Empty:
    """A value without fields."""


@dataclass(frozen=True)
class Folded:  # noqa: PLW1641 - the decorator makes it
    """A value that compares in its own way."""

    text: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Folded) and self.text.lower() == other.text.lower()

    def __repr__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Worked:
    """A value that works out a field."""

    text: str
    size: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "size", len(self.text))


def twin(make: Callable[..., Any]) -> Any:
    class Twin:
        a: int
        b: str = "x"
        c: list[int] = field(default_factory=list)

    return make(frozen=True)(Twin)


def test_a_value_looks_as_one_of_python_s_own_does() -> None:
    ours, theirs = twin(dataclass), twin(plain)
    assert repr(ours(1, c=[2])) == repr(theirs(1, c=[2]))
    assert [each.name for each in fields(ours)] == [each.name for each in fields(theirs)]
    assert ours.__match_args__ == theirs.__match_args__
    assert asdict(ours(1)) == asdict(theirs(1))
    assert is_dataclass(ours)


@pytest.mark.parametrize("given", [(), (1, "b", [], 4), (1, "b", [], 4, 5)])
def test_missing_and_surplus_arguments_are_refused_alike(given: tuple[object, ...]) -> None:
    messages = []
    for make in (dataclass, plain):
        with pytest.raises(TypeError) as refused:
            twin(make)(*given)
        messages.append(str(refused.value).rpartition("__init__")[2])
    assert messages[0] == messages[1]


def test_a_value_does_not_change() -> None:
    value = Value("a")
    with pytest.raises(FrozenInstanceError, match="text"):
        value.text = "b"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError, match="text"):
        del value.text
    assert value.length == 1


def test_values_are_equal_where_their_fields_are() -> None:
    assert Value("a") == Value("a", seen=9)
    assert Value("a") != Value("b")
    assert Value("a") != Longer("a")
    assert Empty() == Empty()
    assert len({Empty(), Empty(), Folded("a"), Folded("a")}) == 2
    assert hash(Longer("a", notes=())) == hash(Longer("a", notes=()))  # type: ignore[arg-type]


def test_a_value_of_lists_has_no_hash() -> None:
    with pytest.raises(TypeError):
        hash(Value("a"))


def test_each_value_has_its_own_lists() -> None:
    first, second = Value("a"), Value("a")
    first.notes.append("x")
    assert second.notes == []


def test_values_are_replaced_matched_and_pickled() -> None:
    assert replace(Value("a"), size=4) == Value("a", 4)
    match Longer("a", 5):
        case Longer(text, size):
            assert (text, size) == ("a", 5)
    assert pickle.loads(pickle.dumps(Longer("a"))) == Longer("a")


def test_methods_of_the_class_go_before() -> None:
    assert Folded("A") == Folded("a")
    assert repr(Folded("A")) == "A"


def test_a_field_can_be_worked_out() -> None:
    assert Worked("abc").size == 3
    with pytest.raises(FrozenInstanceError):
        Worked("abc").size = 4  # type: ignore[misc]


def test_what_may_change_changes_and_has_no_hash() -> None:
    value = Changing("a")
    value.text = "b"
    assert value == Changing("b")
    with pytest.raises(TypeError):
        hash(value)
