"""The rows that stand on the day of the tests, and one of them changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from hypothesis import strategies as st
from msgspec.structs import replace

from briefgen.asof import Item, situation_as_of
from briefgen.model.dossier import Dossier, FollowUp, State
from tests.sample_dossier import ANNEX_DAY

T = TypeVar("T")


class Draw(Protocol):
    """What hypothesis hands to a composite strategy."""

    def __call__(self, strategy: st.SearchStrategy[T], /) -> T: ...


def one_of(draw: Draw, choices: list[T]) -> T:
    """One of the things that a fault can be put into; a test without any has nothing to say."""
    assert choices, "the record has no row that this fault could be put into"
    return draw(st.sampled_from(choices))


def standing(dossier: Dossier, wanted: Callable[[FollowUp], bool] = lambda _: True) -> list[Item]:
    """The items that stand on the day, of those wanted."""
    return [item for item in situation_as_of(dossier, ANNEX_DAY).items if wanted(item.follow_up)]


def is_under_way(row: FollowUp) -> bool:
    """Whether a sentence about anything, done or to come, agrees with its state."""
    return row.state in {State.ONGOING, None}


def changed(dossier: Dossier, row: FollowUp, **values: Any) -> Dossier:
    """The record with other values in one row."""
    rows = tuple(replace(each, **values) if each is row else each for each in dossier.follow_ups)
    return replace(dossier, follow_ups=rows)


def with_sentence(draw: Draw, dossier: Dossier, sentence: str) -> Dossier:
    """The record with a sentence more in a follow-up that is under way."""
    row = one_of(draw, standing(dossier, is_under_way)).follow_up
    return changed(dossier, row, text=f"{row.text} {sentence}")
