"""What is handed out: the wheel that users install, and the sources that it can be built and tested from."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hatchling.builders.plugin.interface import BuilderInterface
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder

from briefgen.commands.init import read_starter_files

ROOT = Path(__file__).parents[1]
NOT_HANDED_OUT = {".gitignore"}  # written by `briefgen init` itself
ADDED_BY_THE_BUILDER = {"LICENSE", "pyproject.toml", ".gitignore"}
KINDS_OF_FILES = {".py", ".pyi", ".typed", ".csv", ".toml", ".xml", ".md", ".html", ".css", ".js", ".svg"}


def contents(builder: type[BuilderInterface[Any, Any]], root: Path = ROOT) -> set[str]:
    """The names of the files that go into a package."""
    names = (each.distribution_path for each in builder(str(root)).recurse_included_files())
    return {name.replace(os.sep, "/") for name in names}


def tracked() -> set[str]:
    """The files of the repository; none where it is no repository."""
    run = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    return {name for name in run.stdout.splitlines() if (ROOT / name).is_file()}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel as users get it."""
    folder = str(tmp_path_factory.mktemp("wheel"))
    return Path(next(WheelBuilder(str(ROOT)).build(directory=folder, versions=["standard"])))


def test_a_type_checker_of_users_sees_our_types() -> None:
    assert "briefgen/py.typed" in contents(WheelBuilder)


def test_the_wheel_holds_the_whole_starter_workspace_and_nothing_beside_it() -> None:
    expected = {str(path) for path in read_starter_files(samples=True)} - NOT_HANDED_OUT
    starter = {name for name in contents(WheelBuilder) if name.startswith("briefgen/starter/")}
    assert starter == {f"briefgen/starter/{name}" for name in expected}


def test_all_else_in_the_wheel_is_the_package() -> None:
    others = {name for name in contents(WheelBuilder) if not name.startswith("briefgen/starter/")}
    assert {name for name in others if not name.startswith("briefgen/")} == set()
    assert {Path(name).suffix for name in others} == KINDS_OF_FILES


def test_what_lies_beside_the_samples_is_handed_to_nobody(tmp_path: Path) -> None:
    root = tmp_path / "checkout"
    for name in ("templates", "data"):
        shutil.copytree(ROOT / name, root / name)
    for name in ("pyproject.toml", "README.md", "LICENSE", "briefgen.toml", ".gitignore"):
        shutil.copy(ROOT / name, root)
    before = contents(WheelBuilder, root), contents(SdistBuilder, root)
    for name in ("data/a-secret/dossier.yaml", "templates/~$annex.docx", "templates/.~lock.annex.docx#", "secret.txt"):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text("for few eyes", encoding="utf-8")
    assert (contents(WheelBuilder, root), contents(SdistBuilder, root)) == before


@pytest.mark.skipif(not tracked(), reason="no git repository")
def test_the_sources_are_the_whole_repository() -> None:
    assert tracked() - contents(SdistBuilder) - ADDED_BY_THE_BUILDER == set()


def test_what_is_in_the_wheel_makes_the_annex_far_from_the_repository(wheel: Path, tmp_path: Path) -> None:
    installed, elsewhere = tmp_path / "installed", tmp_path / "elsewhere"
    ZipFile(wheel).extractall(installed)
    (elsewhere / "home").mkdir(parents=True)
    environment = {**os.environ, "PYTHONPATH": str(installed), "HOME": str(elsewhere / "home")}
    for folder, *arguments in (("", "init", "x"), ("x", "annex", "--as-of", "2023-03-17")):
        command = [sys.executable, "-P", "-m", "briefgen", *arguments]
        run = subprocess.run(command, cwd=elsewhere / folder, env=environment, capture_output=True, check=False)
        assert (run.returncode, run.stderr[:9]) in {(0, b""), (0, b"Now try: ")}
    assert [path.name for path in elsewhere.glob("x/out/*/*")] == ["annex-2023-03-17.en.docx"]
