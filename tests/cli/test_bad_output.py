"""Outputs that cannot or must not be written: old files stay whole, nothing is left half written."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest

from tests.workspaces import Workspace, start

ANNEX = "annex-2023-03-20.en.docx"
DEVICES = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux' devices")


def mounted(folder: Path, options: str) -> bool:
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    return sys.platform == "linux" and subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.fixture(params=["size=8k", "ro"])
def bad_out(workspace: Workspace, request: pytest.FixtureRequest) -> Iterator[tuple[Workspace, str]]:
    """A workspace whose out/ is a disk that is too small, or that can only be read."""
    out = workspace.root / "out"
    out.mkdir()
    if not mounted(out, request.param):
        pytest.skip("mounting needs root on Linux")
    try:
        yield workspace, request.param
    finally:
        subprocess.run(["umount", str(out)], check=True)


def edited_by_hand(workspace: Workspace) -> bytes:
    """Makes the annex, changes it as a drafter would, and gives its bytes."""
    workspace.run("annex", "--as-of", "2023-03-20")
    path = str(workspace.out / ANNEX)
    document = docx.Document(path)
    document.add_paragraph("Note of the private office.")
    document.save(path)
    return workspace.document(ANNEX)


def test_a_document_edited_by_hand_is_not_replaced(workspace: Workspace) -> None:
    mine = edited_by_hand(workspace)
    run = workspace.run("annex", "--as-of", "2023-03-20")
    assert (run.code, run.out) == (2, "")
    assert ANNEX in run.err
    assert "was edited by hand since it was made" in run.err
    assert "-o FILE" in run.err
    assert "--force" in run.err
    assert workspace.document(ANNEX) == mine
    assert workspace.made() == [ANNEX]


def test_force_replaces_it_and_another_name_keeps_it(workspace: Workspace) -> None:
    mine = edited_by_hand(workspace)
    assert workspace.run("annex", "--as-of", "2023-03-20", "-o", "other.docx").code == 0
    assert workspace.document(ANNEX) == mine
    run = workspace.run("annex", "--as-of", "2023-03-20", "--force")
    kept = ANNEX.replace(".docx", ".edited-1.docx")
    assert (run.code, run.err) == (0, f"What was edited by hand is kept in out/spring-summit/{kept}.\n")
    assert workspace.document(ANNEX) == (workspace.root / "other.docx").read_bytes()
    assert workspace.document(kept) == mine


@pytest.mark.parametrize("name", ["templates/annex.docx", "data/spring-summit/letter.docx"])
def test_no_document_takes_the_place_of_what_it_is_made_from_even_by_force(workspace: Workspace, name: str) -> None:
    target = workspace.root / name
    if not target.exists():
        target.write_bytes(b"notes of a drafter")
    before = target.read_bytes()
    run = workspace.run("annex", "--as-of", "2023-03-20", "-o", name, "--force")
    assert (run.code, target.read_bytes()) == (2, before)
    assert "documents are made from it" in run.err


@pytest.mark.parametrize("target", ["letter.docx", "data.docx"])
def test_fill_never_takes_the_place_of_its_template_or_data(workspace: Workspace, target: str) -> None:
    shutil.copy(workspace.root / "templates" / "letter.docx", workspace.root / "letter.docx")
    (workspace.root / "data.docx").write_text('{"a": 1}')
    before = (workspace.root / target).read_bytes()
    run = workspace.run("fill", "letter.docx", "data.docx", "-o", target, "--force")
    assert run.code != 0
    assert (workspace.root / target).read_bytes() == before


def test_control_characters_of_the_data_are_shown_and_never_sent_to_the_terminal(workspace: Workspace) -> None:
    workspace.replace("followup.csv", "dublin,transfers,2023-03-01", "\x1b]0;pwn\x07x,transfers,2023-03-01")
    run = workspace.run("annex", "--as-of", "2023-03-20")
    assert run.code == 1
    assert "\x1b" not in run.err
    assert "\x07" not in run.err
    assert "U+001B" in run.err


def test_a_document_that_nobody_touched_is_replaced_when_the_data_change(workspace: Workspace) -> None:
    workspace.run("annex", "--as-of", "2023-03-20")
    former = workspace.document(ANNEX)
    workspace.replace("followup.csv", "Joint patrols will begin.", "Joint patrols have begun.")
    run = workspace.run("annex", "--as-of", "2023-03-20")
    assert (run.code, run.err) == (0, "")
    assert workspace.document(ANNEX) != former


def test_a_refused_command_leaves_the_old_document_whole(workspace: Workspace) -> None:
    workspace.run("annex", "--as-of", "2023-03-20")
    former = workspace.document(ANNEX)
    workspace.replace("followup.csv", "Joint patrols will begin.", "{{ 7*7 }}")
    assert workspace.run("annex", "--as-of", "2023-03-20", "--force").code == 1
    assert workspace.document(ANNEX) == former
    assert workspace.made() == [ANNEX]


def test_a_disk_that_is_full_or_can_only_be_read_is_named(bad_out: tuple[Workspace, str]) -> None:
    workspace, kind = bad_out
    run = workspace.run("annex", "--as-of", "2023-03-20")
    assert (run.code, run.out) == (2, "")
    assert ANNEX in run.err
    assert ("the disk is full" if "size" in kind else "can only be read") in run.err
    assert list((workspace.root / "out").iterdir()) == []


@DEVICES
@pytest.mark.parametrize(("target", "words"), [("/dev/full", "it is a device"), (".", "it is a folder")])
def test_a_device_and_a_folder_are_no_files(workspace: Workspace, target: str, words: str) -> None:
    run = workspace.run("annex", "--as-of", "2023-03-20", "-o", target)
    assert (run.code, run.out) == (2, "")
    assert words in run.err
    assert Path(target).exists()


@pytest.mark.parametrize("name", [f"{'long' * 80}.docx", "briefgen.toml/annex.docx"])
def test_a_path_that_cannot_be_is_wrong_use(workspace: Workspace, name: str) -> None:
    run = workspace.run("annex", "--as-of", "2023-03-20", "-o", name)
    assert (run.code, run.out) == (2, "")
    assert "cannot be written" in run.err


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("annex.docx:b.docx", "what follows a colon goes to a hidden part of another file on Windows"),
        ("AUX.docx", "Windows takes “AUX” for a device"),
        ("com1.en.docx", "Windows takes “com1” for a device"),
        ("annex.docx.", "Windows drops the full stop or space at its end"),
        ("annex.docx ", "Windows drops the full stop or space at its end"),
    ],
)
def test_a_name_that_is_another_one_on_windows_is_wrong_use(workspace: Workspace, name: str, said: str) -> None:
    run = workspace.run("annex", "--as-of", "2023-03-20", "-o", name)
    assert (run.code, run.out) == (2, "")
    assert f"-o {name}: no file should have that name: {said}." in run.err
    assert not (workspace.root / name).exists()


@DEVICES
@pytest.mark.parametrize("command", ["annex", "status"])
def test_paths_that_cannot_be_printed_are_no_defect(workspace: Workspace, command: str) -> None:
    line = f'"{sys.executable}" -m briefgen {command} --as-of 2023-03-20 >/dev/full'
    surroundings = {"PYTHONPATH": str(Path(__file__).parents[2]), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(line, shell=True, cwd=workspace.root, env=surroundings, capture_output=True, check=False)
    assert done.returncode == 2
    assert done.stderr.decode() == "briefgen: the result cannot be printed where you send it: the disk is full.\n"


def test_a_reader_who_stops_reading_is_no_defect(sample: Workspace) -> None:
    command = [sys.executable, "-m", "briefgen", "status", "--as-of", "2023-03-17", "--format", "json"]
    surroundings = {"PYTHONPATH": str(Path(__file__).parents[2]), "PATH": "/usr/bin:/bin"}
    with subprocess.Popen(
        command, cwd=sample.root, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read().decode() == ""


def test_the_home_of_the_user_is_not_needed(workspace: Workspace, tmp_path: Path) -> None:
    empty = tmp_path / "home"
    empty.mkdir()
    run = start("annex", "--as-of", "2023-03-20", cwd=workspace.root, HOME=str(empty))
    assert (run.code, run.err) == (0, "")
    assert list(empty.iterdir()) == []
