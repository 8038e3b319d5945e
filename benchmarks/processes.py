"""Whole processes, timed in pairs.

Two programs are started in turn (A B A B …), so that whatever else the machine does falls on both. Compiled Python
code is kept in a folder of its own, as it is for installed programs, whatever the environment says.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent


class Pairs(NamedTuple):
    """Seconds of two programs, run by turns."""

    ours: tuple[float, ...]
    theirs: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """How long ours takes against theirs: the median over the pairs."""
        return median(a / b for a, b in zip(self.ours, self.theirs, strict=True))

    def line(self, name: str, target: float) -> str:
        """The result in words, with the target that the ratio is held to."""
        ours, theirs = (1000 * median(each) for each in self)
        return judge(f"{name}: {ours:.0f} ms against {theirs:.0f} ms, ratio", self.ratio, target)


def judge(name: str, measured: float, target: float, *, at_least: bool = False) -> str:
    """What was measured, beside its target."""
    held = measured >= target if at_least else measured <= target
    bound = "at least" if at_least else "at most"
    return f"{name} {measured:.2f} ({bound} {target}: {'held' if held else 'MISSED'})"


def pairs(
    ours: Sequence[str],
    theirs: Sequence[str],
    folder: Path,
    rounds: int,
    settings: Mapping[str, str] | None = None,
    before: Callable[[int], object] = lambda _: None,
) -> Pairs:
    """Runs two programs by turns, after one run each that does not count.

    Args:
        ours: arguments to the Python interpreter.
        theirs: likewise.
        folder: where both are run; compiled code is kept below it.
        rounds: how many pairs.
        settings: more of the environment.
        before: is called with the number of each round, and not timed.
    """
    seconds = []
    for number in range(rounds + 1):
        before(number)
        seconds.append((_seconds(ours, folder, settings), _seconds(theirs, folder, settings)))
    del seconds[0]
    return Pairs(tuple(first for first, _ in seconds), tuple(second for _, second in seconds))


def _seconds(arguments: Sequence[str], folder: Path, settings: Mapping[str, str] | None = None) -> float:
    own = {"PYTHONPYCACHEPREFIX": str(folder / "compiled"), "PYTHONPATH": str(ROOT)}
    env = {**os.environ, **own, **(settings or {})}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    start = perf_counter()
    done = subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=env, capture_output=True, text=True, check=False
    )
    seconds = perf_counter() - start
    if done.returncode:
        raise SystemExit(f"{' '.join(arguments)} failed:\n{done.stderr}")
    return seconds
