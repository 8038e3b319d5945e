"""A version that goes out: its numbers agree, its bytes are the same again, and the wheel types programs of users.

The long form, with clean environments and each extra, is `make release-check`.
"""

from __future__ import annotations

import os
import re
import site
import subprocess
import sys
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder

import briefgen
import briefgen.facade
from tests.release.release_check import EXTRAS, PROGRAM, ROOT


def built(folder: Path) -> list[Path]:
    """Both packages, in a folder."""
    wheel = WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])
    sources = SdistBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])
    return [Path(each) for each in (*wheel, *sources)]


@pytest.fixture
def epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day that packages bear."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")


def test_the_changelog_begins_with_this_version_or_with_what_comes_after_it() -> None:
    headings = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    released = [each for each in headings if each != "Unreleased"]
    assert re.fullmatch(rf"{re.escape(briefgen.__version__)} \(\d{{4}}-\d\d-\d\d\)", released[0])
    assert headings.index(released[0]) <= 1


@pytest.mark.usefixtures("epoch")
def test_packages_built_twice_have_the_same_bytes(tmp_path: Path) -> None:
    first, second = built(tmp_path / "first"), built(tmp_path / "second")
    assert [each.read_bytes() for each in first] == [each.read_bytes() for each in second]
    assert [each.name for each in first] == [
        f"briefgen-{briefgen.__version__}-py3-none-any.whl",
        f"briefgen-{briefgen.__version__}.tar.gz",
    ]


def test_the_program_uses_every_public_name() -> None:
    program = PROGRAM.read_text(encoding="utf-8")
    functions = {"check", "open", "redline"}
    used = {name for name in briefgen.facade.__all__ if re.search(rf"\b{name}\b", program.partition(")\n")[2])}
    assert used == set(briefgen.facade.__all__)
    assert all(f"briefgen.{name}(" in program for name in functions)


def test_it_passes_strict_type_checking_against_the_wheel(tmp_path: Path) -> None:
    venv.create(tmp_path / "clean", with_pip=False)
    python = tmp_path / "clean" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    [packages] = [each for each in (tmp_path / "clean").rglob("site-packages") if each.is_dir()]
    ZipFile(built(tmp_path)[0]).extractall(packages)
    (packages / "libraries.pth").write_text("\n".join(site.getsitepackages()))  # those of this environment
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--config-file=",
        "--python-executable",
        python,
    ]
    program = tmp_path / PROGRAM.name
    program.write_bytes(PROGRAM.read_bytes())
    run = subprocess.run([*command, program], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "No module named mypy" in run.stderr or run.returncode == 0, run.stdout + run.stderr
    assert "site-packages" not in run.stdout


def test_every_extra_is_installed_before_a_version_goes_out() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    section = project.partition("[project.optional-dependencies]")[2].partition("\n[")[0]
    extras = set(re.findall(r"^(\w+) = \[", section, re.MULTILINE)) - {"test", "dev", "docs"}
    assert {each.strip("[]") for each in EXTRAS if "," not in each} - {""} == extras
