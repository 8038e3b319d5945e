"""PDFs by rdocx against PDFs by LibreOffice: whole processes by turns, many documents at once, a long table, letters.

python -m benchmarks.pages

Beside the seconds that pass it gives those of computing, by all processes together: they tell less of what else the
machine does. The peak of memory is that of all processes together, where the system tells it (Linux).
"""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
import tempfile
from io import BytesIO, StringIO
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter, sleep

import docx

from benchmarks.processes import ROOT, Program, compare
from briefgen.outputs import Output
from briefgen.outputs.office import Office
from briefgen.outputs.pdf import read_pages
from briefgen.pages.engine import draw_pdfs
from briefgen.production.formats import PdfSource
from tests import sample_documents

ROUNDS, ROWS, LETTERS = 7, 3000, 648
DOSSIER = "february-2023-european-council"
ANNEX = ("-m", "briefgen", "annex", "--as-of", "2023-03-17", "--dossier", DOSSIER)


def main() -> None:
    """Prints a line for each comparison."""
    with tempfile.TemporaryDirectory() as folder:
        one_annex(Path(folder))
        for engine in ("rdocx", "libreoffice"):
            letters(Path(folder), engine)
    samples = [(name, sample_documents.document(name)) for name in sample_documents.ORDERS]
    by_turns(f"{len(samples)} documents in one start", samples, 1 / 3, rounds=3)
    by_turns(f"a table of {ROWS} rows", [("table", a_table(ROWS))], 1, rounds=1)


def one_annex(folder: Path) -> None:
    """The whole process, from the ledger to the written PDF."""
    for name in ("data", "templates", "briefgen.toml"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)
    ours, theirs = ((*ANNEX, "--format", "pdf", "--engine", each) for each in ("rdocx", "libreoffice"))
    with_rdocx, with_office = ((*each, "-o", f"{number}.pdf") for number, each in enumerate((ours, theirs)))
    office, rdocx, word = (Program(each, folder) for each in (with_office, with_rdocx, (*ANNEX, "-o", "annex.docx")))
    print(compare("annex --format pdf, whole process", rdocx, office, ROUNDS, 1 / 4))
    print(compare("  of it, the annex as a Word file", word, rdocx, ROUNDS, 1))


def by_turns(name: str, documents: list[tuple[str, bytes]], target: float, rounds: int) -> None:
    """Both engines on the same Word files, and the pages that they make of them."""
    sources = [PdfSource(Output(Path(f"{each}.docx"), data)) for each, data in documents]
    ratios = []
    for _ in range(rounds):
        start, computed = perf_counter(), computing()
        ours = draw_pdfs([each.for_rdocx() for each in sources], os.environ)
        middle, before = perf_counter(), computing()
        theirs = Office(os.environ).pdfs(documents)
        ours_and_theirs = middle - start, perf_counter() - middle
        ratios.append((ours_and_theirs[0] / ours_and_theirs[1], *ours_and_theirs))
    ratio, first, second = sorted(ratios)[len(ratios) // 2]
    held = "held" if ratio <= target else "MISSED"
    counts = [sum(len(read_pages(each)) for each in made) for made in ([each.data for each in ours], theirs)]
    seconds = f"{first:.2f} s against {second:.2f} s, ratio {ratio:.2f} (target {target:.2f}, {held})"
    of_computing = f"{before - computed:.2f} s and {computing() - before:.2f} s of computing"
    print(f"{name}: {seconds}; {counts[0]} and {counts[1]} pages; {of_computing}", flush=True)


def computing() -> float:
    """The seconds that this process and those that it has started have computed so far."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def letters(folder: Path, engine: str) -> None:
    """A letter to each of very many recipients, in one run."""
    recipients = folder / "data" / DOSSIER / "recipients.csv"
    head, *rows = csv.reader(StringIO((ROOT / "data" / DOSSIER / "recipients.csv").read_text(encoding="utf-8")))
    with recipients.open("w", encoding="utf-8", newline="") as stream:
        many = ([f"r{number}", *row[1:]] for number, row in enumerate(islice(cycle(rows), LETTERS)))
        csv.writer(stream).writerows([head, *many])
    order = ("letter", "--as-of", "2023-03-20", "--dossier", DOSSIER, "--to", "all", "--format", "pdf", "-q")
    start, computed, peak = perf_counter(), computing(), 0
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "briefgen", *order, "--engine", engine, "--force"]
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            peak = max(peak, memory(process.pid))
            sleep(0.2)
    passed = f"{perf_counter() - start:.0f} s, {computing() - computed:.0f} s of computing, at most {peak >> 20} MB"
    print(f"{LETTERS} letters as PDF by {engine}, exit code {process.returncode}: {passed}", flush=True)


def memory(process: int) -> int:
    """The bytes that a process and those below it hold in memory; 0 where the system does not tell."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
        below = [each.read_text(encoding="ascii") for each in Path(f"/proc/{process}/task").glob("*/children")]
    except OSError:
        return 0
    return pages * 4096 + sum(memory(int(each)) for children in below for each in children.split())


def a_table(rows: int) -> bytes:
    """A document with a long table."""
    document = docx.Document()
    table = document.add_table(rows=rows, cols=3)
    texts = ("1", "What was agreed, in words that take two lines of this column, and by whom it is to be done", "Done")
    for row in table._tbl.tr_lst:
        for cell, text in zip(row.tc_lst, texts, strict=True):
            cell.p_lst[0].add_r().text = text
    data = BytesIO()
    document.save(data)
    return data.getvalue()


if __name__ == "__main__":
    main()
