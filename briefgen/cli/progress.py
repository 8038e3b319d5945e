"""A bar for work that takes longer than a moment: on a terminal alone, and gone when the work is done."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from threading import Lock, Timer
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol, Self, TextIO

if TYPE_CHECKING:
    from rich.progress import Progress

    from briefgen.outputs import Output

DELAY = 1.0
"""Seconds after which a bar is shown: most commands are done before."""

_FOR_PROGRAMS = frozenset({"json", "sarif"})


class Alarm(Protocol):
    """What calls back later, unless it is called off; `threading.Timer` is one."""

    def start(self) -> None:
        """From now on it waits."""

    def cancel(self) -> None:
        """It calls no more."""


def _timer(delay: float, call: Callable[[], None]) -> Alarm:
    timer = Timer(delay, call)
    timer.daemon = True
    return timer


class WaitingBar:
    """A bar that shows what is being done, and how far it is where somebody tells it.

    It is drawn by a thread of its own, since what takes long does not look at clocks. Nothing else may be printed
    before it is closed.
    """

    def __init__(self, stream: TextIO, label: str, *, wanted: bool, alarm: Callable[..., Alarm] = _timer) -> None:
        self._stream, self._label = stream, label
        self._made, self._count = 0, 0
        self._lock, self._is_over = Lock(), False
        self._display: Progress | None = None
        self._alarm = alarm(DELAY, self._show) if wanted and stream.isatty() else None

    def __enter__(self) -> Self:
        if self._alarm:
            self._alarm.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _problem: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if self._alarm:
            self._alarm.cancel()
        with self._lock:
            self._is_over = True
            if self._display:
                self._display.stop()

    def tell(self, label: str, made: int, count: int) -> None:
        """How many of how many are done."""
        with self._lock:
            self._label, self._made, self._count = label, made, count
            if self._display:
                self._update(self._display)

    def documents(self, files: Iterable[Output | None], count: int) -> Iterator[Output | None]:
        """The files, as they are made."""
        for made, file in enumerate(files, 1):
            self.tell("Making documents", made, count)
            yield file

    def pdfs(self, made: int, count: int) -> None:
        """How many PDFs of how many are made."""
        self.tell("Making PDFs", made, count)

    def files(self, made: int, count: int) -> None:
        """How many files or dossiers of how many were looked at."""
        self.tell("Checking", made, count)

    def _show(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[share]}"))
        with self._lock:
            if self._is_over:
                return
            self._display = Progress(
                *columns,
                TimeElapsedColumn(),
                console=Console(file=self._stream),
                transient=True,
                redirect_stdout=False,
                redirect_stderr=False,
            )
            self._display.add_task(self._label, total=None, share="")
            self._update(self._display)
            self._display.start()

    def _update(self, display: Progress) -> None:
        """What is known now; of a single piece of work the bar only moves."""
        many = self._count > 1
        share = f"{self._made} of {self._count}" if many else ""
        [task] = display.task_ids
        total = self._count if many else None
        display.update(task, description=self._label, completed=self._made, total=total, share=share)


def waiting(label: str, given: Mapping[str, Any], alarm: Callable[..., Alarm] = _timer) -> WaitingBar:
    """A bar for what a command does next; none with --quiet, nor where a program reads the result.

    Args:
        label: what is done, in a word or two.
        given: the options of the command.
    """
    for_programs = bool(given.get("as_json")) or given.get("format_") in _FOR_PROGRAMS
    return WaitingBar(sys.stderr, label, wanted=not given.get("quiet") and not for_programs, alarm=alarm)
