"""What a command loads: start-up time is most of the time that a user waits."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.sample_dossier import ROOT
from tests.workspaces import Workspace

HEAVY = (
    "pandas",
    "numpy",
    "openpyxl",
    "docx",
    "docxtpl",
    "sqlalchemy",
    "rich",
    "babel",
    "xlsxwriter",
    "starlette",
    "uvicorn",
    "watchfiles",
)
LISTING = (
    "import atexit, sys; atexit.register(lambda: print(*sorted(sys.modules), sep='\\n', file=sys.__stderr__));"
    "from briefgen.cli import main; sys.argv = ['briefgen', *sys.argv[1:]]; main()"
)


def loaded(cwd: Path, *args: str, cache: Path | None = None) -> set[str]:
    """The modules that a command has loaded when it ends, as `briefgen.cli.main` starts it; without a cache, if none
    is named.
    """
    command = [sys.executable, "-c", LISTING, *args]
    environment = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "PYTHONUTF8": "1"}
    if cache:
        environment["XDG_CACHE_HOME"] = str(cache)
    run = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert run.returncode == 0, run.stderr
    modules = set(run.stderr.split("\n"))
    assert "briefgen.cli.group" in modules
    return modules


@pytest.mark.parametrize(
    "args",
    [("--help",), ("annex", "--help"), ("template", "--help"), ("preview", "--help"), ("--version",)],
    ids=" ".join,
)
def test_help_loads_nothing_but_click(tmp_path: Path, args: tuple[str, ...]) -> None:
    assert loaded(tmp_path, *args) & {*HEAVY, "jinja2", "lxml", "markdown_it", "yaml"} == set()


@pytest.mark.parametrize("document", ["annex", "letter"])
def test_a_document_from_csv_loads_no_library_for_tables_or_databases(sample: Workspace, document: str) -> None:
    assert loaded(sample.root, document, "--as-of", "2023-03-20") & set(HEAVY) == set()
    assert len(sample.made()) == 1


@pytest.mark.parametrize("format_", ["json", "csv"])
def test_a_status_for_programs_loads_no_engine_and_no_terminal(sample: Workspace, format_: str) -> None:
    modules = loaded(sample.root, "status", "--as-of", "2023-03-20", "--format", format_)
    assert modules & {*HEAVY, "lxml"} == set()


def test_a_status_for_people_loads_the_terminal_and_no_table_library(sample: Workspace) -> None:
    modules = loaded(sample.root, "status", "--as-of", "2023-03-20")
    assert "rich" in modules
    assert modules & ({*HEAVY, "lxml"} - {"rich"}) == set()


@pytest.mark.parametrize("document", ["annex", "letter"])
def test_the_rules_are_loaded_for_the_first_document_and_not_again_for_the_same(
    sample: Workspace, tmp_path: Path, document: str
) -> None:
    order = (document, "--as-of", "2023-03-20")
    first = loaded(sample.root, *order, cache=tmp_path / "kept")
    second = loaded(sample.root, *order, "--force", cache=tmp_path / "kept")
    assert "briefgen.checks.rules" in first
    assert {each for each in second if each.startswith("briefgen.checks")} == set()


MAKES_DOCUMENTS = (
    "briefgen.checks",
    "briefgen.compose",
    "briefgen.production.workshop",
    "briefgen.word",
    "jinja2",
    "lxml",
)


@pytest.mark.parametrize("document", ["annex", "letter"])
def test_what_lies_there_as_it_was_made_loads_nothing_that_makes_it(
    sample: Workspace, tmp_path: Path, document: str
) -> None:
    order = (document, "--as-of", "2023-03-20")
    loaded(sample.root, *order, cache=tmp_path / "kept")
    again = loaded(sample.root, *order, cache=tmp_path / "kept")
    assert {each for each in again if each.startswith(MAKES_DOCUMENTS)} == set()
