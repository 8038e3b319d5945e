"""How time and memory grow with each thing that a user can have more of.

Each workload is a whole run of one command on a folder made for it, with nothing kept, ten times larger from row to
row. What is printed is its CPU time and its peak of memory, and the power of the size with which each grows: the line
that fits their logarithms, once what the smallest size costs (to start, to read the template) is taken off. 1.0 is
linear; n log n comes out at 1.1 to 1.2.

python -m benchmarks.growth [--write] [LARGEST [WORKLOAD …]]     LARGEST: 1000 if left out, up to 100000

With `--write` the table stands in README.md; without it, it is printed, ready to paste.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import takewhile
from math import log
from pathlib import Path
from statistics import linear_regression
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks.page import Table, write_rows
from benchmarks.peers import machine
from benchmarks.processes import Cost, Program, run
from benchmarks.start_up import DAY, NOTHING_KEPT

SMALLEST = 10
_LEAST = Cost(0.05, 0.05, 8)
"""Seconds and megabytes that a size adds to the smallest before growth can be told from chance."""
STEEPEST = 1.2
"""The power that n log n comes to over these sizes."""
_LINEAR = 1.05
_HEAD = """\
| more of | up to | s of the processors | MB | power of time | power of memory | |
|---|---|---|---|---|---|---|"""
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


class Workload(NamedTuple):
    """What is run for a size."""

    prepare: Callable[[Path, int], Iterable[str]]
    """Writes what a run needs into a folder and gives the arguments to Python."""
    most: int = 100_000
    ends: tuple[int, ...] = (0,)
    """The exit codes of a run that went well."""
    limit: str = ""
    """What the product says of more, where that is less than the largest size."""


def main(*words: str) -> None:
    """Prints a line for each size of each workload, and the table."""
    given = [word for word in words if word != "--write"]
    largest = int(given.pop(0)) if given else 1_000
    rows = [row_of(name, measured(name, largest)) for name in given or WORKLOADS]
    print("\n".join(["", _HEAD, *rows]))
    if "--write" in words:
        write_rows(TABLE, rows, machine("briefgen", "pandas"))


def measured(name: str, largest: int) -> Mapping[int, Cost]:
    """What a workload takes, by its size; prints it as well."""
    workload, costs = WORKLOADS[name], dict[int, Cost]()
    _run(workload, SMALLEST)  # compiles what is compiled once
    for size in _sizes(min(largest, workload.most)):
        costs[size] = _run(workload, size)
        print(f"{name:>12} | {size:7} | {costs[size].cpu:8.2f} s | {costs[size].peak:6.0f} MB", flush=True)
    return costs


def row_of(name: str, costs: Mapping[int, Cost]) -> str:
    """The row of a workload, with what it takes at each size."""
    powers = [power(costs, kind) for kind in ("cpu", "peak")]
    most = max(each or 0 for each in powers)
    growth = (
        ""
        if powers == [None, None]
        else "linear"
        if most <= _LINEAR
        else "as n log n"
        if most <= STEEPEST
        else "**steeper**"
    )
    cells = [
        name,
        f"{max(costs):,}".replace(",", " "),
        ", ".join(f"{each.cpu:.2f}" if each.cpu < 10 else f"{each.cpu:.0f}" for each in costs.values()),
        ", ".join(f"{each.peak:.0f}" for each in costs.values()),
        *("–" if each is None else f"{each:.2f}" for each in powers),
        "; ".join(filter(None, [growth, WORKLOADS[name].limit])),
    ]
    return f"| {' | '.join(cells)} |"


def power(costs: Mapping[int, Cost], kind: str) -> float | None:
    """With what power of the size a figure grows, what the smallest costs taken off; None where too little is added."""
    first, *rest = costs
    added = {size - first: getattr(costs[size], kind) - getattr(costs[first], kind) for size in rest}
    told = {size: each for size, each in added.items() if each > getattr(_LEAST, kind)}
    if len(told) < 2:
        return None
    return linear_regression([log(size) for size in told], [log(each) for each in told.values()]).slope


def _sizes(largest: int) -> Iterator[int]:
    """Ten, a hundred, a thousand … and the largest itself; six sizes of at most twenty-four."""
    if largest < 100:
        return takewhile(lambda size: size <= largest, iter((1, 3, 6, 12, 24)))
    return takewhile(lambda size: size <= largest, (SMALLEST * 10**step for step in range(9)))


def _run(workload: Workload, size: int) -> Cost:
    """One run in a process of its own, after its folder was made."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        words = list(workload.prepare(folder, size))
        return run(Program(words, folder, NOTHING_KEPT, ends=workload.ends))


def _command(*arguments: str) -> list[str]:
    return ["-m", "briefgen", *arguments]


class Growing(NamedTuple):
    """What a workspace holds more or fewer of."""

    points: int = 1
    items: int = 1
    recipients: int = 1
    languages: int = 1
    paragraphs: int = 1
    figures: int = 0
    cited: int = 0
    """Of them, in the text of the note."""
    rows: int = 0
    text: str = "Work on file {0} continues."
    """Of each item; {0} is its number."""


def make_growing(folder: Path, has: Growing) -> None:
    """A workspace of one dossier with so many of each."""
    from briefgen.commands.init import create_workspace

    create_workspace(folder, empty=True)
    dossier = folder / "data" / "dossier"
    dossier.mkdir(parents=True)
    (dossier / "dossier.yaml").write_text(_head(has), encoding="utf-8")
    body = "\n\n".join(f"We report on what was promised in file {_code(i)}." for i in _up_to(has.paragraphs))
    (dossier / "letter.md").write_text(f"{body}\n", encoding="utf-8")
    used = "".join(f'It was {{{{ figure("f{i}") }}}} then.\n\n' for i in range(has.cited))
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
        make_growing(folder, Growing(**{name: size if of == "size" else of for name, of in growing.items()}))  # type: ignore[arg-type]
        return _command(command, "--as-of", DAY, *options)

    return prepare


def _frames(folder: Path, size: int) -> Iterable[str]:
    return "-c", _FRAMES, str(size)


_IN_ALL = ("letter", "--to", "all", "--allow-untranslated")
WORKLOADS: Mapping[str, Workload] = {
    "points": Workload(_made("annex", points="size")),
    "items": Workload(_made("annex", items="size")),
    "letters": Workload(_made("letter", "--to", "all", recipients="size")),
    "languages": Workload(_made(*_IN_ALL, recipients=240, languages="size"), most=24, limit="there are 24"),
    "findings": Workload(_made("check", items="size", text="Work on the 31 February {0} continues ."), ends=(1,)),
    "figures": Workload(
        _made("make", "note", figures="size", cited="size"), most=20_000, limit="a text has at most 1 MB"
    ),
    "footnotes": Workload(_made("annex", items="size", text="Work continues[^n].\n\n[^n]: File {0}.")),
    "figures kept": Workload(_made("status", figures="size")),
    "rows": Workload(_made("make", "note", rows="size")),
    "frames": Workload(_frames),
}

TABLE = Table("growth", _HEAD, [(name,) for name in WORKLOADS])


if __name__ == "__main__":
    main(*sys.argv[1:])
