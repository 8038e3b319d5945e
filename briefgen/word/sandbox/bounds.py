"""How much a template may do: steps, text and time are counted while it runs, and it stops when they are used up.

A template is a small program, and whoever wrote it may not be known: `{% for %}` in `{% for %}`, a macro that calls
itself twice or a text that doubles itself would run for ever or eat the memory. So nothing is forbidden that honest
templates use, but everything is counted. What may be spent grows with the data, so that long documents come out.
"""

from __future__ import annotations

import itertools
import sys
import time
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from jinja2 import TemplateRuntimeError

T = TypeVar("T")

# a step is a name, operator, filter … of a tag that is run once; three million take about a second
STEPS, STEPS_PER_VALUE = 3_000_000, 2_000
# characters of XML that a part of a document may have
OUTPUT, OUTPUT_PER_VALUE = 32_000_000, 4_096
# bytes of text and lists that a template may make on its way, thrown away or not
MADE, MADE_PER_VALUE = 64_000_000, 2_048
# seconds of one processor; the counters above stop most templates before
SECONDS, SECONDS_PER_VALUE, SECONDS_PER_CHARACTER = 3.0, 0.001, 1e-7
# the longest text and list that a template may make in one go
LONGEST_TEXT, LONGEST_LIST = 4_000_000, 100_000

# texts from the data that are longer than this are counted by themselves
LONG = 4_096

_STEPS_BETWEEN_LOOKS = 5_000
_BYTES_PER_STEP = 64
_BATCH = 1_024
_STEPS_OF_AN_ITEM = 3


class BoundsError(TemplateRuntimeError):
    """A template does more than a document can need."""


class Bounds:
    """What one rendering may still do; never shared between two.

    Args:
        values: how many values the data hold.
        template: the characters of its XML, which are no loop's doing; its anchors are about as much again.
    """

    __slots__ = ("_deadline", "_made", "_next_look", "_output", "_seconds", "_steps")

    def __init__(self, values: int = 0, template: int = 0) -> None:
        self._steps = STEPS + STEPS_PER_VALUE * values
        self._output = OUTPUT + OUTPUT_PER_VALUE * values + 2 * template
        self._made = MADE + MADE_PER_VALUE * values
        self._seconds = SECONDS + SECONDS_PER_VALUE * values + SECONDS_PER_CHARACTER * template
        self._deadline = time.thread_time() + self._seconds
        self._next_look = self._steps - _STEPS_BETWEEN_LOOKS

    def tick(self, steps: int = 1) -> None:
        """Counts steps.

        Raises:
            BoundsError: they are used up, or the time is.
        """
        self._steps -= steps
        if self._steps < self._next_look:
            self._look()

    def _look(self) -> None:
        self._next_look = self._steps - _STEPS_BETWEEN_LOOKS
        if self._steps < 0:
            raise BoundsError("the template goes round too often for a document; look for loops inside loops")
        if time.thread_time() > self._deadline:
            raise BoundsError(
                f"the template takes longer than {self._seconds:.0f} seconds; look for loops inside loops"
            )

    def output(self, chunk: str) -> str:
        """Counts a piece of the document's XML."""
        self.count_output(len(chunk))
        return chunk

    def count_output(self, length: int) -> None:
        """Counts so many characters of the document's XML."""
        self._output -= length
        if self._output < 0:
            raise BoundsError("the document would become too large; look for a loop that goes round too often")

    def made(self, value: T) -> T:
        """Counts a text or list that the template made."""
        size = sys.getsizeof(value)
        self._made -= size
        if self._made < 0:
            raise BoundsError("the template makes too much text; look for a value that grows in a loop")
        self.tick(1 + size // _BYTES_PER_STEP)
        return value

    def each(self, items: Iterable[T]) -> Iterator[T]:
        """The items, each one counted as it is taken."""
        for item in items:
            self.tick(_STEPS_OF_AN_ITEM)
            yield item


def join_output(chunks: Iterator[str]) -> str:
    """The chunks of a part's XML as one text, if it is not too large; they are counted in batches, which is cheap."""
    given, taken = bounds(), list[str]()
    while batch := list(itertools.islice(chunks, _BATCH)):
        taken.append("".join(batch))
        try:
            given.count_output(len(taken[-1]))
        except BoundsError as refused:
            if isinstance(chunks, Generator):
                chunks.throw(refused)  # so that the traceback shows the tag that the template is at
            raise
    return "".join(taken)


class BoundedOutput(list[str]):
    """Pieces of a macro's or block's output, counted as they come."""

    __slots__ = ("_bounds",)

    def __init__(self, bounds: Bounds) -> None:
        super().__init__()
        self._bounds = bounds

    def append(self, piece: str) -> None:
        """Takes one piece."""
        super().append(self._bounds.output(piece))

    def extend(self, pieces: Iterable[str]) -> None:
        """Takes several pieces."""
        super().extend(map(self._bounds.output, pieces))


_current: ContextVar[Bounds | None] = ContextVar("bounds", default=None)


def bounds() -> Bounds:
    """What the rendering that this thread is in may still do."""
    return _current.get() or Bounds()


@contextmanager
def limit_rendering(values: int, template: int = 0) -> Iterator[Bounds]:
    """A rendering within bounds.

    Args:
        values, template: how many values its data hold, and how long the template's own XML is.
    """
    token = _current.set(given := Bounds(values, template))
    try:
        yield given
    finally:
        _current.reset(token)


def refuse_long_text(length: int) -> None:
    """Refuses a text before it is made.

    Raises:
        BoundsError: it would be longer than a template may make one.
    """
    if length > LONGEST_TEXT:
        raise BoundsError(f"the text would become {length:,} characters long; {LONGEST_TEXT:,} are the most")


def refuse_long_list(count: int) -> None:
    """Refuses a list before it is made.

    Raises:
        BoundsError: it would have more items than a template may make.
    """
    if count > LONGEST_LIST:
        raise BoundsError(f"the list would have {count:,} items; {LONGEST_LIST:,} are the most")
