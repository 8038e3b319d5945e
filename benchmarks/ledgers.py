"""Large ledgers, end to end: CSV and XLSX, a database of a million entries, and an annex of thousands of points.

python -m benchmarks.aims csv sqlite sheet large-sheet large-annex
"""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree

from benchmarks.processes import ROOT, Cost, Costs, Program, by_turns, run
from benchmarks.start_up import NOTHING_KEPT

DAY = "2022-08-15"
COLUMNS = ("point", "item", "as_of", "state", "due", "owner", "source", "text")
_STATUS = ("-m", "briefgen", "status", "--as-of", DAY, "--format", "csv")
ROUNDS_OF_THE_LARGEST = 3
"""A run of the annex takes half a minute."""
_ROWS_OF_AN_ITEM = 10
_POINTS = 1000
_WORDS = (
    "Border guards of {} states were trained in the new procedure, and the second group begins on "
    '{{{{ date("2023-04-01") }}}}; the agencies have spent **EUR {} million** so far, as agreed with the states that '
    "asked for it in the council of ministers."
)
_PANDAS = f"""
import pandas
rows = pandas.read_csv("data/large/followup.csv", dtype=str, keep_default_na=False)
rows = rows[rows.as_of <= "{DAY}"].sort_values("as_of", kind="stable").drop_duplicates("item", keep="last")
print(rows.groupby("point").size().to_string())
"""


def against_pandas(size: int, folder: Path, rounds: int) -> Costs:
    """`status` on so many rows, with nothing kept and again, and a pandas script that finds the same."""
    root = _workspace(folder / "ledger")
    _write_csv(root / "data/large/followup.csv", size - 1)
    programs = {
        "first": Program(_STATUS, root, before=lambda _: rmtree(_kept(root), ignore_errors=True)),
        "again": Program(_STATUS, root),
        "pandas script": Program(["-c", _PANDAS], root),
    }
    return by_turns({name: each._replace(settings=_cache(root)) for name, each in programs.items()}, rounds)


def _kept(root: Path) -> Path:
    """What a run keeps for the next stands here."""
    return root / "kept"


def _cache(root: Path) -> dict[str, str]:
    return {"XDG_CACHE_HOME": str(_kept(root))}


def sheet(size: int, folder: Path, rounds: int) -> Costs:
    """`status` on the same rows as a workbook and as CSV, with nothing kept."""
    roots = {kind: _workspace(folder / str(number)) for number, kind in enumerate(("XLSX", "the same as CSV"))}
    for root in roots.values():
        _write_csv(root / "data/large/followup.csv", size)
    _as_workbook(roots["XLSX"] / "data/large")
    return by_turns({kind: Program(_STATUS, root, NOTHING_KEPT) for kind, root in roots.items()}, rounds)


def database(rows: int, folder: Path, rounds: int) -> Costs:
    """`status` on so many rows in SQLite, of which one in two hundred still stands."""
    root = _workspace(folder / "ledger")
    source = 'sources: {followup: {url: "sqlite:///ledger.db", table: followup}}'
    (root / "data/large/dossier.yaml").write_text(f"title: Large\n{source}\n", encoding="utf-8")
    ledger = sqlite3.connect(root / "data/large/ledger.db")
    ledger.execute(f"CREATE TABLE followup ({', '.join(COLUMNS)})")
    marks = ", ".join("?" * len(COLUMNS))
    ledger.executemany(f"INSERT INTO followup VALUES ({marks})", _rows(rows, standing=20))
    ledger.commit()
    ledger.close()
    return by_turns({"status": Program(_STATUS, root, NOTHING_KEPT)}, rounds)


def annex(points: int, folder: Path, rounds: int) -> Costs:
    """An annex of which each point has four items, nothing kept, and what of it the engine alone takes."""
    root = _workspace(folder / "ledger", points)
    shutil.copytree(ROOT / "templates", root / "templates", dirs_exist_ok=True)
    rows = ((f"p{at // 4}", f"i{at}", "2022-03-01", "", "", "", "", _short(at)) for at in range(4 * points))
    _write(root / "data/large/followup.csv", rows)
    words = ["-c", _TIMED, "annex", "--as-of", DAY, "--allow-untranslated", "-q", "-o", "annex.docx"]
    whole, alone, told_in = [], [], root / "engine.json"
    for _ in range(min(rounds, ROUNDS_OF_THE_LARGEST) + 1):
        whole.append(run(Program(words, root, NOTHING_KEPT)))
        told = json.loads(told_in.read_text(encoding="utf-8"))
        told_in.unlink()
        alone.append(Cost(told["wall"], told["cpu"], whole[-1].peak))
    return {"annex": whole[1:], "the engine alone": alone[1:]}


_TIMED = """
import json, time
from briefgen.word import Template
render = Template.render
def timed(*given, **named):
    begun = time.perf_counter(), time.process_time()
    try:
        return render(*given, **named)
    finally:
        taken = {"wall": time.perf_counter() - begun[0], "cpu": time.process_time() - begun[1]}
        with open("engine.json", "w") as file:
            json.dump(taken, file)
Template.render = timed
from briefgen.cli import main
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
