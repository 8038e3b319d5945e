"""What is left of a run that was broken off, whose a replaced file is, and what a power cut may take."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefgen.outputs import Output, write_outputs
from briefgen.outputs.disk import Rights, beside, remove_leftovers, this_day

POSIX = pytest.mark.skipif(os.name != "posix", reason="Windows keeps rights with the folder")


def write(path: Path, data: bytes) -> None:
    write_outputs([Output(path, data)], untouched=lambda _: True)


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.mark.parametrize("name", ["annex-2023-03-17.en.md", "letter-2023-03-20.en.docx"])
def test_a_temporary_name_is_no_longer_than_that_of_a_document(name: str) -> None:
    assert len(beside(Path(name), this_day()).name) <= len(name)


@pytest.mark.parametrize(("age", "stays"), [(0, True), (1, True), (2, False), (400, False), (-3, True)])
def test_what_a_run_of_two_days_ago_has_left_goes_and_what_may_be_in_use_stays(
    tmp_path: Path, age: int, stays: bool
) -> None:
    left = beside(tmp_path / "annex.docx", 19_800 - age)
    left.write_bytes(b"half")
    remove_leftovers(tmp_path, 19_800)
    assert left.exists() is stays


@pytest.mark.parametrize("name", [".briefgen-note", "a.briefgen-0001abcdef", ".briefgen-0001abcdef.docx", "a.docx"])
def test_files_of_other_names_stay_however_old(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    os.utime(tmp_path / name, (1, 1))
    remove_leftovers(tmp_path, 19_800)
    assert names_in(tmp_path) == {name}


def test_a_leftover_that_cannot_go_stops_nothing(tmp_path: Path) -> None:
    held, free = sorted(beside(tmp_path / "annex.docx", 1) for _ in range(2))
    held.mkdir()  # stands for a file that Word holds open
    free.touch()
    remove_leftovers(tmp_path, 19_800)
    assert names_in(tmp_path) == {held.name}


def test_writing_removes_leftovers_from_the_folder_even_where_the_document_is_unchanged(tmp_path: Path) -> None:
    path = tmp_path / "annex.docx"
    for _ in range(2):
        beside(path, this_day() - 9).touch()
        write(path, b"made")
        assert names_in(tmp_path) == {"annex.docx"}


def test_a_folder_that_is_not_there_has_no_leftovers(tmp_path: Path) -> None:
    remove_leftovers(tmp_path / "gone", 19_800)


@pytest.mark.parametrize(
    ("mode", "other"),
    [(0o664, 0o644), (0o660, 0o600), (0o666, 0o666), (0o640, 0o600), (0o644, 0o644), (0o607, 0o607), (0o750, 0o700)],
)
def test_another_group_may_do_no_more_with_a_file_than_everybody_could(mode: int, other: int) -> None:
    rights = Rights(user=1000, group=50, mode=mode)
    assert oct(rights.mode_in(50)) == oct(mode)
    assert oct(rights.mode_in(51)) == oct(other)


@POSIX
def test_a_replaced_file_stays_its_owners_and_its_groups(tmp_path: Path) -> None:
    path = tmp_path / "shared.docx"
    path.write_bytes(b"old")
    assert hasattr(os, "chown")
    try:
        os.chown(path, 12_345, 23_456)
    except PermissionError:
        pytest.skip("this user may not give files away")
    path.chmod(0o660)
    write(path, b"new")
    assert path.read_bytes() == b"new"
    assert Rights.of(path) == Rights(12_345, 23_456, 0o660)


@POSIX
def test_who_may_not_give_files_away_keeps_at_least_the_group(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, given = tmp_path / "shared.docx", list[tuple[int, int]]()
    path.write_bytes(b"old")

    def chown(_path: Path, user: int, group: int) -> None:
        given.append((user, group))
        if user != -1:
            raise PermissionError

    monkeypatch.setattr(os, "chown", chown)
    write(path, b"new")
    found = path.stat()
    assert given == [(found.st_uid, found.st_gid), (-1, found.st_gid)]


@POSIX
def test_the_disk_has_the_names_before_the_former_files_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files first, then their folder, and that of each folder that was made."""
    fsync, flushed = os.fsync, list[os.stat_result]()

    def record(descriptor: int) -> None:
        flushed.append(os.fstat(descriptor))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", record)
    path = tmp_path / "out" / "summit" / "annex.docx"
    write(path, b"made")
    assert os.path.samestat(flushed[0], path.stat())
    folders = {found.st_ino for found in flushed[1:]}
    assert folders == {each.stat().st_ino for each in (tmp_path, tmp_path / "out", tmp_path / "out" / "summit")}


@POSIX
def test_a_disk_that_cannot_flush_folders_is_no_reason_to_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fsync = os.fsync

    def files_only(descriptor: int) -> None:
        if os.path.samestat(os.fstat(descriptor), tmp_path.stat()):
            raise OSError
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", files_only)
    write(tmp_path / "annex.docx", b"made")
    assert names_in(tmp_path) == {"annex.docx"}


def test_thousands_of_files_have_names_of_their_own_while_they_are_written() -> None:
    target = Path("letter.docx")
    assert len({beside(target, 20_000) for _ in range(10_000)}) == 10_000
