"""What we say can be read on any console, and never stops the work for a sign that it lacks."""

from __future__ import annotations

import codecs
import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefgen.cli.console import encoding_for, plain_signs, visible
from tests.sample_dossier import ROOT
from tests.workspaces import Workspace, start


@pytest.mark.parametrize(
    ("own", "is_terminal", "page", "expected"),
    [
        ("utf-8", True, 0, "utf-8"),  # Linux, macOS; Python speaks UTF-8 with the Windows console too
        ("utf-8", True, 850, "utf-8"),
        ("iso8859-1", True, 0, "iso8859-1"),  # an old terminal
        ("ascii", True, 0, "utf-8"),  # LC_ALL=C says nothing about the terminal
        ("US-ASCII", True, 0, "utf-8"),
        ("iso8859-1", False, 0, "utf-8"),  # files and pipes are the same everywhere
        ("cp1252", False, 850, "cp850"),  # a pipe in PowerShell 5
        ("cp1252", False, 65001, "utf-8"),
        ("cp1252", False, 0, "utf-8"),  # Windows without a console
        ("cp1252", False, 99_999, "utf-8"),  # a code page that Python does not know
    ],
)
def test_the_encoding_is_that_of_who_reads(own: str, is_terminal: bool, page: int, expected: str) -> None:
    assert encoding_for(own, is_terminal, page) == expected


@pytest.mark.parametrize(
    ("text", "encoding", "printed"),
    [
        ("“annex” – see 5 %…", "cp437", b'"annex" - see 5 %...'),
        ("Łódź, Brăila", "cp1252", b"\\u0141\xf3dz, Braila"),
        ("EUR\u00a05\u202fmillion", "ascii", b"EUR 5 million"),
        ("Ελλάδα", "cp850", b"\\u0395\\u03bb\\u03bb\\u03ac\\u03b4\\u03b1"),
        ("not UTF-8: \udcff", "utf-8", b"not UTF-8: \\udcff"),
        ("Ελλάδα, “annex”", "utf-8", "Ελλάδα, “annex”".encode()),
    ],
)
def test_a_sign_that_an_encoding_lacks_is_replaced_by_one_that_can_be_read(
    text: str, encoding: str, printed: bytes
) -> None:
    codecs.register_error("plain for a test", plain_signs)
    assert text.encode(encoding, "plain for a test") == printed


def test_who_asks_for_an_encoding_gets_it(workspace: Workspace) -> None:
    run = start(
        "annex", "--as-of", "2023-03-20", "--dossier", "sprung", cwd=workspace.root, PYTHONIOENCODING="iso8859-1"
    )
    assert (run.code, run.out) == (2, "")
    assert 'There is no dossier "sprung" in' in run.err


@pytest.mark.skipif(sys.platform != "linux", reason="needs a system that lets go of the folder one is in")
@pytest.mark.parametrize("command", ["annex --as-of 2023-03-20", "check letter.docx"])
def test_a_current_folder_that_is_gone_is_said(tmp_path: Path, command: str) -> None:
    run = in_a_lost_folder(tmp_path, command)
    assert run.returncode == 2
    assert run.stderr.decode().startswith("briefgen: The folder that you are in has been deleted")


@pytest.mark.skipif(sys.platform != "linux", reason="needs a system that lets go of the folder one is in")
@pytest.mark.parametrize(("output", "code"), [("made.docx", 2), ("{elsewhere}/made.docx", 0)])
def test_without_a_current_folder_a_document_can_be_made_elsewhere(tmp_path: Path, output: str, code: int) -> None:
    import docx

    docx.Document().save(str(tmp_path / "t.docx"))
    (tmp_path / "d.json").write_text("{}")
    place = output.format(elsewhere=tmp_path)
    run = in_a_lost_folder(tmp_path, f"fill {tmp_path}/t.docx {tmp_path}/d.json -o {place}")
    assert run.returncode == code, run.stderr
    said = f"{place}\n" if code == 0 else f"{place} cannot be written: its folder is not there any more."
    assert said in (run.stdout + run.stderr).decode()


def in_a_lost_folder(folder: Path, command: str) -> subprocess.CompletedProcess[bytes]:
    (folder / "lost").mkdir()
    line = f'rmdir ../lost && exec "{sys.executable}" -m briefgen {command}'
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    command_line, here = ["/bin/sh", "-c", line], folder / "lost"
    return subprocess.run(command_line, cwd=here, env=surroundings, capture_output=True, check=False)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mb", "aU+001B[31mb"),
        ("\x9b2J", "U+009B2J"),
        ("two\nlines", "two\nlines"),
        ("a\rb\tc", "aU+000DbU+0009c"),
        ("\u202efdp.exe", "U+202Efdp.exe"),
        ("déjà vu, Ελλάδα", "déjà vu, Ελλάδα"),
        ("EUR\u00a0600", "EUR\u00a0600"),
    ],
)
def test_a_control_character_is_shown_by_its_number(text: str, shown: str) -> None:
    assert visible(text) == shown
