"""Reading templates by name, and nothing that is not one."""

from __future__ import annotations

import errno
import hashlib
import os
import sys
from pathlib import Path

import pytest

from briefgen.errors import UnreadableInputError, UsageProblemError
from briefgen.library import LARGEST, Library, TemplateFile


def a_library(folder: Path, *names: str) -> Library:
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).write_bytes(name.encode())
    return Library(folder)


def test_a_template_is_read_with_its_digest(tmp_path: Path) -> None:
    library = a_library(tmp_path, "annex.docx")
    digest = hashlib.sha256(b"annex.docx").hexdigest()
    expected = TemplateFile("annex.docx", tmp_path / "annex.docx", b"annex.docx", digest)
    assert library.read("annex.docx") == expected


def test_names_are_those_of_the_word_files_in_alphabetical_order(tmp_path: Path) -> None:
    library = a_library(tmp_path, "letter.docx", "annex.docx", "NOTE.DOCX", "read me.txt", "old.doc")
    (tmp_path / "locale").mkdir()
    (tmp_path / "folder.docx").mkdir()
    assert library.template_names() == ("NOTE.DOCX", "annex.docx", "letter.docx")


def test_files_that_word_and_libreoffice_keep_beside_an_open_one_are_not_templates(tmp_path: Path) -> None:
    library = a_library(tmp_path, "annex.docx", "~$annex.docx", ".~lock.annex.docx#", "._annex.docx")
    assert library.template_names() == ("annex.docx",)


def test_without_a_folder_there_are_no_templates(tmp_path: Path) -> None:
    library = Library(tmp_path / "templates")
    assert library.template_names() == ()
    with pytest.raises(UsageProblemError, match=r"no template “annex\.docx”") as problem:
        library.read("annex.docx")
    assert problem.value.remedy == "There is none at all."


def test_a_missing_template_is_met_with_the_nearest_name_and_the_list(tmp_path: Path) -> None:
    library = a_library(tmp_path, "annex.docx", "letter.docx")
    with pytest.raises(UsageProblemError, match=r"no template “anex\.docx”") as problem:
        library.read("anex.docx")
    assert problem.value.remedy == "Did you mean “annex.docx”? There are: annex.docx, letter.docx."


@pytest.mark.parametrize(
    "name", ["../secret.docx", "..", ".", "", "sub/annex.docx", "sub\\annex.docx", "C:annex.docx", "a\0.docx"]
)
def test_a_template_is_named_not_pathed(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.docx").write_bytes(b"secret")
    library = a_library(tmp_path / "templates", "annex.docx")
    with pytest.raises(UsageProblemError, match="is not the name of a template"):
        library.read(name)


def test_an_absolute_path_is_no_name_either(tmp_path: Path) -> None:
    library = a_library(tmp_path, "annex.docx")
    with pytest.raises(UsageProblemError, match="is not the name of a template"):
        library.read(str(tmp_path / "annex.docx"))


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.docx").write_bytes(b"secret")
    library = a_library(tmp_path / "templates", "annex.docx")
    (tmp_path / "templates" / "link.docx").symlink_to(tmp_path / "secret.docx")
    with pytest.raises(UsageProblemError, match="leads out of its folder"):
        library.read("link.docx")


def test_a_link_within_the_folder_is_followed(tmp_path: Path) -> None:
    library = a_library(tmp_path / "templates", "annex.docx")
    (tmp_path / "templates" / "link.docx").symlink_to("annex.docx")
    assert library.read("link.docx").data == b"annex.docx"


def test_a_library_reached_by_a_link_works(tmp_path: Path) -> None:
    a_library(tmp_path / "shared", "annex.docx")
    (tmp_path / "templates").symlink_to(tmp_path / "shared")
    assert Library(tmp_path / "templates").read("annex.docx").data == b"annex.docx"


def test_a_relative_folder_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_library(tmp_path / "templates", "annex.docx")
    monkeypatch.chdir(tmp_path)
    assert Library(Path("templates")).read("annex.docx").path == Path("templates/annex.docx")


def test_a_link_to_nothing_is_missing_and_one_to_itself_is_no_crash(tmp_path: Path) -> None:
    library = a_library(tmp_path)
    (tmp_path / "dangling.docx").symlink_to("nothing.docx")
    (tmp_path / "loop.docx").symlink_to("loop.docx")
    with pytest.raises(UsageProblemError, match="no template"):
        library.read("dangling.docx")
    with pytest.raises(UnreadableInputError, match=r"loop\.docx cannot be read"):
        library.read("loop.docx")


def test_a_folder_in_the_place_of_the_template_is_said(tmp_path: Path) -> None:
    (tmp_path / "annex.docx").mkdir()
    with pytest.raises(UnreadableInputError, match="is a folder, not a Word file"):
        Library(tmp_path).read("annex.docx")


@pytest.mark.skipif(sys.platform == "win32", reason="needs named pipes")
def test_a_pipe_in_the_place_of_the_template_does_not_hang(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert hasattr(os, "mkfifo")
    os.mkfifo(tmp_path / "annex.docx")
    monkeypatch.setattr(Path, "read_bytes", lambda self: pytest.fail("would wait for ever"))
    with pytest.raises(UnreadableInputError, match="not a Word file"):
        Library(tmp_path).read("annex.docx")


@pytest.mark.parametrize(("surplus", "read"), [(0, True), (1, False)])
def test_a_template_of_more_than_fifty_megabytes_is_not_even_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, surplus: int, read: bool
) -> None:
    library = a_library(tmp_path, "annex.docx")
    os.truncate(tmp_path / "annex.docx", LARGEST + surplus)
    opened: list[Path] = []

    def noted(self: Path) -> bytes:
        opened.append(self)
        return b""

    monkeypatch.setattr(Path, "read_bytes", noted)
    if read:
        library.read("annex.docx")
    else:
        with pytest.raises(UnreadableInputError, match="too large for a template: 51 MB, more than 50 MB"):
            library.read("annex.docx")
    assert bool(opened) is read


def test_a_template_without_the_right_to_read_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(self: Path) -> bytes:
        raise PermissionError(errno.EACCES, "Permission denied")

    library = a_library(tmp_path, "annex.docx")
    monkeypatch.setattr(Path, "read_bytes", denied)
    with pytest.raises(UnreadableInputError, match=r"annex\.docx cannot be read: it is not open to you"):
        library.read("annex.docx")


def test_a_name_too_long_for_any_file_is_no_crash(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInputError, match="cannot be read: File name too long"):
        Library(tmp_path).read("x" * 300 + ".docx")


def test_a_file_in_the_place_of_the_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "templates").touch()
    library = Library(tmp_path / "templates")
    with pytest.raises(UnreadableInputError, match="templates cannot be read: Not a directory"):
        library.template_names()
    with pytest.raises(UnreadableInputError, match="cannot be read: Not a directory"):
        library.read("annex.docx")
