"""The template engine alone, against docxtpl and against the floor, on the same data and the same template.

python -m benchmarks.engine [LARGEST]     LARGEST: the most points of an annex, 1500 if left out

Each engine runs in a process of its own, by turns, so that its peak of memory is its own. briefgen and the floor
compile the template once, before the clock starts; docxtpl opens it for each document, as its manual says.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from io import BytesIO
from statistics import median
from time import perf_counter
from typing import Any, NamedTuple

from benchmarks import samples
from benchmarks.floor import floor
from benchmarks.processes import ROOT

Render = Callable[[Mapping[str, Any]], bytes]
SIZES = {15: 21, 150: 9, 1_500: 3, 15_000: 1}
"""Points of an annex, and how often a process fills it."""


class Cost(NamedTuple):
    """Seconds for one job, and the peak memory of the process in MB."""

    seconds: float
    peak: float


def briefgen(template: bytes) -> Render:
    """Our own engine."""
    from briefgen.word import Template

    return Template.read(template, "template.docx").render


def docxtpl(template: bytes) -> Render:
    """docxtpl, as documented: a new object for each document."""
    from docxtpl import DocxTemplate

    def render(data: Mapping[str, Any]) -> bytes:
        file = BytesIO()
        document = DocxTemplate(BytesIO(template))
        document.render(dict(data), autoescape=True)
        document.save(file)
        return file.getvalue()

    return render


ENGINES: dict[str, Callable[[bytes], Render]] = {"briefgen": briefgen, "docxtpl": docxtpl, "floor": floor}


def main(largest: int = 1_500) -> None:
    """Prints a table of all sizes, and of the letters."""
    print(
        f"{'job':>14} | {'briefgen':>17} | {'docxtpl':>17} | {'floor':>17} | docxtpl/ours | ours/floor | memory/floor"
    )
    for size in (size for size in SIZES if size <= largest):
        _print_line(f"{size} points", [str(size)], rounds=3 if size < max(SIZES) else 1)
    _print_line("648 letters", ["letters"], rounds=1)
    _print_line("on two cores", ["letters/0", "letters/1"], rounds=1)


def measure(jobs: list[str], rounds: int) -> tuple[Cost, Cost, Cost]:
    """The medians of briefgen, docxtpl and the floor, by turns; each of some jobs in a process of its own."""
    costs = [{engine: _in_own_processes(engine, jobs) for engine in ENGINES} for _ in range(rounds)]
    ours, theirs, least = (_middle(cost[engine] for cost in costs) for engine in ENGINES)
    return ours, theirs, least


def _print_line(name: str, jobs: list[str], rounds: int) -> None:
    ours, theirs, least = measure(jobs, rounds)
    shown = " | ".join(f"{1000 * cost.seconds:9.1f} ms {cost.peak:4.0f}M" for cost in (ours, theirs, least))
    ratios = f"{theirs.seconds / ours.seconds:12.1f} | {ours.seconds / least.seconds:10.2f}"
    print(f"{name:>14} | {shown} | {ratios} | {ours.peak / least.peak:12.2f}", flush=True)


def _middle(costs: Iterable[Cost]) -> Cost:
    seconds, peaks = zip(*costs, strict=True)
    return Cost(median(seconds), median(peaks))


def _in_own_processes(engine: str, jobs: list[str]) -> Cost:
    """One process for each job, all at once; the slowest says how long it took, the largest how much memory."""
    command = [sys.executable, "-m", "benchmarks.engine", "--engine", engine]
    running = [subprocess.Popen([*command, job], cwd=ROOT, stdout=subprocess.PIPE, text=True) for job in jobs]
    costs = [Cost(*json.loads(process.communicate()[0])) for process in running]
    return Cost(max(cost.seconds for cost in costs), max(cost.peak for cost in costs))


def run(engine: str, job: str) -> Cost:
    """One engine on one job, in this process."""
    if job.startswith("letters"):
        seconds = _seconds_for_letters(ENGINES[engine](samples.letter_template()), job)
    else:
        seconds = _seconds_for_annex(ENGINES[engine](samples.annex_template()), int(job))
    return Cost(seconds, _peak())


def _peak() -> float:
    resource = import_module("resource")  # not on Windows
    return float(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / 1024


def _seconds_for_annex(render: Render, points: int) -> float:
    data = samples.annex(points)
    rounds = [_seconds(render, [data]) for _ in range(SIZES[points])]
    return median(rounds)


def _seconds_for_letters(render: Render, job: str) -> float:
    """All letters, or the half of them that a job such as "letters/1" names."""
    half = job.partition("/")[2]
    letters = list(samples.letters())
    return _seconds(render, letters[int(half) :: 2] if half else letters)


def _seconds(render: Render, documents: Iterable[Mapping[str, Any]]) -> float:
    start = perf_counter()
    for data in documents:
        render(data)
    return perf_counter() - start


if __name__ == "__main__":
    if sys.argv[1:2] == ["--engine"]:
        print(json.dumps(run(*sys.argv[2:])))
    else:
        main(*map(int, sys.argv[1:]))
