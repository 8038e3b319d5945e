"""The examples of the facade run, every public name has one or speaks of one, and type checkers see what runs."""

from __future__ import annotations

import doctest
import inspect
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

import briefgen
import briefgen.facade as facade
from tests.sample_dossier import ROOT
from tests.workspaces import Workspace

OWN = [name for name in facade.__all__ if getattr(facade, name).__module__.startswith("briefgen.facade")]


def examples() -> Iterator[doctest.DocTest]:
    finder = doctest.DocTestFinder()
    for name in OWN:
        thing = getattr(facade, name)
        found = finder.find(thing, name, sys.modules[thing.__module__])
        yield from (each for each in found if each.examples)


@pytest.mark.parametrize("example", list(examples()), ids=lambda each: each.name)
def test_the_example_runs(example: doctest.DocTest, follow_up: Workspace) -> None:
    told: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(example, out=told.append)
    assert "".join(told) == ""


def test_functions_and_doors_have_an_example() -> None:
    shown = {each.name.partition(".")[0] for each in examples()}
    values = {"Item", "Point", "MakeOptions"}  # what the situation and the making of documents show
    assert set(OWN) - values == shown


@pytest.mark.parametrize("name", OWN)
def test_what_is_raised_and_taken_is_said(name: str) -> None:
    thing = getattr(facade, name)
    functions = [thing] if inspect.isfunction(thing) else [m for _, m in inspect.getmembers(thing, inspect.isfunction)]
    public = [each for each in functions if not each.__name__.startswith("_") and "facade" in each.__module__]
    silent = [each.__qualname__ for each in public if "Raises:" not in (each.__doc__ or "")]
    assert set(silent) <= {"DossierAsOf.to_frame"}  # it raises nothing


def test_the_package_has_every_name_of_the_facade_and_lists_it() -> None:
    assert {name for name in facade.__all__ if getattr(briefgen, name) is not getattr(facade, name)} == set()
    assert set(facade.__all__) <= set(dir(briefgen))


def test_a_name_that_there_is_not_is_none() -> None:
    with pytest.raises(AttributeError, match="spam"):
        _ = briefgen.spam  # type: ignore[attr-defined]


def test_importing_the_package_loads_nothing_else() -> None:
    program = "import sys, briefgen; print(*(name for name in sys.modules if name.startswith('briefgen.')))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


@pytest.mark.parametrize("first", ["", "import briefgen.redline\n", "from briefgen.redline import ChangeSource\n"])
def test_redline_is_the_function_whatever_was_imported_before(first: str) -> None:
    program = f"{first}import briefgen\nprint(briefgen.redline.__module__)"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "briefgen.facade.files"


PROGRAM = """\
    from datetime import date
    from decimal import Decimal
    from pathlib import Path

    import briefgen
    import pandas as pd

    def report(folder: Path, day: date) -> list[str]:
        situation: briefgen.Situation = briefgen.open(folder).dossier("board").as_of(day, known_on="2023-03-20")
        late: list[str] = [item.words for item in situation.items if item.overdue and item.due]
        value: Decimal = situation.figures["funding"].value
        frame: pd.DataFrame = situation.to_frame()
        try:
            annex: briefgen.Document = situation.annex(language="fr", since=day, draft=True, engine="rdocx")
        except briefgen.BriefgenError as problem:
            findings: tuple[briefgen.Finding, ...] = problem.findings
            return [finding.message for finding in findings if finding.grade is briefgen.Grade.ERROR]
        letters: tuple[briefgen.Document, ...] = situation.make_all("letter", to="all")
        paths: list[Path] = [each.save(folder / each.name) for each in letters]
        pdf: bytes = annex.pdf
        page: str = annex.html
        lines = [f"{point.number}: {point.state} {point.last_update}" for point in situation.points]
        redlined: briefgen.Document = briefgen.redline(paths[0], annex)
        doubts: tuple[briefgen.Finding, ...] = briefgen.check(redlined.docx)
        filled: bytes = briefgen.Template.open("letter.docx").render({"name": "Ms Martin"})
        print(value, pdf[:4], page[:9], doubts, filled[:2], briefgen.__version__)
        return [*late, *lines]

    def from_pandas(agreed: pd.DataFrame, done: pd.DataFrame) -> briefgen.Dossier:
        return briefgen.Dossier.from_frames(commitments=agreed, followup=done, description={"languages": ["en"]})
"""


def mypy(program: str, folder: Path) -> str:
    """What `mypy --strict` says of a program that stands in a folder of its own."""
    (folder / "program.py").write_text(textwrap.dedent(program), encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file", "", "--cache-dir", str(folder), "program.py"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=300).stdout


def test_a_program_passes_mypy_strict_and_its_mistakes_do_not(tmp_path: Path) -> None:
    pytest.importorskip("mypy")
    assert "Success" in mypy(PROGRAM, tmp_path)
    wrong = PROGRAM.replace("draft=True", "drafted=True").replace("item.words", "item.wrods")
    said = mypy(wrong, tmp_path)
    assert '"ItemAsOf" has no attribute "wrods"' in said
    assert 'Unexpected keyword argument "drafted"' in said
