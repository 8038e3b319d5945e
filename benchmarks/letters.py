"""Letters to many, end to end: from CSV to finished files, against what a user would write with other programs.

python -m benchmarks.aims letters many-letters languages
python -m benchmarks.letters [COUNT] [ROUNDS]     as many letters as you like: what each program takes

All fill templates with the same conditions and loops; see `letter_workspace`. briefgen checks, seals, looks at every
finished file and waits for the disk, all or none; the others do none of it. Those of `peers` take part where they are
installed. All programs run by turns, each round begins with empty folders, and the words of all outputs are compared,
those above and below the text too.
"""

from __future__ import annotations

import sys
from collections.abc import Container, Iterable
from functools import partial
from itertools import zip_longest
from pathlib import Path
from shutil import rmtree
from statistics import median
from tempfile import TemporaryDirectory

from docx import Document

from benchmarks import peers
from benchmarks.growth import LANGUAGES, Growing, make_growing
from benchmarks.letter_workspace import DAY, make_workspace
from benchmarks.processes import ROOT, Costs, Program, by_turns, ratio
from benchmarks.start_up import NOTHING_KEPT

_OURS = ("-m", "briefgen", "letter", "--as-of", DAY, "--to", "all", "-q")
_UNTRANSLATED = 28  # texts
_TEMPLATES = {"docxtpl": "docxtpl.docx", "rust-docxtpl": "docxtpl.docx", "carbone": "carbone.docx"}  # or mustache.docx


def programs(folder: Path) -> dict[str, Program]:
    """What is run, by its name; the last of ours runs after the first, and finds what that has made."""
    anew = partial(_empty, folder / "out")
    ours = {
        "nothing kept": Program(_OURS, folder, NOTHING_KEPT, anew),
        "--jobs 2": Program([*_OURS, "--jobs", "2"], folder, before=anew),
        "briefgen": Program(_OURS, folder, before=anew),
        "again": Program(_OURS, folder),
    }
    theirs = {"docxtpl": sys.executable} | ({"rust-docxtpl": str(peers.OTHER_PYTHON)} if peers.rust() else {})
    of_node = dict.fromkeys(peers.of_node(), "node")
    return ours | {name: _peer(name, interpreter, folder) for name, interpreter in (theirs | of_node).items()}


def _peer(name: str, interpreter: str, folder: Path) -> Program:
    place, output = folder / "peers", folder / "peers" / name
    of_python = "docxtpl" in name
    script = "docxtpl_letters.py" if of_python else f"{name.replace('-', '_')}_letters.js"
    template, letters = place / _TEMPLATES.get(name, "mustache.docx"), "docxtpl.json" if of_python else "mustache.json"
    words = [str(ROOT / "benchmarks" / script), str(template), str(place / letters), str(output)]
    return Program(words, folder, before=partial(_empty, output), interpreter=interpreter)


def _empty(folder: Path, _: int) -> None:
    rmtree(folder, ignore_errors=True)
    folder.mkdir()


def main(count: int = 648, rounds: int = 5) -> None:
    """Prints a line for each program."""
    with TemporaryDirectory() as folder:
        costs = measure(count, Path(folder), rounds)
    print(f"{count} letters, {rounds} rounds: median (least–most) seconds; times briefgen's, median over the rounds")
    for name in costs:
        print(line(name, costs))


def measure(count: int, folder: Path, rounds: int, only: Container[str] = ()) -> Costs:
    """What each program takes for so many letters; all of them, or only some, by their names."""
    workspace = make_workspace(folder / "workspace", count)
    there = {name: each for name, each in programs(workspace).items() if not only or name in only}
    costs = by_turns(there, rounds)
    refuse_unlike_words(workspace, there)
    return costs


def in_all_languages(folder: Path, rounds: int) -> Costs:
    """Letters in 24 languages of which nothing is translated, and half as many."""
    words = ["-m", "briefgen", "letter", "--as-of", "2023-03-17", "--to", "all", "--allow-untranslated", "-q"]
    programs = {}
    for name, count in (("648 letters", 648), ("324 of them", 324)):
        workspace = folder / str(count)
        make_growing(workspace, Growing(recipients=count, languages=len(LANGUAGES) + 1, paragraphs=_UNTRANSLATED))
        programs[name] = Program(words, workspace, NOTHING_KEPT, partial(_empty, workspace / "out"))
    return by_turns(programs, rounds)


def line(name: str, costs: Costs) -> str:
    """The result of a program in words."""
    shown = []
    for kind in ("wall", "cpu"):
        seconds = [getattr(each, kind) for each in costs[name]]
        times = ratio(costs[name], costs["briefgen"], kind)
        shown.append(f"{median(seconds):6.2f} ({min(seconds):5.2f}–{max(seconds):5.2f}) {times:6.2f} ×")
    return f"{name:>23} | wall {shown[0]} | CPU {shown[1]}"


def refuse_unlike_words(folder: Path, names: Iterable[str]) -> None:
    """Ends the program if one has made other letters than ours: each tenth is read."""
    ours = sorted((folder / "out").rglob("*.docx"))[::10]
    for name in names:
        theirs = sorted((folder / "peers" / name).glob("*.docx"))[::10]
        for one, other in zip_longest(ours, theirs if (folder / "peers" / name).is_dir() else ours):
            if one is None or other is None or _words(one) != _words(other):
                raise SystemExit(f"{name}: {other} has other words than {one}")


def _words(path: Path) -> list[str]:
    document = Document(str(path))
    [section] = document.sections
    edges = (section.header, section.first_page_header, section.footer, section.first_page_footer)
    stories = (document, *edges)
    paragraphs = (each.text.replace("\u00a0", " ").strip() for story in stories for each in story.paragraphs)
    return [each for each in paragraphs if each]


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
