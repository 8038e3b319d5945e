"""Large ledgers, end to end: CSV and XLSX, a database of a million entries, and an annex of thousands of points.

Whole processes by turns, the first round not counted; CPU seconds, because whatever else the machine does falls on the
wall clock alone, and the peak of memory. Growth is the exponent that fits the times: 1 is linear.

python -m benchmarks.ledgers [ROUNDS] [LARGEST]
"""

from __future__ import annotations

import csv
import math
import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import linear_regression, median
from typing import NamedTuple

from benchmarks.processes import ROOT

DAY = "2022-08-15"
COLUMNS = ("point", "item", "as_of", "state", "due", "owner", "source", "text")
_ROWS_OF_AN_ITEM = 10
_POINTS = 1000
_WORDS = (
    "Border guards of {} states were trained in the new procedure, and the second group begins on "
    '{{{{ date("2023-04-01") }}}}; the agencies have spent **EUR {} million** so far, as agreed with the states that '
    "asked for it in the council of ministers."
)
_PANDAS = f"""
import pandas
rows = pandas.read_csv("followup.csv", dtype=str, keep_default_na=False)
rows = rows[rows.as_of <= "{DAY}"].sort_values("as_of", kind="stable").drop_duplicates("item", keep="last")
print(rows.groupby("point").size().to_string())
"""


class Run(NamedTuple):
    """CPU seconds and the peak of memory in MB."""

    seconds: float
    megabytes: float


def main(rounds: int = 5, largest: int = 100_000) -> None:
    """Prints what each ledger takes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _files(folder / "files", rounds, largest)
        _database(folder / "database", rounds, 10 * largest)
        _annexes(folder / "annexes", rounds, [size for size in (15, 150, 1_500, 15_000) if size <= largest])


def _files(folder: Path, rounds: int, largest: int) -> None:
    sizes = [size for size in (10, 100, 1_000, 10_000, 100_000) if size <= largest]
    first = []
    for size in sizes:
        one, again, theirs = against_pandas(folder / str(size), rounds, size)
        first.append(one)
        ratios = f"{first[-1].seconds / theirs.seconds:.1f} and {again.seconds / theirs.seconds:.1f} × pandas"
        print(f"status, {size} rows of CSV, first and again: {_said(first[-1])}; {_said(again)}; {ratios}")
    print(f"  growth: {_growth(sizes, [each.seconds for each in first]):.2f}")
    for size in sorted({min(5_000, largest), largest}):
        _sheet(folder / f"sheet-{size}", rounds, size)


def against_pandas(folder: Path, rounds: int, size: int) -> tuple[Run, Run, Run]:
    """`status` on so many rows, with nothing kept and again, and a pandas script that finds the same."""
    root = _workspace(folder)
    _write_csv(root / "data/large/followup.csv", size - 1)
    found = [_status(root, str(number)) for number in range(rounds + 1)]
    theirs = _middle([_run(["-c", _PANDAS], root / "data/large", "") for _ in range(rounds + 1)])
    return _middle([each for each, _ in found]), _middle([each for _, each in found]), theirs


def _sheet(folder: Path, rounds: int, size: int) -> None:
    """The same rows as a workbook and as CSV, by turns, with nothing kept."""
    roots = [_workspace(folder / kind) for kind in ("csv", "xlsx")]
    for root in roots:
        _write_csv(root / "data/large/followup.csv", size)
    _as_workbook(roots[1] / "data/large")
    runs = [[_status(root, str(number))[0] for root in roots] for number in range(rounds + 1)]
    plain, sheet = map(_middle, zip(*runs, strict=True))
    print(f"status, {size} rows of XLSX: {_said(sheet)}; {sheet.seconds / plain.seconds:.1f} × the same as CSV")


def _status(root: Path, cache: str) -> tuple[Run, Run]:
    """With nothing kept, and once more."""
    arguments = ["-m", "briefgen", "status", "--as-of", DAY, "--format", "csv"]
    return _run(arguments, root, cache), _run(arguments, root, cache)


def _database(folder: Path, rounds: int, rows: int) -> None:
    root = _workspace(folder)
    source = 'sources: {followup: {url: "sqlite:///ledger.db", table: followup}}'
    (root / "data/large/dossier.yaml").write_text(f"title: Large\n{source}\n", encoding="utf-8")
    ledger = sqlite3.connect(root / "data/large/ledger.db")
    ledger.execute(f"CREATE TABLE followup ({', '.join(COLUMNS)})")
    marks = ", ".join("?" * len(COLUMNS))
    ledger.executemany(f"INSERT INTO followup VALUES ({marks})", _rows(rows, standing=20))
    ledger.commit()
    ledger.close()
    for options in ([], ["--since", "2022-05-01"]):
        arguments = ["-m", "briefgen", "status", "--as-of", DAY, *options, "--format", "csv"]
        found = _middle([_run(arguments, root, "") for _ in range(rounds + 1)])
        print(f"status {' '.join(options)}, {rows} rows in SQLite, {rows // 200} items that stand: {_said(found)}")


def _annexes(folder: Path, rounds: int, sizes: Sequence[int]) -> None:
    """Annexes of which each point has four items, against the engine alone on the same fields."""
    ours = []
    for size in sizes:
        root = _workspace(folder / str(size), points=size)
        shutil.copytree(ROOT / "templates", root / "templates", dirs_exist_ok=True)
        rows = ((f"p{at // 4}", f"i{at}", "2022-03-01", "", "", "", "", _short(at)) for at in range(4 * size))
        _write(root / "data/large/followup.csv", rows)
        arguments = ["annex", "--as-of", DAY, "--allow-untranslated", "-q", "-o", "annex.docx"]
        found = [_run(["-c", _TIMED, *arguments], root, str(number)) for number in range(rounds + 1)]
        ours.append(_middle(found))
        engine = float((root / "engine.txt").read_text(encoding="utf-8"))
        said = f"{ours[-1].seconds / engine:.1f} × the engine alone"
        print(f"annex, {size} points of 4 items, nothing kept: {_said(ours[-1])}; {said}")
    print(f"  growth: {_growth(sizes, [each.seconds for each in ours]):.2f}")


_TIMED = """
import sys, time
from briefgen.word import Template
render = Template.render
def timed(*given, **named):
    begun = time.process_time()
    try:
        return render(*given, **named)
    finally:
        open("engine.txt", "w").write(str(time.process_time() - begun))
Template.render = timed
from briefgen.__main__ import main
main()
"""


def _workspace(root: Path, points: int = _POINTS) -> Path:
    dossier = root / "data" / "large"
    dossier.mkdir(parents=True)
    (root / "templates").mkdir()
    (root / "briefgen.toml").write_text('dossier = "large"\nplace = "Brussels"\n', encoding="utf-8")
    about = "title: Large\nheadings: {commitment: Agreed, follow-up: Done since}\n"
    (dossier / "dossier.yaml").write_text(about, encoding="utf-8")
    rows = [(f"p{at}", str(at + 1), "", "This is to be done") for at in range(points)]
    with (dossier / "commitments.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("point", "number", "part", "text"), *rows])
    return root


def _rows(count: int, standing: int = 1) -> Iterator[tuple[str, ...]]:
    """A ledger of items with ten rows each, of which one in so many still stands."""
    for at in range(count):
        item, age = divmod(at, _ROWS_OF_AN_ITEM)
        ends = age == _ROWS_OF_AN_ITEM - 1 and item % standing
        day = f"20{20 + age // 4}-{1 + 3 * (age % 4):02}-{1 + item % 28:02}"
        due = "2023-05-31" if age < _ROWS_OF_AN_ITEM // 2 else "2023-06-30"
        text = "" if ends else _WORDS.format(at % 50, item % 90)
        state = "withdrawn" if ends else "ongoing"
        yield f"p{item % _POINTS}", f"i{item}", day, state, due, f"Unit {item % 20}", f"report {item % 50}", text


def _short(at: int) -> str:
    """Words with a number that house style writes without a separator."""
    return f"The states have sent {2 + at % 90} reports and wait for the answer of unit {at % 97}"


def _write_csv(path: Path, rows: int) -> None:
    _write(path, _rows(rows))


def _write(path: Path, rows: Iterator[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([COLUMNS])
        csv.writer(file).writerows(rows)


def _as_workbook(dossier: Path) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(dossier / "status.xlsx", {"strings_to_numbers": False})
    for name in ("followup", "commitments"):
        sheet = book.add_worksheet(name)
        with (dossier / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.reader(file)):
                for index, cell in enumerate(row):
                    sheet.write_string(number, index, cell)
        (dossier / f"{name}.csv").unlink()
    book.close()


def _run(arguments: Sequence[str], folder: Path, cache: str) -> Run:
    """A process of Python; what it keeps stands in a folder of that name, or nowhere."""
    kept = {"BRIEFGEN_CACHE": "off"} if not cache else {"XDG_CACHE_HOME": str(folder / f"cache-{cache}")}
    env = {**os.environ, "PYTHONPATH": str(ROOT), **kept}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    if sys.platform == "win32":
        raise SystemExit("The peak of memory of a process is asked of systems like Linux and macOS.")
    else:  # noqa: RET506  # mypy knows by it that what follows is not for Windows
        with (folder / "out.txt").open("wb") as out:
            to = [(os.POSIX_SPAWN_DUP2, out.fileno(), each) for each in (1, 2)]
            here = Path.cwd()
            os.chdir(folder)
            number = os.posix_spawn(sys.executable, [sys.executable, *arguments], env, file_actions=to)
            os.chdir(here)
            _, status, used = os.wait4(number, 0)
        if os.waitstatus_to_exitcode(status):
            said = (folder / "out.txt").read_text(encoding="utf-8")[:2000]
            raise SystemExit(f"{' '.join(arguments)} failed:\n{said}")
        unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
        return Run(used.ru_utime + used.ru_stime, used.ru_maxrss / unit)


def _middle(runs: Sequence[Run]) -> Run:
    """The medians, without the first."""
    counted = runs[1:] or runs
    return Run(median(each.seconds for each in counted), max(each.megabytes for each in counted))


def _growth(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """The exponent, without the time that even nothing takes."""
    rest = [(size, each - seconds[0]) for size, each in zip(sizes, seconds, strict=True) if each > seconds[0] * 1.1]
    if len(rest) < 2:
        return math.nan
    return linear_regression([math.log(size) for size, _ in rest], [math.log(each) for _, each in rest]).slope


def _said(run: Run) -> str:
    return f"{run.seconds:.2f} s, {run.megabytes:.0f} MB"


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
