"""The hooks of pre-commit and the GitHub Action: the command lines that they hold, run as they would be."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.test_check import a_file, with_a_wrong_sum
from tests.sample_dossier import ROOT
from tests.workspaces import Run, Workspace

HOOKS = {each["id"]: each for each in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))


def run_hook(workspace: Workspace, name: str, *changed: str) -> Run | None:
    """What pre-commit does with changed files: it runs the entry where one of them is meant; None where none is."""
    hook = HOOKS[name]
    meant = [each for each in changed if re.search(hook["files"], each)]
    meant = [each for each in meant if not re.search(hook.get("exclude", "^$"), each)]
    program, *words = shlex.split(hook["entry"])
    assert program == "briefgen"
    return workspace.run(*words, *(meant if hook.get("pass_filenames", True) else ())) if meant else None


class TestTheHooks:
    def test_the_dossiers_are_checked_where_one_of_their_files_has_changed(self, workspace: Workspace) -> None:
        sound = run_hook(workspace, "briefgen-check", "data/spring-summit/followup.csv")
        assert sound is not None and sound.code == 0
        found = run_hook(with_a_wrong_sum(workspace), "briefgen-check", "follow-up/data/spring-summit/followup.csv")
        assert found is not None and found.code == 1 and "SUM-001" in found.err

    @pytest.mark.parametrize("changed", ["README.md", "metadata/x.csv", "src/briefgen.toml.bak"])
    def test_nothing_is_asked_where_other_files_have(self, workspace: Workspace, changed: str) -> None:
        assert run_hook(workspace, "briefgen-check", changed) is None

    def test_word_files_are_checked_by_their_names_but_no_templates(self, tmp_path: Path) -> None:
        a_file(tmp_path / "note.docx", "EUR €480 million was paid.")
        run = run_hook(Workspace(tmp_path, ""), "briefgen-check-files", "note.docx", "templates/annex.docx", "a.txt")
        assert run is not None and run.code == 1 and "note.docx, paragraph 1: error AMT-002" in run.err


@pytest.mark.skipif(shutil.which("bash") is None or os.name == "nt", reason="the action's steps are for bash")
class TestTheAction:
    @pytest.fixture
    def programs(self, tmp_path: Path) -> Path:
        """A folder with the program briefgen, as the step before installs it."""
        folder = tmp_path / "bin"
        folder.mkdir()
        program = folder / "briefgen"
        program.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m briefgen "$@"\n')
        program.chmod(0o755)
        return folder

    def run_step(self, workspace: Workspace, programs: Path, **inputs: str) -> Run:
        (step,) = (each for each in ACTION["runs"]["steps"] if each.get("name") == "check")
        given = {name: inputs.get(name.replace("-", "_"), told["default"]) for name, told in ACTION["inputs"].items()}
        wanted = {
            name: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda m: given[m[1]], value)
            for name, value in step["env"].items()
        }
        surroundings = {**os.environ, **wanted, "PATH": f"{programs}:{os.environ['PATH']}", "PYTHONUTF8": "1"}
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        done = subprocess.run(
            command, cwd=workspace.root, env=surroundings, capture_output=True, check=False, timeout=120
        )
        return Run(done.returncode, done.stdout.decode(), done.stderr.decode())

    def test_all_dossiers_are_checked(self, workspace: Workspace, programs: Path) -> None:
        assert self.run_step(workspace, programs).code == 0
        run = self.run_step(with_a_wrong_sum(workspace), programs, as_of="2023-03-20")
        assert run.code == 1 and "SUM-001" in run.err and "as of 2023-03-20" in run.out

    def test_findings_are_written_as_sarif_too(self, workspace: Workspace, programs: Path) -> None:
        run = self.run_step(with_a_wrong_sum(workspace), programs, as_of="2023-03-20", sarif="found.sarif")
        log = json.loads((workspace.root / "found.sarif").read_text("utf-8"))
        assert run.code == 1 and "SUM-001" in [each["ruleId"] for each in log["runs"][0]["results"]]

    def test_files_are_checked_one_a_line_whatever_they_are_called(self, workspace: Workspace, programs: Path) -> None:
        for name in ("a note.docx", "-b.docx"):
            a_file(workspace.root / name, "EUR €480 million was paid.")
        run = self.run_step(workspace, programs, files="a note.docx\n-b.docx\n")
        assert run.code == 1 and "a note.docx, paragraph 1" in run.err and "-b.docx, paragraph 1" in run.err

    def test_every_input_is_used(self) -> None:
        used = set(re.findall(r"inputs\.([\w-]+)", (ROOT / "action.yml").read_text("utf-8")))
        assert used == ACTION["inputs"].keys()
