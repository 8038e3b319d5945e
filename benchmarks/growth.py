"""How time and memory grow with each thing that a user can have more of.

Each workload is a whole run of one command on a folder made for it, ten times larger from row to row. What is printed
is its CPU time, its peak of memory, and the power of the size with which each grows between the two largest: 1.0 is
linear, n log n comes out at 1.1 to 1.2. What the smallest size costs (to start, to read the template) is taken off.

python -m benchmarks.growth [LARGEST [WORKLOAD …]]     LARGEST: 1000 if left out, up to 100000
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from itertools import takewhile
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks.processes import ROOT
from benchmarks.start_up import DAY

SMALLEST = 10
_LEAST = 0.05
"""Seconds, or megabytes, that a size adds to the smallest before growth can be told from chance."""
STEEPEST = 1.2
"""The power that n log n comes to over one decade of these sizes."""
LANGUAGES = "bg cs da de el es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv".split()
_FRAMES = f"""
import sys, pandas, briefgen
n = int(sys.argv[1])
points = pandas.DataFrame({{"point": [f"p{{i}}" for i in range(n)], "number": range(1, n + 1), "text": "A promise."}})
items = pandas.DataFrame({{"point": points.point, "item": points.point, "as_of": "2023-03-01", "recorded": "2023-03-01",
    "state": "ongoing", "source": "Own record", "text": "Work on it continues."}})
situation = briefgen.Dossier.from_frames(commitments=points, followup=items, title="Test").as_of("{DAY}")
assert len(situation.to_frame()) == n
"""


class Cost(NamedTuple):
    """CPU seconds and peak memory in MB of one run."""

    seconds: float
    peak: float


class Workload(NamedTuple):
    """What is run for a size."""

    prepare: Callable[[Path, int], Iterable[str]]
    """Writes what a run needs into a folder and gives the arguments to Python."""
    most: int = 100_000
    ends: tuple[int, ...] = (0,)
    """The exit codes of a run that went well."""


def main(largest: int = 1_000, names: Iterable[str] = ()) -> None:
    """Prints a line for each size of each workload, and what grows faster than n log n."""
    print(f"{'workload':>10} | {'size':>7} | {'CPU s':>8} | {'MB':>6} | power of time | power of memory")
    steep = [name for name in tuple(names) or WORKLOADS if _measure(name, largest) > STEEPEST]
    print(f"steeper than n log n: {', '.join(steep) or 'none'}")


def _measure(name: str, largest: int) -> float:
    """Prints the lines of a workload; gives the power of its time between the two largest sizes."""
    workload, before = WORKLOADS[name], {}
    power = 0.0
    for size in _sizes(min(largest, workload.most)):
        cost = before[size] = _run(workload, size)
        power, memory = _powers(before, size)
        shown = f"{power:13.2f} | {memory:15.2f}" if len(before) > 2 else f"{'':>13} | "
        print(f"{name:>10} | {size:7} | {cost.seconds:8.2f} | {cost.peak:6.0f} | {shown}", flush=True)
    return power


def _sizes(largest: int) -> Iterator[int]:
    """Ten, a hundred, a thousand … and the largest itself; six sizes of at most twenty-four."""
    if largest < 100:
        return takewhile(lambda size: size <= largest, iter((1, 3, 6, 12, 24)))
    return takewhile(lambda size: size <= largest, (SMALLEST * 10**step for step in range(9)))


def _powers(costs: Mapping[int, Cost], size: int) -> tuple[float, float]:
    """With what power of the size time and memory grow from the size before, what the smallest costs taken off."""
    sizes = list(costs)
    if len(sizes) < 3:
        return 0.0, 0.0
    least, last = costs[sizes[0]], costs[sizes[-2]]
    growth = log((size - sizes[0]) / (sizes[-2] - sizes[0]))
    return tuple(_power(costs[size][i] - least[i], last[i] - least[i], growth) for i in (0, 1))  # type: ignore[return-value]


def _power(now: float, before: float, growth: float) -> float:
    """0 where nothing was added that stands out from chance."""
    return log(now / before) / growth if now > before > _LEAST else 0.0


def _run(workload: Workload, size: int) -> Cost:
    """One run in a process of its own, after its folder was made."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        arguments = [sys.executable, *workload.prepare(folder, size)]
        env = {**os.environ, "PYTHONPATH": str(ROOT), "BRIEFGEN_CACHE": "off"}
        process = subprocess.Popen(arguments, cwd=folder, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        said = process.stderr.read() if process.stderr else b""
        _, status, usage = import_module("os").wait4(process.pid, 0)  # not on Windows
        if os.waitstatus_to_exitcode(status) not in workload.ends:
            raise SystemExit(f"{' '.join(arguments)} failed:\n{said.decode()}")
        return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def _command(*arguments: str) -> list[str]:
    return ["-m", "briefgen", *arguments]


class Growing(NamedTuple):
    """What a workspace holds more or fewer of."""

    points: int = 1
    items: int = 1
    recipients: int = 1
    languages: int = 1
    figures: int = 0
    rows: int = 0
    text: str = "Work on file {0} continues."
    """Of each item; {0} is its number."""


def _workspace(folder: Path, has: Growing) -> None:
    """A workspace of one dossier with so many of each."""
    from briefgen.commands.init import create_workspace

    create_workspace(folder, empty=True)
    dossier = folder / "data" / "dossier"
    dossier.mkdir(parents=True)
    (dossier / "dossier.yaml").write_text(_head(has), encoding="utf-8")
    (dossier / "letter.md").write_text("We report on what was promised.\n", encoding="utf-8")
    used = "".join(f'It was {{{{ figure("f{i}") }}}} then.\n\n' for i in range(has.figures))
    body = used + ('{{ table("by-kind") }}\n' if has.rows else "")
    (dossier / "note.md").write_text(body or "None.\n", encoding="utf-8")
    for name, heads, rows in _tables(has):
        _write(dossier / name, heads, rows)


def _head(has: Growing) -> str:
    documents = "documents:\n  annex: annex.docx\n  letter: letter.docx\n"
    about = "about: {subject: Rows, number: 1/23, marking: PUBLIC, codes: [A 1], from: Presidency, to: Delegations}"
    note = f"  note: {{template: note.docx, body: note.md, {about}}}\n"
    frames = "frames:\n  rows: rows.csv\n"
    tables = "tables:\n  by-kind:\n    frame: rows\n    rows: kind\n    caption: Rows by kind\n"
    head = f"title: Follow-up\nevent: Meeting\nplace: Brussels\nlanguages: [en, {', '.join(LANGUAGES)}]\n"
    return head + documents + note + (frames + tables if has.rows else "")


def _tables(has: Growing) -> Iterator[tuple[str, str, Iterable[Iterable[object]]]]:
    """Each table's name, heads and rows."""
    points = ((f"p{i}", i, f"Promise {_code(i)}.") for i in _up_to(has.points))
    yield "commitments.csv", "point,number,text", points
    yield "followup.csv", "point,item,as_of,recorded,state,source,text", _items(has)
    figures = ((f"f{i}", "2023-03-01", 1000 + i, "officers", "Own record", f"Officers {i}") for i in range(has.figures))
    yield "figures.csv", "figure,as_of,value,unit,source,label", figures
    yield "recipients.csv", "recipient,language,name,salutation,address", _recipients(has)
    if has.rows:
        yield "rows.csv", "kind,value", ((f"kind {i % 9}", i) for i in range(has.rows))


def _recipients(has: Growing) -> Iterator[tuple[str, ...]]:
    spoken = ["en", *LANGUAGES][: has.languages]
    for i in _up_to(has.recipients):
        yield f"r{i}", spoken[i % len(spoken)], f"Person {i}", "Dear colleague,", f"Street {i}"


def _code(number: int) -> str:
    """A number as a file has it, in which no rule sees a year or an amount."""
    return f"A-{number // 1000:03}-{number % 1000:03}"


def _up_to(number: int) -> Iterable[int]:
    return range(1, number + 1)


def _items(has: Growing) -> Iterator[tuple[str, ...]]:
    for point in _up_to(has.points):
        for item in _up_to(has.items):
            text = has.text.format(_code(point * has.items + item))
            yield f"p{point}", f"i{point}-{item}", "2023-03-01", "2023-03-01", "ongoing", "Own record", text


def _write(path: Path, heads: str, rows: Iterable[Iterable[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(heads.split(","))
        writer.writerows(rows)


def _made(command: str, *options: str, **growing: str | int) -> Callable[[Path, int], Iterable[str]]:
    """A command on a workspace in which what `growing` names is as large as the size says."""

    def prepare(folder: Path, size: int) -> Iterable[str]:
        _workspace(folder, Growing(**{name: size if of == "size" else of for name, of in growing.items()}))  # type: ignore[arg-type]
        return _command(command, "--as-of", DAY, *options)

    return prepare


def _frames(folder: Path, size: int) -> Iterable[str]:
    return "-c", _FRAMES, str(size)


_IN_ALL = ("letter", "--to", "all", "--allow-untranslated")
WORKLOADS: Mapping[str, Workload] = {
    "points": Workload(_made("annex", points="size")),
    "items": Workload(_made("annex", items="size")),
    "letters": Workload(_made("letter", "--to", "all", recipients="size")),
    "languages": Workload(_made(*_IN_ALL, recipients=240, languages="size"), most=24),
    "findings": Workload(_made("check", items="size", text="Work on the 31 February {0} continues ."), ends=(1,)),
    "figures": Workload(_made("make", "note", figures="size")),
    "footnotes": Workload(_made("annex", items="size", text="Work continues[^n].\n\n[^n]: File {0}.")),
    "rows": Workload(_made("make", "note", rows="size")),
    "frames": Workload(_frames),
}


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 1_000, sys.argv[2:])
