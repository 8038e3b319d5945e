"""Whole processes, timed by turns.

Programs are started in turn (A B C A B C …), so that whatever else the machine does falls on all of them. Compiled
Python code is kept, as it is for installed programs, whatever the environment says.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
# What starts each program and times it. It is small, because a system counts the memory of the process that starts
# another as the other's own; and it reads what the program says to the end, so that no pipe runs full.
_STARTER = """
import json, os, sys, time
words, place = sys.argv[2:], sys.argv[1]
outcome = [(os.POSIX_SPAWN_OPEN, at, os.path.join(place, name), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
           for at, name in ((1, "said.txt"), (2, "complained.txt"))]
start = time.perf_counter()
child = os.posix_spawnp(words[0], words, os.environ, file_actions=outcome)
_, status, used = os.wait4(child, 0)
wall = time.perf_counter() - start
unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
print(json.dumps([os.waitstatus_to_exitcode(status), wall, used.ru_utime + used.ru_stime, used.ru_maxrss / unit]))
"""


class Cost(NamedTuple):
    """Seconds by the clock and of all processors, and the peak of memory of a process in MB."""

    wall: float
    cpu: float
    peak: float

    @classmethod
    def middle(cls, costs: Sequence[Cost]) -> Cost:
        """The median of each figure."""
        return cls(*map(median, zip(*costs, strict=True)))


Costs = Mapping[str, Sequence[Cost]]
"""What each program took, round by round."""


class Program(NamedTuple):
    """What is run in a round."""

    arguments: Sequence[str]
    folder: Path
    settings: Mapping[str, str] = {}
    """More of the environment."""
    before: Callable[[int], object] = lambda _: None
    """Is called with the number of each round, and not timed."""
    interpreter: str = sys.executable
    most: int = 1_000
    """Rounds that it takes part in after the first, where it is slow; with none the first counts."""
    ends: Sequence[int] = (0,)
    """The exit codes of a run that went well."""
    tells: bool = False
    """Whether it says itself what its work took, as JSON in its last line."""


def by_turns(programs: Mapping[str, Program], rounds: int) -> Costs:
    """What each program takes in so many rounds, after one that does not count.

    Raises:
        SystemExit: a program failed; with what it said.
    """
    costs: dict[str, list[Cost]] = {name: [] for name in programs}
    for number in range(rounds + 1):
        for name, program in programs.items():
            if number <= program.most:
                program.before(number)
                costs[name].append(run(program))
    return {name: each[1:] or each for name, each in costs.items()}


def run(program: Program) -> Cost:
    """One run of a program."""
    if os.name == "nt":
        raise SystemExit("The peak of memory of a process is asked of systems like Linux and macOS.")
    kept = program.folder / ".said"
    kept.mkdir(exist_ok=True, mode=0o700)
    words = [program.interpreter, *program.arguments]
    started = subprocess.run(
        [sys.executable, "-I", "-S", "-c", _STARTER, str(kept), *words],
        cwd=program.folder,
        env=_environment(kept, program.settings),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    end, *cost = json.loads(started.stdout)
    if end not in program.ends:
        said = "".join((kept / name).read_text(encoding="utf-8")[-2000:] for name in ("said.txt", "complained.txt"))
        raise SystemExit(f"{' '.join(words)} failed:\n{said}")
    return Cost(*(json.loads((kept / "said.txt").read_text().splitlines()[-1]) if program.tells else cost))


def _environment(kept: Path, settings: Mapping[str, str]) -> dict[str, str]:
    own = {"PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(kept / "cache")}
    env = {**os.environ, **own, **settings}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    return env


def own_peak() -> float:
    """The peak of memory of this process in MB."""
    resource = import_module("resource")  # not on Windows
    used = float(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    return used / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def ratio(ours: Sequence[Cost], theirs: Sequence[Cost], kind: str) -> float:
    """How much ours takes against theirs: the median over the pairs of a round."""
    return float(median(getattr(a, kind) / getattr(b, kind) for a, b in zip(ours, theirs, strict=False)))


def compare(name: str, ours: Program, theirs: Program, rounds: int, target: float) -> str:
    """A line on two programs by turns, in milliseconds by the clock, with what their ratio is held to."""
    costs = by_turns({"ours": ours, "theirs": theirs}, rounds)
    first, second = (1000 * median(cost.wall for cost in each) for each in costs.values())
    words = f"{name}: {first:.0f} ms against {second:.0f} ms, ratio"
    return judge(words, ratio(costs["ours"], costs["theirs"], "wall"), target)


def judge(name: str, measured: float, target: float) -> str:
    """What was measured, beside its target."""
    return f"{name} {measured:.2f} (at most {target}: {'held' if measured <= target else 'MISSED'})"
