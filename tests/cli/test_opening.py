"""`-O`, `--open`: what was made is opened with the computer's own program for it, where a person looks at a screen."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from briefgen.cli.opening import ComputerDesk, open_files
from tests.workspaces import Workspace, start

AT_A_SCREEN = {"DISPLAY": ":0"}
DAY = ("--as-of", "2023-03-20")


@dataclass
class Opener:
    """A computer that remembers what it was told to open."""

    platform: str = "linux"
    programs: tuple[str, ...] = ("xdg-open", "open")
    environment: dict[str, str] = field(default_factory=lambda: dict(AT_A_SCREEN))
    opened: list[tuple[str, Path]] = field(default_factory=list)

    def told(self, *paths: str) -> str:
        computer = ComputerDesk(
            self.platform,
            self.environment,
            lambda name: name if name in self.programs else None,
            lambda program, path: self.opened.append((program, path)),
            lambda path: self.opened.append(("startfile", path)),
        )
        return open_files([Path(each) for each in paths], computer)


@pytest.mark.parametrize(
    ("platform", "program"),
    [("linux", "xdg-open"), ("darwin", "open"), ("win32", "startfile")],
)
def test_each_system_has_a_program_of_its_own(platform: str, program: str) -> None:
    opener = Opener(platform)
    assert opener.told("out/annex.docx") == ""
    assert opener.opened == [(program, Path.cwd() / "out" / "annex.docx")]


def test_of_several_files_the_folder_is_opened(tmp_path: Path) -> None:
    opener = Opener()
    opener.told(f"{tmp_path}/out/a/annex.docx", f"{tmp_path}/out/a/letter.docx")
    opener.told(f"{tmp_path}/out/a/annex.docx", f"{tmp_path}/out/b/annex.docx")
    assert [path for _, path in opener.opened] == [tmp_path / "out" / "a", tmp_path / "out"]


def test_where_nothing_was_made_nothing_is_opened() -> None:
    opener = Opener()
    assert (opener.told(), opener.opened) == ("", [])


@pytest.mark.parametrize(
    ("opener", "why"),
    [
        (Opener(environment={**AT_A_SCREEN, "CI": "true"}), "Nothing was opened: this is a build server (CI is set)."),
        (Opener(environment={}), "Nothing was opened: there is no screen (DISPLAY is not set)."),
        (Opener("win32", environment={"CI": "1"}), "Nothing was opened: this is a build server (CI is set)."),
        (Opener(programs=()), "Nothing was opened: the program “xdg-open”, which opens files here, is not installed."),
    ],
)
def test_where_it_cannot_be_opened_a_sentence_says_why(opener: Opener, why: str) -> None:
    assert opener.told("annex.docx").startswith(why)
    assert opener.opened == []


def test_what_the_system_says_is_told() -> None:
    def refuse(_path: Path) -> None:
        raise OSError(1155, "No application is associated with the specified file")

    said = open_files([Path("annex.docx")], ComputerDesk("win32", {}, start_on_windows=refuse))
    assert said.endswith(
        "annex.docx could not be opened: No application is associated with the specified file. "
        "Open it by hand: its path is printed above."
    )


@pytest.mark.skipif(os.name == "nt", reason="the fake opener is a shell script")
def test_the_annex_is_opened_when_it_was_made_and_never_by_a_dry_run(workspace: Workspace, tmp_path: Path) -> None:
    programs, opened = tmp_path / "programs", tmp_path / "opened"
    programs.mkdir()
    (programs / "xdg-open").write_text(f'#!/bin/sh\necho "$1" >> "{opened}.new"\nmv "{opened}.new" "{opened}"\n')
    (programs / "open").write_text((programs / "xdg-open").read_text())
    for each in programs.iterdir():
        each.chmod(0o755)
    environment = {"PATH": f"{programs}{os.pathsep}/bin{os.pathsep}/usr/bin", "DISPLAY": ":0", "CI": ""}
    assert start("annex", *DAY, "-O", "--dry-run", cwd=workspace.root, **environment).code == 0
    made = start("annex", *DAY, "-O", cwd=workspace.root, **environment)
    assert (made.code, made.err) == (0, "")
    for _ in range(500):
        if opened.exists():
            break
        time.sleep(0.02)
    assert opened.read_text().splitlines() == [str(workspace.root / made.paths[0])]


def test_without_a_screen_the_annex_is_made_all_the_same(workspace: Workspace) -> None:
    made = start("annex", *DAY, "--open", cwd=workspace.root, CI="true")
    assert (made.code, made.err) == (0, "Nothing was opened: this is a build server (CI is set).\n")
    assert workspace.made() == [made.paths[0].name]
