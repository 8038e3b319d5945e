"""Finding a workspace, reading its settings, choosing a dossier, and making a new one."""

from __future__ import annotations

import errno
import importlib.resources
import os
from pathlib import Path, PurePosixPath

import pytest

from briefgen.commands.init import create_workspace, read_starter_files
from briefgen.errors import BriefgenError, FindingsError, OutputError, UnreadableInputError, UsageProblemError
from briefgen.workspace import Workspace, find_workspace, open_workspace

ROOT = Path(__file__).parents[1]


def a_workspace(folder: Path, *dossiers: str, settings: str | bytes = "") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    content = settings.encode() if isinstance(settings, str) else settings
    (folder / "briefgen.toml").write_bytes(content)
    for dossier in dossiers:
        (folder / "data" / dossier).mkdir(parents=True)
        (folder / "data" / dossier / "dossier.yaml").write_text("title: A summit\n")
    return folder


def tree(folder: Path) -> dict[str, bytes | None]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None for path in folder.rglob("*")
    }


# finding it


def test_a_workspace_is_found_from_any_folder_inside_it(tmp_path: Path) -> None:
    root = a_workspace(tmp_path / "ws", "summit")
    assert find_workspace(root).root == root
    assert find_workspace(root / "data" / "summit").root == root


def test_the_nearest_workspace_counts(tmp_path: Path) -> None:
    a_workspace(tmp_path)
    inner = a_workspace(tmp_path / "inner")
    (inner / "deep").mkdir()
    assert find_workspace(inner / "deep").root == inner


def test_a_folder_called_like_the_settings_is_no_workspace(tmp_path: Path) -> None:
    root = a_workspace(tmp_path)
    (root / "inner" / "briefgen.toml").mkdir(parents=True)
    assert find_workspace(root / "inner").root == root


def test_a_relative_start_looks_upwards_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = a_workspace(tmp_path)
    (root / "deep").mkdir()
    monkeypatch.chdir(root / "deep")
    assert find_workspace(Path()).root == root


def test_without_a_workspace_the_message_says_where_it_looked_and_offers_two_ways(tmp_path: Path) -> None:
    with pytest.raises(UsageProblemError) as problem:
        find_workspace(tmp_path)
    assert str(tmp_path) in problem.value.message
    assert "--workspace DIR" in problem.value.remedy
    assert "briefgen init DIR" in problem.value.remedy


def test_a_folder_that_one_may_not_look_into_is_passed_by(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    is_file = Path.is_file

    def locked(self: Path) -> bool:
        if self.parent.name == "locked":
            raise PermissionError(errno.EACCES, "Permission denied")
        return is_file(self)

    root = a_workspace(tmp_path)
    monkeypatch.setattr(Path, "is_file", locked)
    assert find_workspace(root / "locked").root == root


def test_a_named_workspace_is_opened_exactly_there_not_above(tmp_path: Path) -> None:
    root = a_workspace(tmp_path)
    (root / "data").mkdir()
    assert open_workspace(root).root == root
    assert open_workspace(root / "briefgen.toml").root == root
    with pytest.raises(UsageProblemError, match=r"data is not a workspace: it holds no briefgen\.toml"):
        open_workspace(root / "data")


def test_a_named_workspace_that_is_missing_or_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").touch()
    with pytest.raises(UsageProblemError, match="nowhere is not there"):
        open_workspace(tmp_path / "nowhere")
    with pytest.raises(UsageProblemError, match=r"notes\.txt is a file, not a folder"):
        open_workspace(tmp_path / "notes.txt")


# its settings


def test_an_empty_file_is_enough(tmp_path: Path) -> None:
    workspace = open_workspace(a_workspace(tmp_path))
    assert workspace == Workspace(tmp_path)
    assert (workspace.data, workspace.templates, workspace.out) == (
        tmp_path / "data",
        tmp_path / "templates",
        tmp_path / "out",
    )


def test_the_settings_are_read(tmp_path: Path) -> None:
    settings = 'dossier = "summit"\nplace = "Brussels"\n[house-style]\npercent-space = true\n'
    workspace = open_workspace(a_workspace(tmp_path, settings=settings))
    assert workspace == Workspace(tmp_path, "summit", "Brussels", {"percent-space": True})


def test_a_byte_order_mark_and_windows_line_ends_are_no_obstacle(tmp_path: Path) -> None:
    settings = '\ufeffplace = "Zürich"\r\ndossier = "summit"\r\n'.encode()
    workspace = open_workspace(a_workspace(tmp_path, settings=settings))
    assert (workspace.place, workspace.dossier) == ("Zürich", "summit")


def unreadable(tmp_path: Path, settings: str | bytes) -> str:
    with pytest.raises(UnreadableInputError) as problem:
        open_workspace(a_workspace(tmp_path, settings=settings))
    assert str(tmp_path / "briefgen.toml") in problem.value.message
    assert problem.value.remedy
    return problem.value.message


@pytest.mark.parametrize(
    ("settings", "place"),
    [
        ('dossier = "summit"\nplace = Brussels\n', "line 2, character 9"),
        ("place\n", "line 1, character 6"),
        ('place = "a"\nplace = "b"\n', "line 2, character 12"),
        ('place = "Brussels', "line 1, character 18"),
        ("[house-style", "line 1, character 13"),
    ],
)
def test_what_is_not_toml_is_said_with_line_and_column(tmp_path: Path, settings: str, place: str) -> None:
    assert place in unreadable(tmp_path, settings)


def test_another_encoding_is_said(tmp_path: Path) -> None:
    assert "not a UTF-8 text" in unreadable(tmp_path, 'place = "Zürich"'.encode("cp1252"))
    assert "not a UTF-8 text" in unreadable(tmp_path, 'place = "Zürich"'.encode("utf-16"))


def test_absurdly_deep_settings_are_no_crash(tmp_path: Path) -> None:
    assert "nested too deeply" in unreadable(tmp_path, "place = " + "[" * 20_000)


def test_all_unknown_keys_and_wrong_kinds_are_reported_in_one_run_with_lines_and_suggestions(
    tmp_path: Path,
) -> None:
    settings = """\
# ours
dosier = "summit"
place = 7
colour = "blue"
[house_style]
x = 1
"""
    with pytest.raises(FindingsError) as problem:
        open_workspace(a_workspace(tmp_path, settings=settings))
    found = [(each.rule, each.words, each.place.line, each.remedy) for each in problem.value.findings]
    assert found == [
        ("WORKSPACE-001", "dosier", 2, "Did you mean “dossier”?"),
        ("WORKSPACE-001", "colour", 4, "These are known: dossier, place, house, house-style, checks."),
        ("WORKSPACE-001", "house_style", 5, "Did you mean “house-style”?"),
        ("WORKSPACE-002", "place", 3, 'Write place = "…".'),
    ]
    assert {each.place.file for each in problem.value.findings} == {str(tmp_path / "briefgen.toml")}


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ('house-style = "plain"', "house-style"),
        ("[[house-style]]\nx = 1", "house-style"),
        ("[house-style]\nspaces = [1, 2]", "spaces"),
        ("[house-style.spaces]\nx = 1", "spaces"),
        ("[house-style]\nsince = 2023-01-01", "since"),
    ],
)
def test_house_style_is_a_table_of_single_values(tmp_path: Path, settings: str, words: str) -> None:
    with pytest.raises(FindingsError) as problem:
        open_workspace(a_workspace(tmp_path, settings=settings))
    assert [(each.rule, each.words) for each in problem.value.findings] == [("WORKSPACE-002", words)]


# choosing a dossier


def test_dossiers_are_the_folders_that_hold_a_dossier_yaml(tmp_path: Path) -> None:
    root = a_workspace(tmp_path, "b", "a", ".hidden")
    (root / "data" / "archive").mkdir()
    (root / "data" / "notes.txt").touch()
    assert open_workspace(root).dossier_ids() == ("a", "b")


def test_a_named_dossier_comes_before_the_default_and_the_default_before_the_only_one(tmp_path: Path) -> None:
    several = open_workspace(a_workspace(tmp_path / "several", "a", "b", settings='dossier = "b"'))
    assert several.dossier_folder("a") == tmp_path / "several" / "data" / "a"
    assert several.dossier_folder() == tmp_path / "several" / "data" / "b"
    only = open_workspace(a_workspace(tmp_path / "only", "summit"))
    assert only.dossier_folder() == tmp_path / "only" / "data" / "summit"


def test_several_dossiers_and_none_named_are_listed(tmp_path: Path) -> None:
    workspace = open_workspace(a_workspace(tmp_path, "spring", "autumn"))
    with pytest.raises(UsageProblemError, match="autumn, spring") as problem:
        workspace.dossier_folder()
    assert "--dossier" in problem.value.remedy


def test_an_unknown_dossier_is_met_with_the_nearest_name_and_the_list(tmp_path: Path) -> None:
    workspace = open_workspace(a_workspace(tmp_path, "spring-summit", "autumn"))
    with pytest.raises(UsageProblemError, match="no dossier “spring-sumit”") as problem:
        workspace.dossier_folder("spring-sumit")
    assert problem.value.remedy == "Did you mean “spring-summit”? There are: autumn, spring-summit."


def test_a_default_dossier_that_is_not_there_is_blamed_on_the_settings(tmp_path: Path) -> None:
    workspace = open_workspace(a_workspace(tmp_path, "spring", settings='dossier = "sprung"'))
    with pytest.raises(UsageProblemError, match=r"briefgen\.toml: There is no dossier “sprung”") as problem:
        workspace.dossier_folder()
    assert "“spring”" in problem.value.remedy


def test_a_folder_without_a_dossier_yaml_is_said_to_lack_it(tmp_path: Path) -> None:
    root = a_workspace(tmp_path, "spring")
    (root / "data" / "autumn").mkdir()
    with pytest.raises(UsageProblemError, match=r"there is no .*dossier\.yaml"):
        open_workspace(root).dossier_folder("autumn")


@pytest.mark.parametrize("name", ["..", "../ws/data/spring", "spring/../spring", "/etc", "."])
def test_a_dossier_is_named_not_pathed(tmp_path: Path, name: str) -> None:
    workspace = open_workspace(a_workspace(tmp_path / "ws", "spring"))
    with pytest.raises(UsageProblemError, match="no dossier"):
        workspace.dossier_folder(name)


def test_a_workspace_without_any_dossier_says_what_one_is(tmp_path: Path) -> None:
    workspace = open_workspace(a_workspace(tmp_path))
    with pytest.raises(UsageProblemError, match="There is no dossier in") as problem:
        workspace.dossier_folder()
    assert "dossier.yaml" in problem.value.remedy


def test_a_data_folder_that_cannot_be_listed_is_said(tmp_path: Path) -> None:
    root = a_workspace(tmp_path)
    (root / "data").write_text("not a folder")
    with pytest.raises(UnreadableInputError, match="data cannot be read"):
        open_workspace(root).dossier_ids()


# a new one


def test_a_new_workspace_opens_and_knows_its_sample_dossier(tmp_path: Path) -> None:
    made = create_workspace(tmp_path / "new")
    workspace = open_workspace(tmp_path / "new")
    assert workspace.dossier_folder().is_dir()
    assert {path.relative_to(tmp_path / "new").as_posix() for path in made} == {
        name for name, data in tree(tmp_path / "new").items() if data is not None
    }
    assert (workspace.templates / "annex.docx").is_file()
    assert "/out/" in (workspace.root / ".gitignore").read_text().splitlines()


def test_the_starter_files_are_the_repositorys_own(tmp_path: Path) -> None:
    files = read_starter_files()
    ours = {path: data for path, data in files.items() if path != PurePosixPath(".gitignore")}
    assert ours == {path: (ROOT / path).read_bytes() for path in ours}
    assert list(files)[-1] == PurePosixPath("briefgen.toml")
    assert {path.parts[0] for path in files} == {".gitignore", "templates", "data", "briefgen.toml"}


def a_package(monkeypatch: pytest.MonkeyPatch, package: Path) -> None:
    """Pretends that briefgen is installed in this folder."""
    package.mkdir(parents=True, exist_ok=True)
    monkeypatch.setattr(importlib.resources, "files", lambda name: package)


def test_an_installed_package_brings_its_own_starter_and_only_the_sample(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    origin = a_workspace(tmp_path / "briefgen" / "starter", "sample", "private", settings='dossier = "sample"')
    (origin / "templates").mkdir()
    for name in ("annex.docx", "~$annex.docx", ".~lock.annex.docx#"):
        (origin / "templates" / name).write_bytes(b"x")
    a_package(monkeypatch, tmp_path / "briefgen")
    assert [str(path) for path in read_starter_files()] == [
        ".gitignore",
        "templates/annex.docx",
        "data/sample/dossier.yaml",
        "briefgen.toml",
    ]


def test_a_package_without_starter_files_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_package(monkeypatch, tmp_path / "briefgen")
    with pytest.raises(UnreadableInputError, match="without its starter files"):
        read_starter_files()


def test_other_files_in_the_folder_stay_and_a_git_ignore_is_left_to_its_owner(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("*.log\n")
    (tmp_path / "README.md").write_text("ours")
    made = create_workspace(tmp_path)
    assert tmp_path / ".gitignore" not in made
    assert (tmp_path / ".gitignore").read_text() == "*.log\n"
    assert (tmp_path / "README.md").read_text() == "ours"


def refused(folder: Path, kind: type[BriefgenError] = UsageProblemError) -> str:
    """The refusal, after seeing that nothing has changed."""
    top = folder if folder.exists() else folder.parent
    top = top if top.is_dir() else top.parent
    before = tree(top)
    with pytest.raises(kind) as problem:
        create_workspace(folder)
    assert tree(top) == before
    return str(problem.value)


def test_a_workspace_is_not_made_over_another(tmp_path: Path) -> None:
    assert "is a workspace already" in refused(a_workspace(tmp_path))


def test_a_file_that_would_be_overwritten_is_named(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "annex.docx").write_bytes(b"somebody's own")
    assert str(tmp_path / "templates" / "annex.docx") in refused(tmp_path)


def test_a_file_in_the_place_of_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "here").touch()
    assert "is a file, not a folder" in refused(tmp_path / "here")
    (tmp_path / "ws").mkdir()
    (tmp_path / "ws" / "data").touch()
    assert "No workspace can be made" in refused(tmp_path / "ws", OutputError)


@pytest.mark.parametrize("failing", [1, 3])
def test_if_the_disk_fills_up_nothing_remains(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int) -> None:
    calls = iter(range(1, 99))

    def full(_descriptor: int) -> None:
        if next(calls) == failing:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    message = refused(tmp_path / "deep" / "new", OutputError)
    assert message.startswith(f"No workspace can be made in {tmp_path / 'deep' / 'new'}: ")
    assert "the disk is full" in message
    assert "-o FILE" not in message


def test_after_an_interruption_the_command_can_be_given_again(tmp_path: Path) -> None:
    """A killed run leaves whole files, but no briefgen.toml, which comes last."""
    first = next(path for path in read_starter_files() if path.parts[0] == "templates")
    (tmp_path / first).parent.mkdir()
    (tmp_path / first).write_bytes(read_starter_files()[first])
    made = create_workspace(tmp_path)
    assert tmp_path / first not in made
    assert made[-1] == tmp_path / "briefgen.toml"


def test_the_dossiers_of_the_other_papers_come_where_they_are_asked_for(tmp_path: Path) -> None:
    without, with_all = create_workspace(tmp_path / "one"), create_workspace(tmp_path / "all", samples=True)
    assert {path.parent.name for path in without if path.name == "dossier.yaml"} == {"february-2023-european-council"}
    shipped = {path.parent.name for path in (ROOT / "data").glob("*/dossier.yaml")}
    assert {path.parent.name for path in with_all if path.name == "dossier.yaml"} == shipped
