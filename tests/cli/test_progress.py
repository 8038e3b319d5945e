"""The bar for work that takes long: on a terminal, after a second, gone at the end; a fake clock rings when told to."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from io import StringIO

import pytest

from briefgen.cli.progress import DELAY, WaitingBar, waiting

ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Terminal(StringIO):
    """A stderr that a person looks at."""

    def isatty(self) -> bool:
        return True


class Bell:
    """A clock that rings when the test says so."""

    def __init__(self, delay: float, call: Callable[[], None]) -> None:
        self.delay, self.ring, self.state = delay, call, "made"

    def start(self) -> None:
        self.state = "waits"

    def cancel(self) -> None:
        self.state = "called off"


class Bells:
    """The clocks that were made."""

    def __init__(self) -> None:
        self.made: list[Bell] = []

    def __call__(self, delay: float, call: Callable[[], None]) -> Bell:
        self.made.append(Bell(delay, call))
        return self.made[-1]


def shown(stream: StringIO) -> str:
    """What was written, without the signs that move the cursor."""
    return ESCAPES.sub("", stream.getvalue())


def test_nothing_is_shown_of_work_that_is_done_at_once() -> None:
    stream, bells = Terminal(), Bells()
    with WaitingBar(stream, "Checking", wanted=True, alarm=bells):
        [bell] = bells.made
        assert (bell.delay, bell.state) == (DELAY, "waits")
    assert (stream.getvalue(), bell.state) == ("", "called off")
    bell.ring()  # as it was called off
    assert stream.getvalue() == ""


def test_what_takes_longer_shows_what_is_done_and_for_how_long() -> None:
    stream, bells = Terminal(), Bells()
    with WaitingBar(stream, "Checking", wanted=True, alarm=bells):
        bells.made[0].ring()
    assert "Checking" in shown(stream)
    assert "0:00:00" in shown(stream)
    assert "of" not in shown(stream)


def test_of_many_it_shows_how_many_are_done() -> None:
    stream, bells = Terminal(), Bells()
    with WaitingBar(stream, "Making documents", wanted=True, alarm=bells) as bar:
        bells.made[0].ring()
        assert list(bar.documents([None] * 9, 9)) == [None] * 9
        bar.pdfs(12, 24)
    assert "12 of 24" in shown(stream)
    assert "Making PDFs" in shown(stream)


def test_at_its_end_the_line_is_empty_and_the_cursor_there_also_where_it_was_broken_off() -> None:
    stream, bells = Terminal(), Bells()
    with pytest.raises(KeyboardInterrupt), WaitingBar(stream, "Checking", wanted=True, alarm=bells):
        bells.made[0].ring()
        raise KeyboardInterrupt
    assert stream.getvalue().count("\x1b[?25l") == stream.getvalue().count("\x1b[?25h") == 1
    assert stream.getvalue().endswith("\x1b[2K")


def test_nobody_who_does_not_look_at_a_terminal_has_a_bar() -> None:
    bells = Bells()
    for stream, wanted in ((StringIO(), True), (Terminal(), False)):
        with WaitingBar(stream, "Checking", wanted=wanted, alarm=bells) as bar:
            bar.files(1, 2)
        assert stream.getvalue() == ""
    assert bells.made == []


@pytest.mark.parametrize(
    ("given", "has_bar"),
    [({}, True), ({"quiet": True}, False), ({"as_json": True}, False), ({"format_": "sarif"}, False)],
)
def test_quiet_and_programs_have_none(given: dict[str, object], has_bar: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    stream, bells = Terminal(), Bells()
    monkeypatch.setattr(sys, "stderr", stream)
    with waiting("Checking", given, bells):
        pass
    assert bool(bells.made) is has_bar
