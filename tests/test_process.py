"""LibreOffice that does not answer, and briefgen told to end meanwhile: nothing lives on, nothing stays behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from briefgen.errors import OutputError
from briefgen.outputs.office import Office, kill_command, run_to_end
from tests.sample_dossier import ROOT
from tests.workspaces import Workspace

POSIX = pytest.mark.skipif(os.name != "posix", reason="the programs of these tests are written for a POSIX shell")

# as soffice does it: the program is a starter, and another one works and holds its output
_STARTER = """#!/bin/sh
(for i in $(seq 400); do echo . >>{ticks}; sleep 0.05; done) &
wait
"""


def a_starter(folder: Path) -> tuple[Path, Path]:
    """A program that does not end for long, and the file in which what it has started shows that it is alive."""
    program, ticks = folder / "soffice", folder / "ticks"
    program.write_text(_STARTER.format(ticks=ticks), encoding="utf-8")
    program.chmod(0o755)
    return program, ticks


def is_alive(ticks: Path) -> bool:
    before = ticks.stat().st_size
    time.sleep(0.3)
    return ticks.stat().st_size > before


@POSIX
def test_a_program_that_is_late_ends_with_all_that_it_has_started(tmp_path: Path) -> None:
    program, ticks = a_starter(tmp_path)
    with pytest.raises(subprocess.TimeoutExpired):
        run_to_end([str(program)], tmp_path, os.environ, said=tmp_path / "said", seconds=0.5)
    assert not is_alive(ticks)


@POSIX
def test_a_program_that_is_ready_says_what_it_said(tmp_path: Path) -> None:
    said = tmp_path / "said"
    run_to_end(["/bin/sh", "-c", "echo a; echo b >&2"], tmp_path, os.environ, said=said, seconds=10)
    assert said.read_text() == "a\nb\n"


@POSIX
def test_libreoffice_that_does_not_answer_is_said_and_leaves_no_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, ticks = a_starter(tmp_path)
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    office = Office({"BRIEFGEN_SOFFICE": str(program), "PATH": os.defpath}, start=1, each=0)
    with pytest.raises(OutputError, match="no PDF within 1 seconds"):
        office.pdfs([("annex.pdf", b"a document")])
    assert not is_alive(ticks)
    assert list((tmp_path / "tmp").iterdir()) == []


@POSIX
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_told_to_end_briefgen_ends_libreoffice_and_leaves_no_files(workspace: Workspace, name: str) -> None:
    program, ticks = a_starter(workspace.root)
    temporary = workspace.root / "tmp"
    temporary.mkdir()
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(temporary), "BRIEFGEN_SOFFICE": str(program)}
    command = [sys.executable, "-m", "briefgen", "annex", "--as-of", "2023-03-20", "--format", "pdf", "--engine"]
    command.append("libreoffice")
    with subprocess.Popen(command, cwd=workspace.root, env=surroundings, stderr=subprocess.PIPE) as process:
        deadline = time.monotonic() + 60
        while not ticks.exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        process.send_signal(number := signal.Signals[name])
        process.communicate(timeout=20)
    assert process.returncode == 128 + number
    assert not is_alive(ticks)
    assert list(temporary.iterdir()) == []
    assert workspace.made() == []


def test_on_windows_a_process_ends_with_those_that_it_has_started() -> None:
    assert kill_command(42, {"SYSTEMROOT": r"D:\Windows"}) == [
        *(r"D:\Windows\System32\taskkill.exe", "/F", "/T"),
        *("/PID", "42"),
    ]
