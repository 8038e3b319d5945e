"""Naming files, and writing them whole, together, and never over somebody's own edits."""

from __future__ import annotations

import errno
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from briefgen.errors import OutputError
from briefgen.outputs import Outcome, Output, output_path, write_outputs
from briefgen.outputs.refusals import cause_of

MARCH_17 = date(2023, 3, 17)


def made_by_us(data: bytes) -> bool:
    """The seal of these tests; a Word file has its own."""
    return data.startswith(b"made:")


def write(*files: tuple[Path, bytes], force: bool = False) -> list[tuple[str, str]]:
    outputs = [Output(path, data) for path, data in files]
    written = write_outputs(outputs, force=force, untouched=made_by_us)
    return [(each.path.name, each.outcome.value) for each in written]


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# names


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, "annex-2023-03-17.en.docx"),
        ({"recipient": "be"}, "annex-2023-03-17.be.en.docx"),
        ({"draft": True}, "annex-2023-03-17.en.DRAFT.docx"),
        ({"recipient": "be", "draft": True, "suffix": ".pdf"}, "annex-2023-03-17.be.en.DRAFT.pdf"),
    ],
)
def test_a_file_is_named_for_document_date_recipient_language_and_draft(
    options: dict[str, object], expected: str
) -> None:
    path = output_path(Path("out"), "summit", "annex", MARCH_17, "en", **options)  # type: ignore[arg-type]
    assert path == Path("out", "summit", expected)


@pytest.mark.parametrize("recipient", ["../../etc/passwd", "a\\b", "BE: cabinet", "be\n", "what?", ".."])
def test_a_recipient_that_cannot_be_part_of_a_file_name_is_refused(recipient: str) -> None:
    with pytest.raises(OutputError, match=r"recipient .* cannot be part of a file name"):
        output_path(Path("out"), "summit", "letter", MARCH_17, "en", recipient=recipient)


def test_a_dossier_cannot_lead_out_of_the_out_folder() -> None:
    with pytest.raises(OutputError, match=r"dossier “\.\.” cannot be part"):
        output_path(Path("out"), "..", "letter", MARCH_17, "en")


def test_letters_of_any_alphabet_may_be_in_a_name() -> None:
    path = output_path(Path("out"), "σύνοδος", "letter", MARCH_17, "el", recipient="Ελλάδα")
    assert path.name == "letter-2023-03-17.Ελλάδα.el.docx"


@pytest.mark.parametrize(
    ("dossier", "document", "said"),
    [
        ("CON", "letter", "The dossier “CON” .* Windows takes “CON” for a device"),
        ("nul.2023", "letter", "Windows takes “nul” for a device"),
        ("lpt²", "letter", "Windows takes “lpt²” for a device"),
        ("summit.", "letter", "Windows drops the full stop or space at its end"),
        ("summit ", "letter", "Windows drops the full stop or space at its end"),
        ("summit", "prn.note", "The document “prn.note” .* Windows takes “prn” for a device"),
    ],
)
def test_a_name_that_is_another_one_on_windows_is_refused_everywhere(dossier: str, document: str, said: str) -> None:
    with pytest.raises(OutputError, match=said):
        output_path(Path("out"), dossier, document, MARCH_17, "en")


@pytest.mark.parametrize(("dossier", "recipient"), [("console", "con"), ("com10", "aux"), ("a.con", "be."), ("…", " ")])
def test_names_that_only_look_like_those_of_devices_are_names(dossier: str, recipient: str) -> None:
    assert output_path(Path("out"), dossier, "con", MARCH_17, "en", recipient=recipient).parent.name == dossier


# writing


def test_new_files_are_created_with_their_folders(tmp_path: Path) -> None:
    path = tmp_path / "out" / "summit" / "annex.docx"
    assert write((path, b"made: 1")) == [("annex.docx", "created")]
    assert files_in(tmp_path) == {"out/summit/annex.docx": b"made: 1"}


def test_a_file_that_nobody_touched_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "annex.docx"
    write((path, b"made: 1"))
    assert write((path, b"made: 2")) == [("annex.docx", "replaced")]
    assert files_in(tmp_path) == {"annex.docx": b"made: 2"}


def test_a_file_that_is_already_as_it_should_be_keeps_its_date(tmp_path: Path) -> None:
    path = tmp_path / "annex.docx"
    path.write_bytes(b"made: 1")
    os.utime(path, (1, 1))
    assert write((path, b"made: 1"), (tmp_path / "letter.docx", b"made: 2")) == [
        ("annex.docx", "unchanged"),
        ("letter.docx", "created"),
    ]
    assert path.stat().st_mtime == 1


def test_the_outcomes_come_in_the_order_of_the_files(tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(b"made: 1")
    outputs = [Output(tmp_path / name, b"made: 2") for name in "cba"]
    written = write_outputs(outputs, untouched=made_by_us)
    assert [each.outcome for each in written] == [Outcome.CREATED, Outcome.REPLACED, Outcome.CREATED]
    assert [each.path for each in written] == [output.path for output in outputs]


def test_writing_nothing_is_no_mistake() -> None:
    assert write() == []


def test_a_new_file_has_the_ordinary_rights_and_a_replaced_one_keeps_its_own(tmp_path: Path) -> None:
    (tmp_path / "ordinary").touch()
    shared = tmp_path / "shared.docx"
    shared.write_bytes(b"made: 1")
    shared.chmod(0o664)
    write((tmp_path / "new.docx", b"made: 1"), (shared, b"made: 2"))
    assert (tmp_path / "new.docx").stat().st_mode == (tmp_path / "ordinary").stat().st_mode
    assert shared.stat().st_mode & 0o777 == 0o664


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    link = tmp_path / "annex.docx"
    link.symlink_to(tmp_path / "shared" / "annex.docx")
    write((link, b"made: 1"))
    write((link, b"made: 2"))
    assert link.is_symlink()
    assert files_in(tmp_path / "shared") == {"annex.docx": b"made: 2"}


# refusing


def refused(*files: tuple[Path, bytes], force: bool = False) -> str:
    """The message of the refusal, after seeing that nothing at all has changed on disk."""
    folder = files[0][0].parent
    existing = next(path for path in (folder, *folder.parents) if path.is_dir())
    before = files_in(existing), set(existing.rglob("*"))
    with pytest.raises(OutputError) as refusal:
        write(*files, force=force)
    assert (files_in(existing), set(existing.rglob("*"))) == before
    return str(refusal.value)


def test_a_file_edited_by_hand_is_not_overwritten_and_nothing_of_the_set_is_written(tmp_path: Path) -> None:
    edited = tmp_path / "letter.docx"
    edited.write_bytes(b"edited by hand")
    (tmp_path / "old.docx").write_bytes(b"made: 1")
    message = refused((tmp_path / "annex.docx", b"made: 2"), (tmp_path / "old.docx", b"made: 2"), (edited, b"made: 2"))
    assert f"{edited} was edited by hand" in message
    assert "--force" in message
    assert "-o FILE" in message


def test_force_replaces_what_was_edited_by_hand(tmp_path: Path) -> None:
    edited = tmp_path / "letter.docx"
    edited.write_bytes(b"edited by hand")
    assert write((edited, b"made: 2"), force=True) == [("letter.docx", "replaced")]
    assert edited.read_bytes() == b"made: 2"


def test_what_was_edited_is_kept_beside_its_successor_each_time(tmp_path: Path) -> None:
    letter = tmp_path / "letter.docx"
    for number in (1, 2):
        letter.write_bytes(b"edited %d" % number)
        [written] = write_outputs([Output(letter, b"made: %d" % number)], force=True, untouched=made_by_us)
        assert written.kept == tmp_path / f"letter.edited-{number}.docx"
    assert files_in(tmp_path) == {
        "letter.docx": b"made: 2",
        "letter.edited-1.docx": b"edited 1",
        "letter.edited-2.docx": b"edited 2",
    }


def test_where_the_set_is_refused_no_edited_file_is_kept_twice(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"edited")
    (tmp_path / "folder.docx").mkdir()
    refused((tmp_path / "a.docx", b"made: 1"), (tmp_path / "folder.docx", b"made: 1"), force=True)
    assert files_in(tmp_path) == {"a.docx": b"edited"}


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("name", ["annex.docx", "link.docx", "templates/annex.docx", "templates/other.docx"])
def test_what_documents_are_made_from_is_never_replaced(tmp_path: Path, name: str, force: bool) -> None:
    (tmp_path / "templates").mkdir()
    for each in ("annex.docx", "templates/annex.docx", "templates/other.docx"):
        (tmp_path / each).write_bytes(b"by hand")
    (tmp_path / "link.docx").symlink_to(tmp_path / "annex.docx")
    before, inputs = files_in(tmp_path), [tmp_path / "annex.docx", tmp_path / "templates"]
    with pytest.raises(OutputError, match="documents are made from it"):
        write_outputs([Output(tmp_path / name, b"made: 1")], force=force, untouched=made_by_us, inputs=inputs)
    assert files_in(tmp_path) == before


def test_what_was_made_into_a_folder_of_inputs_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "annex.docx").write_bytes(b"made: 1")
    write_outputs([Output(tmp_path / "annex.docx", b"made: 2")], untouched=made_by_us, inputs=[tmp_path])
    assert files_in(tmp_path) == {"annex.docx": b"made: 2"}


def test_all_files_refused_are_named_at_once(tmp_path: Path) -> None:
    files = [(tmp_path / name, b"made: 2") for name in ("a.docx", "b.docx")]
    for path, _ in files:
        path.write_bytes(b"edited by hand")
    message = refused(*files)
    assert "a.docx" in message
    assert "b.docx" in message


@pytest.mark.parametrize(
    ("name", "lock", "program"),
    [
        ("annex-2023-03-17.en.docx", "~$nex-2023-03-17.en.docx", "Word"),
        ("annex-2023-03-17.en.docx", "~$annex-2023-03-17.en.docx", "Word"),
        ("annex.docx", "~$annex.docx", "Word"),
        ("letter-1.docx", "~$tter-1.docx", "Word"),
        ("annex-1.docx", "~$nnex-1.docx", "Word"),
        ("annex-2023-03-17.en.docx", ".~lock.annex-2023-03-17.en.docx#", "LibreOffice"),
    ],
)
@pytest.mark.parametrize("force", [False, True])
def test_a_file_that_is_open_is_not_replaced_even_by_force(
    tmp_path: Path, name: str, lock: str, program: str, force: bool
) -> None:
    (tmp_path / name).write_bytes(b"made: 1")
    (tmp_path / lock).touch()
    message = refused((tmp_path / name, b"made: 2"), force=force)
    assert f"is open in {program}" in message
    assert lock in message


def test_the_lock_of_another_file_does_not_matter(tmp_path: Path) -> None:
    (tmp_path / "annex.docx").write_bytes(b"made: 1")
    (tmp_path / "~$nex.docx").touch()
    (tmp_path / "~$letter.docx").touch()
    assert write((tmp_path / "annex.docx", b"made: 2")) == [("annex.docx", "replaced")]


def test_a_file_with_the_longest_possible_name_is_replaced_although_its_lock_could_not_exist(
    tmp_path: Path,
) -> None:
    path = tmp_path / ("x" * 250 + ".docx")
    write((path, b"made: 1"))
    assert write((path, b"made: 2")) == [(path.name, "replaced")]


def test_a_write_protected_file_is_respected(tmp_path: Path) -> None:
    final = tmp_path / "final.docx"
    final.write_bytes(b"made: 1")
    final.chmod(0o444)
    assert "write-protected" in refused((final, b"made: 2"), force=True)


def test_a_folder_in_the_place_of_the_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "annex.docx").mkdir()
    assert "it is a folder" in refused((tmp_path / "annex.docx", b"made: 1"), force=True)


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("not a folder")
    message = refused((tmp_path / "out" / "annex.docx", b"made: 1"))
    assert "a part of its path is a file" in message
    message = refused((tmp_path / "out" / "summit" / "annex.docx", b"made: 1"))
    assert "a part of its path is a file" in message


def test_a_name_that_is_too_long_is_refused(tmp_path: Path) -> None:
    assert "name is too long" in refused((tmp_path / ("x" * 300 + ".docx"), b"made: 1"))


def test_a_link_that_leads_to_itself_is_refused(tmp_path: Path) -> None:
    link = tmp_path / "annex.docx"
    link.symlink_to(link)
    with pytest.raises(OutputError, match="leads back to itself"):
        write((link, b"made: 1"))


@pytest.mark.skipif(sys.platform == "win32", reason="needs sockets with names")
def test_what_is_no_ordinary_file_is_never_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A socket stands for /dev/full and /dev/null, which a test should not risk."""
    assert hasattr(socket, "AF_UNIX")
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as device:
        device.bind("device")
        with pytest.raises(OutputError, match="not an ordinary file"):
            write((Path("device"), b"made: 1"), force=True)
    assert Path("device").is_socket()


def test_two_documents_for_one_file_are_refused(tmp_path: Path) -> None:
    message = refused((tmp_path / "letter.be.docx", b"made: 1"), (tmp_path / "letter.BE.docx", b"made: 2"))
    assert "one file" in message
    assert "letter.be.docx" in message
    assert "letter.BE.docx" in message


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("letter.r\u00e9sum\u00e9.docx", "letter.re\u0301sume\u0301.docx"),  # macOS: an accent of its own or not
        ("letter.\u00c9.docx", "letter.e\u0301.docx"),
        ("letter.\u1fb4.docx", "letter.\u03b1\u0345\u0301.docx"),  # a Greek iota below, before an accent
    ],
)
def test_names_that_differ_only_in_how_they_are_encoded_are_one(tmp_path: Path, one: str, other: str) -> None:
    assert "one file" in refused((tmp_path / one, b"made: 1"), (tmp_path / other, b"made: 2"))


LONG = Path("/", "x" * 240, "annex.docx")


@pytest.mark.parametrize(
    ("number", "path", "platform", "said"),
    [
        (errno.ENOENT, LONG, "win32", "the path has 252 letters, and Windows takes less than 260"),
        (errno.ENOENT, LONG, "linux", "its folder is not there any more"),
        (errno.ENOENT, Path("/annex.docx"), "win32", "its folder is not there any more"),
        (errno.EINVAL, Path("/what?.docx"), "win32", "Windows knows no such name"),
        (errno.EINVAL, Path("/annex.docx"), "linux", "Invalid argument"),
        (errno.EACCES, LONG, "win32", "it is open in another program, such as Word"),
    ],
)
def test_what_a_system_means_is_said(number: int, path: Path, platform: str, said: str) -> None:
    cause, remedy = cause_of(OSError(number, os.strerror(number)), path, platform)
    assert cause.startswith(said)
    assert "-o FILE" in remedy


# failing half way


@pytest.fixture
def three_files(tmp_path: Path) -> list[tuple[Path, bytes]]:
    """Two files with an old state, and a new one in a folder that does not exist yet."""
    for name in ("a.docx", "b.docx"):
        (tmp_path / name).write_bytes(b"made: old " + name.encode())
    return [
        (tmp_path / "a.docx", b"made: new a"),
        (tmp_path / "new" / "deep" / "c.docx", b"made: new c"),
        (tmp_path / "b.docx", b"made: new b"),
    ]


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EDQUOT, "your share of the disk is used up"),
        (errno.EROFS, "can only be read"),
        (errno.EACCES, "open in another program, such as Word, or you are not allowed"),
        (errno.EIO, "Input/output error"),
    ],
)
@pytest.mark.parametrize("failing", [1, 2, 3])
def test_whatever_fails_while_writing_nothing_has_changed(
    three_files: list[tuple[Path, bytes]],
    monkeypatch: pytest.MonkeyPatch,
    failing: int,
    number: int,
    sentence: str,
) -> None:
    calls = iter(range(1, 9))

    def full(_descriptor: int) -> None:
        if next(calls) == failing:
            raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", full)
    message = refused(*three_files)
    assert sentence in message
    assert str(three_files[failing - 1][0]) in message


@pytest.mark.parametrize("links", [True, False], ids=["with links", "without links, as on FAT"])
@pytest.mark.parametrize("failing", [1, 2, 3])
def test_if_a_rename_fails_those_already_renamed_go_back(
    three_files: list[tuple[Path, bytes]], monkeypatch: pytest.MonkeyPatch, failing: int, links: bool
) -> None:
    replace, calls = Path.replace, iter(range(1, 9))

    def held_open(self: Path, target: Path) -> Path:
        if next(calls) == failing:
            raise PermissionError(errno.EACCES, "The process cannot access the file")
        return replace(self, target)

    def unknown(self: Path, target: Path) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "replace", held_open)
    if not links:
        monkeypatch.setattr(Path, "hardlink_to", unknown)
    message = refused(*three_files)
    assert str(three_files[failing - 1][0]) in message
    assert "open in another program" in message


def test_without_links_files_are_replaced_all_the_same(
    three_files: list[tuple[Path, bytes]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def unknown(self: Path, target: Path) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", unknown)
    write(*three_files)
    assert files_in(tmp_path) == {
        "a.docx": b"made: new a",
        "new/deep/c.docx": b"made: new c",
        "b.docx": b"made: new b",
    }


def test_if_a_file_cannot_go_back_the_message_says_where_its_former_state_is(
    three_files: list[tuple[Path, bytes]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    replace, calls = Path.replace, iter(range(1, 9))

    def gone_after_two(self: Path, target: Path) -> Path:
        if next(calls) > 2:
            raise OSError(errno.EIO, "Input/output error")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", gone_after_two)
    with pytest.raises(OutputError, match="could not be put back: Input/output error") as refusal:
        write(*three_files)
    kept = Path(refusal.value.remedy.removeprefix("Its former state is in ").removesuffix("."))
    assert kept.read_bytes() == b"made: old a.docx"
    assert re.fullmatch(r"a-[0-9a-z]{6}\.docx", kept.name), "Word opens it, and no later run takes it for a leftover"


def test_an_interruption_half_way_leaves_everything_as_it_was(
    three_files: list[tuple[Path, bytes]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    replace, calls, before = Path.replace, iter(range(1, 9)), set(tmp_path.rglob("*"))

    def interrupted(self: Path, target: Path) -> Path:
        moved = replace(self, target)
        if next(calls) == 2:
            raise KeyboardInterrupt
        return moved

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write(*three_files)
    assert files_in(tmp_path) == {"a.docx": b"made: old a.docx", "b.docx": b"made: old b.docx"}
    assert set(tmp_path.rglob("*")) == before


_SLOW_WRITER = """
import os, sys, time
from pathlib import Path
from briefgen.outputs import Output, write_outputs
def slow(descriptor):
    print("half way", flush=True)
    time.sleep(60)
os.fsync = slow
write_outputs([Output(Path(sys.argv[1]), b"made: new")], untouched=lambda data: True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_killed_in_the_middle_the_old_file_is_intact(tmp_path: Path) -> None:
    assert hasattr(signal, "SIGKILL")
    path = tmp_path / "annex.docx"
    path.write_bytes(b"made: old")
    root = Path(__file__).parents[1]
    with subprocess.Popen([sys.executable, "-c", _SLOW_WRITER, str(path)], cwd=root, stdout=subprocess.PIPE) as writer:
        assert writer.stdout
        assert writer.stdout.readline() == b"half way\n"
        writer.send_signal(signal.SIGKILL)
    assert path.read_bytes() == b"made: old"
    assert write((path, b"made: next")) == [("annex.docx", "replaced")]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 kilobytes."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("this user may not mount a small disk")
    yield disk
    subprocess.run(["umount", disk], check=True)


@pytest.mark.skipif(sys.platform != "linux", reason="needs tmpfs")
class TestOnASmallDisk:
    def test_a_full_disk_is_said_and_leaves_the_old_files(self, small_disk: Path) -> None:
        (small_disk / "annex.docx").write_bytes(b"made: old")
        files = [(small_disk / "annex.docx", b"made: new"), (small_disk / "big" / "letter.docx", b"x" * 200_000)]
        message = refused(*files)
        assert "the disk is full" in message
        assert "letter.docx" in message

    def test_a_disk_that_can_only_be_read_is_said(self, small_disk: Path) -> None:
        subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
        assert "the folder can only be read" in refused((small_disk / "annex.docx", b"made: new"))
        assert "the folder can only be read" in refused((small_disk / "out" / "annex.docx", b"made: new"))
