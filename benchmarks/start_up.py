"""Whole runs of the command line against what a user would run instead.

`briefgen annex` on the sample dossier against a short docxtpl script that fills the same table (docxtpl_annex.py):
again with nothing changed, when it is not there yet, after a row of the ledger was edited, and with nothing kept from a
run before; and `briefgen --help` against a bare click program.

python -m benchmarks.start_up [ROUNDS]
"""

from __future__ import annotations

import re
import sys
from functools import partial
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

from benchmarks.processes import ROOT, pairs

DAY = "2023-03-17"
DOSSIER = ROOT / "data" / "february-2023-european-council"
_CLICK = "import click\n\n@click.command()\ndef program():\n    'Does nothing.'\n\nprogram()\n"


def main(rounds: int = 15) -> None:
    """Prints the comparisons."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        theirs = _docxtpl_run(folder)
        starter = _starter(folder)
        workspace = _workspace(folder)
        ours = [starter, "annex", "--as-of", DAY, "--workspace", workspace]
        print(pairs(ours, theirs, folder, rounds).line("briefgen annex again / docxtpl script", 0.95))
        made = pairs(ours, theirs, folder, rounds, before=lambda _: rmtree(Path(workspace, "out"), ignore_errors=True))
        print(made.line("briefgen annex, not made before / docxtpl script", 0.95))
        edited = pairs(ours, theirs, folder, rounds, before=partial(_edit, Path(workspace, "data", DOSSIER.name)))
        print(edited.line("after an edit of a row / docxtpl script", 1.2))
        alone = pairs(ours, theirs, folder, rounds, {"BRIEFGEN_CACHE": "off"})
        print(alone.line("nothing kept / docxtpl script", 1.5))
        click = folder / "bare_click.py"
        click.write_text(_CLICK, encoding="utf-8")
        helped = pairs([starter, "--help"], [str(click), "--help"], folder, rounds)
        print(helped.line("briefgen --help / bare click", 1.3))


def _starter(folder: Path) -> str:
    """The command `briefgen` as pip installs it."""
    starter = folder / "starter.py"
    starter.write_text("from briefgen.cli import main\n\nmain()\n", encoding="utf-8")
    return str(starter)


def _workspace(folder: Path) -> str:
    """A workspace as `briefgen init` makes it."""
    from briefgen.commands.init import create_workspace

    create_workspace(folder / "workspace")
    return str(folder / "workspace")


def _edit(folder: Path, number: int) -> None:
    """Changes words of a row of the ledger, to others in each round."""
    ledger = folder / "followup.csv"
    text = ledger.read_text(encoding="utf-8")
    ledger.write_text(re.sub(r"closely(?: \(\d+\))? with", f"closely ({number}) with", text, count=1), encoding="utf-8")


def _docxtpl_run(folder: Path) -> list[str]:
    template = folder / "annex.docx"
    make_template(template)
    script = ROOT / "benchmarks" / "docxtpl_annex.py"
    return [str(script), str(template), str(DOSSIER), DAY, str(folder / "filled.docx")]


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


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
