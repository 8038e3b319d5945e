"""What reading the markup of a text gives, whichever way it was read."""

from __future__ import annotations

from typing import NamedTuple

from briefgen.richtext import Block
from briefgen.values import dataclass


class Problem(NamedTuple):
    """Something wrong with the markup; `words` as they stand in the source, values as private characters."""

    message: str
    remedy: str
    words: str


@dataclass(frozen=True)
class Markup:
    """Blocks whose spans may hold private characters in the place of values."""

    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...] = ()
