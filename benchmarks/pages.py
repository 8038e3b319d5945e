"""PDFs by rdocx against PDFs by LibreOffice: whole processes by turns, many documents at once, and a long table.

python -m benchmarks.pages
"""

from __future__ import annotations

import os
import shutil
import tempfile
from io import BytesIO
from pathlib import Path
from time import perf_counter

import docx

from benchmarks.processes import ROOT, pairs
from briefgen.outputs.office import Office
from briefgen.outputs.pdf import read_pages
from briefgen.pages.engine import draw_pdfs
from tests import sample_documents

ROUNDS, ROWS = 7, 3000
ANNEX = ("-m", "briefgen", "annex", "--as-of", "2023-03-17", "--dossier", "february-2023-european-council")


def main() -> None:
    """Prints a line for each comparison."""
    with tempfile.TemporaryDirectory() as folder:
        one_annex(Path(folder))
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
    print(pairs(with_rdocx, with_office, folder, ROUNDS).line("annex --format pdf, whole process", 1 / 4))
    docx_only = (*ANNEX, "-o", "annex.docx")
    print(pairs(docx_only, with_rdocx, folder, ROUNDS).line("  of it, the annex as a Word file", 1))


def by_turns(name: str, documents: list[tuple[str, bytes]], target: float, rounds: int) -> None:
    """Both engines on the same Word files, and the pages that they make of them."""
    ratios = []
    for _ in range(rounds):
        start = perf_counter()
        ours = draw_pdfs([data for _, data in documents], os.environ)
        middle = perf_counter()
        theirs = Office(os.environ).pdfs(documents)
        ratios.append(((middle - start) / (perf_counter() - middle), middle - start, perf_counter() - middle))
    ratio, first, second = sorted(ratios)[len(ratios) // 2]
    held = "held" if ratio <= target else "MISSED"
    counts = [sum(len(read_pages(each)) for each in made) for made in ([each.data for each in ours], theirs)]
    seconds = f"{first:.2f} s against {second:.2f} s, ratio {ratio:.2f} (target {target:.2f}, {held})"
    print(f"{name}: {seconds}; {counts[0]} and {counts[1]} pages")


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
