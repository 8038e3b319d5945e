"""Whole runs of the command line against what a user would run instead.

`briefgen annex` on the sample dossier against a short docxtpl script that fills the same table (docxtpl_annex.py):
again with nothing changed, when it is not there yet, after a row of the ledger was edited, and with nothing kept from a
run before; `briefgen --help` against a bare click program; and a note with tables and charts against the same where
pandas cannot be had.

python -m benchmarks.aims annex help note
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from shutil import copytree, rmtree

from benchmarks.processes import ROOT, Costs, Program, by_turns

DAY = "2023-03-17"
DOSSIER = ROOT / "data" / "february-2023-european-council"
_MAPPING = ROOT / "data" / "western-balkans-mapping"
NOTHING_KEPT = {"BRIEFGEN_CACHE": "off"}
STARTER = "from briefgen.cli import main\n\nmain()\n"
"""The command `briefgen` as pip installs it."""
_CLICK = "import click\n\n@click.command()\ndef program():\n    'Does nothing.'\n\nprogram()\n"


def annexes(folder: Path, rounds: int) -> Costs:
    """An annex in four states of its workspace, and the script."""
    starter = write(folder / "starter.py", STARTER)

    def ours(name: str, before: Callable[[Path, int], object], settings: Mapping[str, str] | None = None) -> Program:
        workspace = make_workspace(folder / name)
        words = [starter, "annex", "--as-of", DAY, "--workspace", str(workspace)]
        return Program(words, folder, settings or {}, partial(before, workspace))

    programs = {
        "again, nothing changed": ours("again", lambda *_: None),
        "not made before": ours("new", _without_output),
        "after an edit of a row": ours("edited", _edit),
        "nothing kept": ours("first", lambda *_: None, NOTHING_KEPT),
        "docxtpl script": _docxtpl(folder),
    }
    return by_turns(programs, rounds)


def helps(folder: Path, rounds: int) -> Costs:
    """`--help`, and that of a program that does nothing."""
    ours, theirs = write(folder / "starter.py", STARTER), write(folder / "bare_click.py", _CLICK)
    programs = {
        "briefgen": Program([ours, "--help"], folder),
        "bare click program": Program([theirs, "--help"], folder),
    }
    return by_turns(programs, rounds)


def notes(folder: Path, rounds: int) -> Costs:
    """A note whose tables and charts are counted from frames, each time made anew; and where pandas is out of reach."""
    without = f"import sys\n\nsys.modules['pandas'] = None\n{STARTER}"
    starters = {"briefgen": STARTER, "the same, pandas out of reach": without}
    programs = {}
    for number, (name, text) in enumerate(starters.items()):
        starter, workspace = write(folder / f"starter{number}.py", text), make_workspace(folder / str(number))
        copytree(_MAPPING, workspace / "data" / _MAPPING.name)
        words = [starter, "make", "note", "--as-of", DAY, "--dossier", _MAPPING.name, "--workspace", str(workspace)]
        programs[name] = Program(words, folder, NOTHING_KEPT)
    return by_turns(programs, rounds)


def write(path: Path, text: str) -> str:
    """Writes a program, and gives its path."""
    path.write_text(text, encoding="utf-8")
    return str(path)


def make_workspace(folder: Path) -> Path:
    """A workspace as `briefgen init` makes it."""
    from briefgen.commands.init import create_workspace

    create_workspace(folder)
    return folder


def _without_output(workspace: Path, _: int) -> None:
    rmtree(workspace / "out", ignore_errors=True)


def _edit(workspace: Path, number: int) -> None:
    """Changes words of a row of the ledger, to others in each round."""
    ledger = workspace / "data" / DOSSIER.name / "followup.csv"
    text = ledger.read_text(encoding="utf-8")
    ledger.write_text(re.sub(r"closely(?: \(\d+\))? with", f"closely ({number}) with", text, count=1), encoding="utf-8")


def _docxtpl(folder: Path) -> Program:
    template = folder / "annex.docx"
    make_template(template)
    script = ROOT / "benchmarks" / "docxtpl_annex.py"
    return Program([str(script), str(template), str(DOSSIER), DAY, str(folder / "filled.docx")], folder)


def make_template(path: Path) -> None:
    """The annex as a docxtpl template: a table with a row for each point, and a bullet for each item."""
    from docx import Document

    document = Document()
    document.add_heading("{{ title }} (situation as of {{ as_of }})", 1)
    table = document.add_table(rows=1, cols=2, style="Table Grid")
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Commitment", "Follow-up"
    table.add_row().cells[0].text = "{%tr for point in points %}"
    left, right = table.add_row().cells
    left.paragraphs[0].add_run("{{ point.number }}. ")
    left.paragraphs[0].add_run("{{r point.text }}")
    right.paragraphs[0].text = "{%p for item in point['items'] %}"
    right.add_paragraph("{{r item }}", style="List Bullet")
    right.add_paragraph("{%p endfor %}")
    table.add_row().cells[0].text = "{%tr endfor %}"
    document.save(str(path))
