"""What is aimed at, in one table, beside what was measured.

python -m benchmarks.aims [--write] [ROUNDS] [WORKLOAD …]

ROUNDS: 15 if left out; programs that take long take part in fewer, and the table says in how many. Every program is
a process of its own, by turns; the first round does not count. With `--write` the rows replace those of the same name
in README.md; without it they are printed, ready to paste. Other programs take part where they are installed: NODE_PATH
names the folder `node_modules` and OTHERS an environment of Python that has rust-docxtpl.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks import checks, engine, ledgers, letters, start_up
from benchmarks.page import Table, write_rows
from benchmarks.peers import machine
from benchmarks.processes import Cost, Costs, ratio

HEAD = """\
| workload | against | rounds | briefgen | its CPU | the other | its CPU | ratio | of CPU | aim | |
|---|---|---|---|---|---|---|---|---|---|---|"""


class Aim(NamedTuple):
    """What a figure of one program is held to."""

    name: str
    ours: str
    theirs: str = ""
    """The program that ours is measured against; without one the figure itself is held to the bound."""
    bound: float = 0
    """0 where nothing is aimed at, and the figure is told for what it says."""
    kind: str = "wall"
    faster: bool = False
    """Whether ours is to be so many times as fast, rather than to take at most so many times as long."""
    by_clock: bool = False
    """Whether the clock alone says, as where two processes share the work."""


class Workload(NamedTuple):
    """What is measured together, and what it is held to."""

    measure: Callable[[Path, int], Costs]
    aims: tuple[Aim, ...]


_NONE = "–"
_FAST = partial(Aim, faster=True)
_PEAK = partial(Aim, kind="peak")
_SHARED = partial(Aim, by_clock=True)
_AGAINST_THE_SCRIPT = {
    "again, nothing changed": 0.95,
    "not made before": 0.95,
    "after an edit of a row": 1.2,
    "nothing kept": 1.5,
}
WORKLOADS: Mapping[str, Workload] = {
    "annex": Workload(
        start_up.annexes,
        tuple(Aim(f"`annex`, {name}", name, "docxtpl script", most) for name, most in _AGAINST_THE_SCRIPT.items()),
    ),
    "help": Workload(start_up.helps, (Aim("`briefgen --help`", "briefgen", "bare click program", 1.3),)),
    "letters": Workload(
        partial(letters.measure, 648),
        (
            _FAST("648 letters, one process", "briefgen", "docxtpl", 8),
            _FAST("648 letters, one process", "briefgen", "rust-docxtpl"),
            _FAST("648 letters, one process", "briefgen", "docxtemplater", 1.8),
            _FAST("648 letters, one process", "briefgen", "easy-template-x", 1),
            _FAST("648 letters, one process", "briefgen", "carbone"),
            Aim("648 letters, nothing kept", "nothing kept", "briefgen"),
            _SHARED("648 letters, two processes", "--jobs 2", "briefgen", 1),
            Aim("648 letters again, nothing changed", "again", "briefgen", 0.15),
        ),
    ),
    "many-letters": Workload(
        partial(letters.measure, 3_000, only=("briefgen", "--jobs 2")),
        (_SHARED("3 000 letters, two processes", "--jobs 2", "briefgen", 0.65),),
    ),
    "languages": Workload(
        letters.in_all_languages,
        (Aim("648 letters in 24 languages, 28 texts untranslated", "648 letters", "324 of them", 2.2),),
    ),
    "note": Workload(
        start_up.notes, (Aim("note with tables and charts", "briefgen", "the same, pandas out of reach", 1.2),)
    ),
    "rules": Workload(checks.rules, (Aim("all rules, 10 000 entries", "rules", "saying the texts", 2),)),
    "paper": Workload(
        checks.paper,
        (
            Aim("`check` of a file of 500 pages, first", "first", bound=1.0),
            Aim("`check` of a file of 500 pages, again", "again", "first", 1 / 3),
        ),
    ),
    "csv": Workload(
        partial(ledgers.against_pandas, 100_000),
        (
            Aim("`status`, 100 000 rows of CSV, first", "first", "pandas script", 4),
            Aim("`status`, 100 000 rows of CSV, again", "again", "pandas script", 1.5),
            _PEAK("`status`, 100 000 rows of CSV, memory", "first", bound=250),
        ),
    ),
    "sqlite": Workload(
        partial(ledgers.database, 1_000_000),
        (
            Aim("`status`, 1 000 000 rows of SQLite", "status", bound=3),
            _PEAK("`status`, 1 000 000 rows of SQLite, memory", "status", bound=300),
        ),
    ),
    "sheet": Workload(
        partial(ledgers.sheet, 5_000), (Aim("`status`, 5 000 rows of XLSX", "XLSX", "the same as CSV", 1.5),)
    ),
    "large-sheet": Workload(
        partial(ledgers.sheet, 100_000),
        (
            Aim("`status`, 100 000 rows of XLSX", "XLSX", "the same as CSV"),
            _PEAK("`status`, 100 000 rows of XLSX, memory", "XLSX", bound=500),
        ),
    ),
    "large-annex": Workload(
        partial(ledgers.annex, 15_000),
        (Aim("annex of 15 000 points of four items", "annex", "the engine alone", 4),),
    ),
    "engine-15": Workload(
        partial(engine.measure, "15"),
        (
            _FAST("engine, 15 points", "briefgen", "docxtpl", 12),
            _FAST("engine, 15 points", "briefgen", "rust-docxtpl"),
            _FAST("engine, 15 points", "briefgen", "docxtemplater"),
            _FAST("engine, 15 points", "briefgen", "easy-template-x"),
            _FAST("engine, 15 points", "briefgen", "carbone"),
            Aim("engine, 15 points", "briefgen", "floor", 2),
        ),
    ),
    **{
        f"engine-{size}": Workload(
            partial(engine.measure, str(size)),
            (
                _FAST(f"engine, {size} points", "briefgen", "docxtpl"),
                _FAST(f"engine, {size} points", "briefgen", "rust-docxtpl"),
                _FAST(f"engine, {size} points", "briefgen", "docxtemplater"),
                _FAST(f"engine, {size} points", "briefgen", "easy-template-x"),
                _FAST(f"engine, {size} points", "briefgen", "carbone"),
                Aim(f"engine, {size} points", "briefgen", "floor", 1.5),
                _PEAK(f"engine, {size} points, memory", "briefgen", "floor", 1.5),
            ),
        )
        for size in (1_500, 15_000)
    },
    "engine-letters": Workload(
        partial(engine.measure, "letters"),
        (
            _FAST("engine, 648 letters", "briefgen", "docxtpl", 30),
            _FAST("engine, 648 letters", "briefgen", "rust-docxtpl"),
            Aim("engine, 648 letters", "briefgen", "floor", 2.5),
        ),
    ),
}


TABLE = Table(
    "aims", HEAD, [(aim.name, aim.theirs or _NONE) for workload in WORKLOADS.values() for aim in workload.aims]
)


def main(*words: str) -> None:
    """Measures what is named, or everything, and prints or writes the table."""
    given = [word for word in words if word != "--write"]
    rounds = int(given.pop(0)) if given and given[0].isdigit() else 15
    note = machine()
    print(f"{note}\n\n{HEAD}")
    for name in given or WORKLOADS:
        rows = list(measured(WORKLOADS[name], rounds))
        print("\n".join(rows), flush=True)
        if "--write" in words:
            write_rows(TABLE, rows, note)


def measured(workload: Workload, rounds: int) -> Iterator[str]:
    """A row for each aim whose programs are here."""
    with TemporaryDirectory() as folder:
        costs = workload.measure(Path(folder), rounds)
    for aim in workload.aims:
        if aim.ours in costs and (not aim.theirs or aim.theirs in costs):
            yield row_of(aim, costs[aim.ours], costs.get(aim.theirs, ()))


def row_of(aim: Aim, ours: Sequence[Cost], theirs: Sequence[Cost]) -> str:
    """The row of an aim: what was measured, beside what it is held to."""
    figures = _value(aim, ours, theirs, aim.kind), _value(aim, ours, theirs, "cpu")
    ratios = [f"{each:.2f}" for each in figures] if theirs else ["", ""]
    if aim.kind == "peak":
        ratios[1] = ""
    rounds = str(min(len(ours), len(theirs) or len(ours)))
    spreads = [*_spreads(ours, aim.kind), *(_spreads(theirs, aim.kind) if theirs else ("", ""))]
    cells = [aim.name, aim.theirs or _NONE, rounds, *spreads, *ratios, *_verdict(aim, *figures)]
    return f"| {' | '.join(cells)} |"


def _value(aim: Aim, ours: Sequence[Cost], theirs: Sequence[Cost], kind: str) -> float:
    if not theirs:
        return float(median(getattr(each, kind) for each in ours))
    return ratio(theirs, ours, kind) if aim.faster else ratio(ours, theirs, kind)


def _verdict(aim: Aim, by_clock: float, of_processors: float) -> tuple[str, str]:
    """The aim, and whether it is held; by the clock and of the processors, where these do not agree."""
    if not aim.bound:
        return _NONE, ""
    unit = "" if aim.theirs else {"wall": " s", "peak": " MB"}[aim.kind]
    first, second = (_held(aim, each) for each in (by_clock, of_processors))
    agreed = first == second or aim.kind == "peak" or aim.by_clock
    return f"{'≥' if aim.faster else '≤'} {aim.bound:.3g}{unit}", first if agreed else f"{first}, of CPU {second}"


def _held(aim: Aim, figure: float) -> str:
    return "held" if (figure >= aim.bound if aim.faster else figure <= aim.bound) else "**MISSED**"


def _spreads(costs: Sequence[Cost], kind: str) -> tuple[str, str]:
    """Median and quartiles by the clock and of the processors; of memory the median in place of the first."""
    if kind == "peak":
        return f"{median(each.peak for each in costs):.0f} MB", ""
    return _spread([each.wall for each in costs]), _spread([each.cpu for each in costs])


def _spread(seconds: Sequence[float]) -> str:
    low, _, high = quantiles(seconds, n=4, method="inclusive") if len(seconds) > 1 else 3 * [seconds[0]]
    scale, unit, digits = (1000, "ms", 0) if max(seconds) < 2 else (1, "s", 2)
    if max(seconds) < 0.02:
        digits = 1
    shown = [f"{scale * each:.{digits}f}" for each in (median(seconds), low, high)]
    return f"{shown[0]} {unit} ({shown[1]}–{shown[2]})"


if __name__ == "__main__":
    main(*sys.argv[1:])
