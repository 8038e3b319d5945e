"""`briefgen init`: a workspace in which everything works at once."""

from pathlib import Path

import pytest

from tests.sample_dossier import FOLDER
from tests.workspaces import Workspace, run


@pytest.mark.parametrize(
    ("folder", "line"),
    [
        (".", "Now try: briefgen annex --as-of 2023-03-17\n"),
        ("my papers", "Now try: cd 'my papers' && briefgen annex --as-of 2023-03-17\n"),
    ],
)
def test_what_would_come_next_is_told_from_where_one_stands(tmp_path: Path, folder: str, line: str) -> None:
    assert run("init", folder, cwd=tmp_path).err == line


def test_every_command_works_in_a_new_workspace(tmp_path: Path) -> None:
    made = run("init", "follow-up", cwd=tmp_path)
    assert made.code == 0
    assert made.paths[-1] == Path("follow-up/briefgen.toml")
    assert all((tmp_path / path).is_file() for path in made.paths)
    assert made.err == "Now try: cd follow-up && briefgen annex --as-of 2023-03-17\n"
    workspace = Workspace(tmp_path / "follow-up", FOLDER.name)
    for command in (
        ("annex", "--as-of", "2023-03-17", "--since", "2023-03-06"),
        ("letter", "--as-of", "2023-03-20", "--to", "be"),
        ("make", "all", "--as-of", "2023-03-20"),
        ("status", "--as-of", "2023-03-17"),
        ("template", "check"),
        ("template", "fields", "annex.docx"),
    ):
        done = workspace.run(*command)
        assert (done.code, done.err) == (0, ""), command
    assert len(workspace.made()) == 4


def test_what_was_made_is_not_kept_by_git(tmp_path: Path) -> None:
    run("init", "follow-up", cwd=tmp_path)
    assert "out/" in (tmp_path / "follow-up" / ".gitignore").read_text()


def test_with_q_only_the_paths_are_printed(tmp_path: Path) -> None:
    assert run("init", "follow-up", "-q", cwd=tmp_path).err == ""


def test_a_workspace_is_not_made_twice(tmp_path: Path) -> None:
    run("init", "follow-up", cwd=tmp_path)
    again = run("init", "follow-up", cwd=tmp_path)
    assert (again.code, again.out) == (2, "")
    assert "is a workspace already" in again.err


def test_files_that_are_there_are_not_replaced(tmp_path: Path) -> None:
    mine = tmp_path / "follow-up" / "templates" / "annex.docx"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine")
    done = run("init", "follow-up", cwd=tmp_path)
    assert done.code == 2
    assert "annex.docx" in done.err
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [mine]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "follow-up").write_text("x")
    done = run("init", "follow-up", cwd=tmp_path)
    assert done.code == 2
    assert "is a file, not a folder" in done.err
