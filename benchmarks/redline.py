"""Tracked changes between two annexes, against other programs that compare Word files.

The pairs are made of the sample dossier, without anchors, so that every program has the same to go by.
The other programs are not installed with briefgen: those that the environment named by OTHERS has are measured.
With POINTS, also how long the redline of an annex of so many points takes, against rendering its two sides.

OTHERS=/path/of/an/environment python -m benchmarks.redline [POINTS]
"""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from lxml import etree

from benchmarks import samples
from benchmarks.processes import ROOT
from briefgen.redline import redline
from briefgen.word import Template
from tests.redline.office import resolve_many

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SAMPLE = "february-2023-european-council"
MISSING = ("4", "9")
BRIEFGEN = Path(sys.executable).with_name("briefgen")
OTHERS = Path(os.environ.get("OTHERS", "/nowhere"))
Program = Callable[[Path, Path, Path], object]


_HEAD = "left alone", "mispaired", "rows", "scraps", "marked", "seconds"


def main() -> None:
    """Prints a line for each pair and program."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        for name, old, new in pairs(here):
            print(f"{name}\n  {'':16}{_HEAD[0]:>12}{_HEAD[1]:>11}{_HEAD[2]:>7}{_HEAD[3]:>8}{_HEAD[4]:>8}{_HEAD[5]:>9}")
            for program, compare in programs().items():
                print(f"  {program:16}{measured(compare, old, new, here / 'made.docx')}")
    for points in map(int, sys.argv[1:]):
        print(f"{points} points\n  {many_points(points)}")


def many_points(points: int) -> str:
    """What a large annex takes with anchors: every tenth bullet reworded, every hundredth point gone, as many new."""
    template = Template.read(samples.annex_template(), "annex.docx", anchors=True)
    old, new = _two_days(points)
    times = [perf_counter()]
    files = []
    for data in (old, new):
        files.append(template.render(data))
        times.append(perf_counter())
    counts = redline(*files).counts
    times.append(perf_counter())
    both, compared = times[2] - times[0], times[3] - times[2]
    rows = f"{counts.inserted_rows} rows inserted, {counts.deleted_rows} deleted, {counts.changed_rows} changed"
    return f"rendering both {both:.2f} s, redline {compared:.2f} s, ratio {compared / both:.2f}; {rows}"


def _two_days(points: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """The fields of an annex on two days, each point and bullet with its key."""
    record = samples.annex(points)
    for number, point in enumerate(record["points"]):
        point["key"] = f"point{number}"
        for place, bullet in enumerate(point["bullets"]):
            bullet["key"] = f"bullet{place}"
    later = deepcopy(record)
    runs = [bullet["runs"][1] for point in later["points"] for bullet in point["bullets"]]
    for run in runs[::10]:
        run["text"] = run["text"].replace("share & EUR", "reduced part & EUR")
    earlier = [point for number, point in enumerate(record["points"]) if number % 100 != 1]
    now = [point for number, point in enumerate(later["points"]) if number % 100 != 2]
    return {**record, "points": earlier}, {**later, "points": now}


def pairs(here: Path) -> Iterator[tuple[str, Path, Path]]:
    """The pairs of annexes."""
    early = annex(here, "early", "2023-03-06")
    late = annex(here, "late", "2023-03-17")
    short = annex(here, "short", "2023-03-06", without=MISSING)
    moved = annex(here, "moved", "2023-03-17", first="9")
    yield "6 March to 17 March", early, late
    yield "points 4 and 9 new", short, late
    yield "points 4 and 9 gone", late, short
    yield "point 9 moved to the top", early, moved


def annex(here: Path, name: str, day: str, without: tuple[str, ...] = (), first: str = "") -> Path:
    """An annex of the sample without some points, or with one moved to the top; it bears no anchors."""
    workspace = here / name
    shutil.copytree(ROOT / "data" / SAMPLE, workspace / "data" / SAMPLE)
    shutil.copytree(ROOT / "templates", workspace / "templates")
    shutil.copy(ROOT / "briefgen.toml", workspace)
    table = workspace / "data" / SAMPLE / "commitments.csv"
    rows = list(csv.DictReader(io.StringIO(table.read_text("utf-8"))))
    gone = {row["point"] for row in rows if row["number"] in without}
    kept = [row for row in rows if row["point"] not in gone]
    _write(table, sorted(kept, key=lambda row: row["number"] != first) if first else kept)
    entries = workspace / "data" / SAMPLE / "followup.csv"
    _write(
        entries, [row for row in csv.DictReader(io.StringIO(entries.read_text("utf-8"))) if row["point"] not in gone]
    )
    path = here / f"{name}.docx"
    subprocess.run(
        [str(BRIEFGEN), "annex", "--as-of", day, "-o", path, "--draft", "-q"],
        cwd=workspace,
        check=True,
        capture_output=True,
    )
    path.write_bytes(without_anchors(path.read_bytes()))
    return path


def _write(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def without_anchors(docx: bytes) -> bytes:
    """A document without the anchors of rows and paragraphs."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as archive, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in archive.namelist():
            data = archive.read(name)
            for number in re.findall(rb'<w:bookmarkStart w:id="(\d+)" w:name="_bg', data):
                data = re.sub(rb'<w:bookmark(?:Start|End) w:id="%s"[^>]*/>' % number, b"", data)
            copy.writestr(name, data)
    return made.getvalue()


def programs() -> dict[str, Program]:
    """The programs that are there, by name."""
    found: dict[str, Program] = {"briefgen": _briefgen}
    python, command = OTHERS / "bin" / "python", OTHERS / "bin"
    if (command / "docx-trackdiff").exists():
        found["docx-trackdiff"] = lambda old, new, made: _run(command / "docx-trackdiff", old, new, made)
    if (command / "jubarte-redlines").exists():
        found["jubarte"] = lambda old, new, made: _run(command / "jubarte-redlines", "compare", old, new, "-o", made)
    if next(OTHERS.glob("lib/*/site-packages/python_redlines"), None):
        found["python-redlines"] = lambda old, new, made: _run(python, "-c", _PYTHON_REDLINES, old, new, made)
    if shutil.which("soffice"):
        found["LibreOffice"] = lambda old, new, made: made.write_bytes(
            resolve_many([new.read_bytes()], "CompareDocuments", [old.read_bytes()])[0]
        )
    return found


_PYTHON_REDLINES = (
    "import sys; from pathlib import Path; from python_redlines.engines import DocxodusEngine;"
    "Path(sys.argv[3]).write_bytes(DocxodusEngine().run_redline('x', Path(sys.argv[1]), Path(sys.argv[2]))[0])"
)


def _briefgen(old: Path, new: Path, made: Path) -> None:
    made.write_bytes(redline(old.read_bytes(), new.read_bytes()).docx)


def _run(*command: object) -> None:
    subprocess.run(list(map(str, command)), capture_output=True, check=False, timeout=120)


@dataclass
class Line:
    """A paragraph of a document with tracked changes: pieces, each with what became of it; and its row's mark."""

    pieces: list[tuple[str, str]]
    row: str

    def text(self, kept: str) -> str:
        """What it says once insertions ("ins") or deletions ("del") are kept and the others not."""
        return "" if self.row not in ("", kept) else "".join(text for kind, text in self.pieces if kind in ("", kept))


def lines(docx: Path) -> list[Line]:
    """The paragraphs of a document that say something."""
    root = etree.fromstring(zipfile.ZipFile(docx).read("word/document.xml"))
    found = [Line(list(_pieces(paragraph)), _row(paragraph)) for paragraph in root.iter(f"{W}p")]
    return [each for each in found if any(text.strip() for _, text in each.pieces)]


def _pieces(paragraph: Any) -> Iterator[tuple[str, str]]:
    names = {"ins": "ins", "moveTo": "ins", "del": "del", "moveFrom": "del"}
    for text in paragraph.iter(f"{W}t", f"{W}delText"):
        change = next(text.iterancestors(*(W + name for name in names)), None)
        yield names[change.tag.removeprefix(W)] if change is not None else "", text.text or ""


def _row(paragraph: Any) -> str:
    row = next(paragraph.iterancestors(f"{W}tr"), None)
    kinds = [kind for kind in ("ins", "del") if row is not None and row.find(f"{W}trPr/{W}{kind}") is not None]
    return kinds[0] if kinds else ""


def measured(compare: Program, old: Path, new: Path, made: Path) -> str:
    """The figures of a program for a pair."""
    made.unlink(missing_ok=True)
    start = perf_counter()
    try:
        compare(old, new, made)
    except (subprocess.SubprocessError, OSError) as problem:
        return f"  fails: {str(problem)[:60]}"
    seconds = perf_counter() - start
    if not made.exists():
        return "  fails"
    found = lines(made)
    alone, of = left_alone(found, old, new)
    rows = f"{rows_tracked(made)}/{rows_that_differ(old, new)}"
    marked = sum(len(text.split()) for line in found for kind, text in line.pieces if kind)
    return f"{f'{alone}/{of}':>12}{mispaired(found):>11}{rows:>7}{scraps(found):>8}{marked:>8}{seconds:>9.2f}"


def left_alone(found: list[Line], old: Path, new: Path) -> tuple[int, int]:
    """How many paragraphs that are the same in both, in the same order, have no change; and how many there are."""
    before, after = [[line.text("") for line in lines(path)] for path in (old, new)]
    same = {text for text in before if before.count(text) == 1 == after.count(text) and len(text.split()) > 3}
    alone = {line.text("") for line in found if not line.row and not any(kind for kind, _ in line.pieces)}
    return len(same & alone), len(same)


def mispaired(found: list[Line]) -> int:
    """Changed paragraphs that were about one thing and now are about another: other words before the colon."""
    pairs = [(line.text("del"), line.text("ins")) for line in found]
    named = [pair for pair in pairs if all(":" in text for text in pair)]
    leads = [tuple(text.partition(":")[0].lstrip("0123456789ab. ") for text in pair) for pair in named]
    return sum(before != after for before, after in leads)


def rows_tracked(made: Path) -> int:
    """Rows that are marked as inserted or deleted."""
    root = etree.fromstring(zipfile.ZipFile(made).read("word/document.xml"))
    return sum(
        any(row.find(f"{W}trPr/{W}{kind}") is not None for kind in ("ins", "del")) for row in root.iter(f"{W}tr")
    )


def rows_that_differ(old: Path, new: Path) -> int:
    """Rows that came or went, by their points; of one that moved, both."""
    before, after = [[_point(row) for row in _rows(path)] for path in (old, new)]
    moved = [point for point in before if point in after and before.index(point) != after.index(point)]
    is_move = sorted(before) == sorted(after) and bool(moved)
    return 2 * is_move + len(set(before) ^ set(after))


def _rows(path: Path) -> Iterator[Any]:
    yield from etree.fromstring(zipfile.ZipFile(path).read("word/document.xml")).iter(f"{W}tr")


def _point(row: Any) -> str:
    return "".join(row.find(f"{W}tc").itertext(f"{W}t")).lstrip("0123456789ab. ")


def scraps(found: list[Line]) -> int:
    """Stretches of one or two unchanged words between two changes of a paragraph."""
    count = 0
    for line in found:
        kinds = "".join("x" if kind else "." * min(len(text.split()), 3) for kind, text in line.pieces)
        count += len(re.findall(r"(?<=x)\.{1,2}(?=x)", kinds))
    return count


if __name__ == "__main__":
    main()
