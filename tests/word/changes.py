"""Changes of the good document's parts, from which its broken variants are made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.word.good import MAIN, good_parts, zipped

Change = Callable[[dict[str, bytes]], None]


def swap(old: str, new: str, part: str = MAIN, count: int = -1) -> Change:
    """A change of one text in one part; the text must be there."""

    def change(parts: dict[str, bytes]) -> None:
        text = parts[part].decode()
        assert old in text, f"{old} is not in {part}"
        parts[part] = text.replace(old, new, count).encode()

    return change


def put(part: str, data: bytes) -> Change:
    """A part put in."""
    return lambda parts: parts.update({part: data})


def drop(part: str) -> Change:
    """A part taken out."""

    def change(parts: dict[str, bytes]) -> None:
        del parts[part]

    return change


def both(*changes: Change) -> Change:
    """Several changes that make one defect."""

    def change(parts: dict[str, bytes]) -> None:
        for each in changes:
            each(parts)

    return change


def with_change(change: Change) -> bytes:
    """The good document with a change."""
    parts = good_parts()
    change(parts)
    return zipped(parts)


@dataclass(frozen=True)
class Defect:
    """One defect.

    Attributes:
        code: what lint calls it, or "" where only schema validators see it.
    """

    name: str
    change: Change
    code: str = ""
