"""What is of Windows alone, as far as it can be tried elsewhere: consoles, line ends, names, files that are held."""

from __future__ import annotations

import errno
import io
import ntpath
import re
from pathlib import Path, PureWindowsPath

import pytest

from briefgen.cli.opening import ComputerDesk, open_files
from briefgen.outputs.naming import fault_of_name
from briefgen.outputs.refusals import cause_of
from tests.sample_dossier import ROOT
from tests.workspaces import Workspace, start

PAGE = (ROOT / "docs" / "windows.md").read_text(encoding="utf-8")
DAY = ("--as-of", "2023-03-20")
COMMANDS = [
    ("annex", *DAY, "--dossier", "sprung"),
    ("status", *DAY),
    ("status", *DAY, "--items"),
    ("changes", "--since", "2023-03-05", *DAY),
    ("check", "-v"),
    ("check", "--explain", "all"),
    ("template", "check", "-v"),
    ("issued",),
    ("import", "works.csv", "--dry-run"),
    ("--help",),
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("encoding", ["cp1252", "cp850"])
def test_no_console_is_too_poor_for_what_is_said(workspace: Workspace, command: tuple[str, ...], encoding: str) -> None:
    workspace.replace("followup.csv", "Joint patrols", "Κοινές περιπολίες – Łódź → “patrols”")
    (workspace.root / "works.csv").write_text("Ref,Action,Status\n1,Réparer le toit à Łódź,Open\n", encoding="utf-8")
    run = start(*command, cwd=workspace.root, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert run.code in {0, 1, 2}
    assert "Traceback" not in run.err
    assert "defect" not in run.err.replace("details of a defect", "")


def test_line_ends_of_windows_make_the_same_annex(workspace: Workspace) -> None:
    assert workspace.run("annex", *DAY).code == 0
    for path in workspace.data.iterdir():
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    settings = workspace.root / "briefgen.toml"
    settings.write_bytes(settings.read_bytes().replace(b"\n", b"\r\n"))
    run = workspace.run("annex", *DAY, "-o", "again.docx")
    assert (run.code, run.err) == (0, "")
    compared = workspace.run("redline", workspace.out / "annex-2023-03-20.en.docx", "again.docx")
    assert compared.err == "Nothing was changed.\n"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (r"C:\papers\annex.docx", ""),
        (r"C:annex.docx", ""),
        (r"\\server\share\annex.docx", ""),
        (r"\\?\C:\papers\annex.docx", ""),
        (r"C:\papers\aux.docx", "Windows takes “aux” for a device"),
        (r"\\server\share\NUL", "Windows takes “NUL” for a device"),
        (r"C:\papers\con.tar.gz", "Windows takes “con” for a device"),
        (r"C:\papers\annex.docx.", "Windows drops the full stop or space at its end"),
        (r"C:\papers\annex.docx:hidden", "what follows a colon goes to a hidden part of another file on Windows"),
    ],
)
def test_drives_and_shares_are_paths_and_devices_are_no_names(path: str, said: str) -> None:
    assert fault_of_name(PureWindowsPath(path).name) == said


def test_a_file_that_word_holds_is_said_to_be_open_there() -> None:
    held = PermissionError(errno.EACCES, "The process cannot access the file")
    cause, remedy = cause_of(held, Path("out/annex.docx"), "win32")
    assert cause == "it is open in another program, such as Word, or you are not allowed to write there"
    assert remedy == "Close it, or write to another file with -o FILE."


@pytest.mark.parametrize("name", ["briefgen.toml", "back.po"])
def test_a_file_that_another_program_holds_is_to_be_closed_there(
    workspace: Workspace, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (workspace.root / "back.po").write_text("")
    held, opened = workspace.root / name, io.open

    def guarded(file: str | Path, *args: object, **options: object) -> object:
        if isinstance(file, str | Path) and Path(file).resolve() == held:
            raise PermissionError(errno.EACCES, "Permission denied", str(file))
        return opened(file, *args, **options)  # type: ignore[call-overload]

    monkeypatch.setattr("io.open", guarded)
    run = workspace.run("translate", "take", "back.po", "-l", "fr")
    assert run.code == 2
    assert "Close it in the program that holds it" in run.err


def test_files_on_two_drives_open_the_folder_of_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    def on_two_drives(_paths: object) -> str:
        return ntpath.commonpath([r"C:\a", r"D:\b"])

    opened: list[Path] = []
    monkeypatch.setattr("os.path.commonpath", on_two_drives)
    desk = ComputerDesk("win32", {}, start_on_windows=opened.append)
    assert open_files([Path("a/annex.docx"), Path("b/letter.docx")], desk) == ""
    assert opened == [Path.cwd() / "a"]


def test_the_page_has_the_commands_of_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for block in re.findall(r"^```sh\n(.*?)^```$", readme, re.MULTILINE | re.DOTALL)[:2]:
        last = block.rpartition("&& ")[2].strip()
        name = Path(last.partition(" ")[0]).name
        assert f"{name}{last.partition(name)[2]}" in PAGE
    for word in re.findall(r"pip install (.+?) &&", readme)[:2]:
        assert f"pip install {word}" in PAGE
