"""Letters to many are written while others are still being made, and get their names together, or none does."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.errors import OutputError
from briefgen.outputs import Output, Stage, StagedOutput, write_outputs
from briefgen.production.workshop import DocumentJob, Workshop
from briefgen.word.lint import inspect, lint
from tests.word.changes import swap, with_change
from tests.word.good import good_document
from tests.workspaces import Workspace

LETTERS = ("letter", "--as-of", "2023-03-20", "--to", "all")
HEAD = "recipient,language,name,salutation,address\n"
COUNT = 40  # more than two threads' worth


@pytest.fixture
def many(workspace: Workspace) -> Workspace:
    rows = "".join(f"r{n},en,Minister {n},Dear Minister,Brussels\n" for n in range(COUNT))
    workspace.write("recipients.csv", HEAD + rows)
    return workspace


@pytest.fixture
def at_the_last(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], None]:
    """Lets something happen when the last letter is to be filled."""
    fill = Workshop.print_out

    def arrange(happens: Callable[[], object]) -> None:
        def filled(self: Workshop, job: DocumentJob, composed: object) -> object:
            if job.recipient and job.recipient.recipient == f"r{COUNT - 1}":
                happens()
            return fill(self, job, composed)  # type: ignore[arg-type]

        monkeypatch.setattr(Workshop, "print_out", filled)

    return arrange


def stop(problem: BaseException) -> Callable[[], object]:
    def stopped() -> None:
        raise problem

    return stopped


def files(*paths: Path) -> Iterator[Output]:
    for number, path in enumerate(paths):
        yield Output(path, b"new %d" % number)


def put(*paths: Path, meanwhile: Callable[[], object] = lambda: None) -> None:
    """Stages files and writes them; something happens when all wait."""
    with Stage() as stage:
        staged = stage.take(files(*paths))
        meanwhile()
        write_outputs(staged, untouched=lambda data: data.startswith((b"old", b"new")))


def test_a_letter_waits_on_the_disk_while_others_are_made(
    many: Workspace, at_the_last: Callable[[Callable[[], object]], None]
) -> None:
    seen: list[str] = []
    at_the_last(lambda: seen.extend(path.name for path in many.out.iterdir()))
    assert many.run(*LETTERS).code == 0
    assert len(seen) == COUNT - 1
    assert all(name.startswith(".briefgen-") for name in seen)
    assert len(list(many.out.iterdir())) == COUNT
    assert all(path.suffix == ".docx" for path in many.out.iterdir())


def test_letters_whose_texts_are_not_kept_are_the_same_and_all_that_is_wrong_is_told(
    many: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert many.run(*LETTERS).code == 0
    before = {path.name: path.read_bytes() for path in many.out.iterdir()}
    monkeypatch.setattr("briefgen.production.documents._KEPT", 3)
    shutil.rmtree(many.out)
    assert many.run(*LETTERS).code == 0
    assert {path.name: path.read_bytes() for path in many.out.iterdir()} == before
    shutil.rmtree(many.out)
    many.replace("letter.md", "We met", '{{ money("much") }} We met')
    run = many.run(*LETTERS)
    assert run.code == 1
    assert run.err.count("“much”") == 1
    assert not many.out.exists()


@pytest.mark.parametrize("problem", [SystemExit(130), KeyboardInterrupt(), MemoryError()])
def test_what_ends_a_run_leaves_nothing(
    many: Workspace, at_the_last: Callable[[Callable[[], object]], None], problem: BaseException
) -> None:
    at_the_last(stop(problem))
    assert many.run(*LETTERS).code != 0
    assert not many.out.parent.exists()


def test_of_a_rehearsal_nothing_waits(many: Workspace, at_the_last: Callable[[Callable[[], object]], None]) -> None:
    seen: list[bool] = []
    at_the_last(lambda: seen.append(many.out.parent.exists()))
    run = many.run(*LETTERS, "--dry-run")
    assert (run.out.count("would be written"), seen) == (COUNT, [False])


@pytest.mark.parametrize("works", [0, 20, COUNT - 1])
def test_a_disk_that_turns_out_full_leaves_nothing(
    many: Workspace, works: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = list(range(works))

    def full(_descriptor: int) -> None:
        if not left:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        left.pop()

    monkeypatch.setattr(os, "fsync", full)
    run = many.run(*LETTERS)
    assert run.code != 0
    assert "the disk is full" in run.err
    assert not many.out.parent.exists()


def test_a_folder_that_is_removed_in_the_time_of_a_run_is_told(
    many: Workspace, at_the_last: Callable[[Callable[[], object]], None]
) -> None:
    at_the_last(lambda: shutil.rmtree(many.out.parent))
    run = many.run(*LETTERS)
    assert run.code != 0
    assert (run.out, many.out.parent.exists()) == ("", False)


def test_a_file_that_was_removed_after_it_got_its_name_is_not_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_bytes(b"old")
    renamed = Path.replace

    def raced(self: Path, target: Path) -> Path:
        done = renamed(self, target)
        if target.name == "other":
            target.unlink()
        return done

    monkeypatch.setattr(Path, "replace", raced)
    with pytest.raises(OutputError, match="other was changed or removed by another program"):
        put(one, other)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"one": b"old"}


def test_what_was_changed_while_it_waits_is_told(tmp_path: Path) -> None:
    waiting = StagedOutput(tmp_path / "one", b"digest", tmp_path / "other")
    waiting.source.write_bytes(b"changed")
    with pytest.raises(OutputError, match="was changed or removed"):
        assert waiting.data


def test_what_waits_can_be_read(tmp_path: Path) -> None:
    with Stage() as stage:
        [staged] = stage.take(files(tmp_path / "one"))
        assert (staged.data, staged) == (b"new 0", staged)
    assert list(tmp_path.iterdir()) == []


def test_a_file_edited_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    with pytest.raises(OutputError, match="edited by hand"):
        put(one, other, meanwhile=lambda: one.write_bytes(b"mine"))
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"one": b"mine"}


def test_a_file_that_is_already_as_it_should_be_stays_and_its_copy_goes(tmp_path: Path) -> None:
    one = tmp_path / "one"
    put(one)
    before = one.stat()
    put(one)
    assert (one.stat().st_ino, [path.name for path in tmp_path.iterdir()]) == (before.st_ino, ["one"])


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    link, file = tmp_path / "link", tmp_path / "there" / "file"
    link.symlink_to(file)
    put(link)
    assert (file.read_bytes(), link.is_symlink(), len(list(file.parent.iterdir()))) == (b"new 0", True, 1)


def test_a_temporary_name_that_another_has_is_left_to_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".taken").write_bytes(b"another's")
    names = iter([".taken", ".free"])
    monkeypatch.setattr("briefgen.outputs.staging.beside", lambda target, _: target.with_name(next(names)))
    put(tmp_path / "one")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {".taken": b"another's", "one": b"new 0"}


FIRST = good_document()
NEXT = with_change(swap("The Inst", "Our Inst", "word/header1.xml"))
BEFORE = inspect(FIRST)


@given(st.integers(0, len(NEXT) - 1), st.integers(1, 255), st.sampled_from(["other", "more", "less"]))
def test_one_byte_amiss_in_one_of_many_letters_is_found_as_in_a_single_one(at: int, by: int, kind: str) -> None:
    """Whatever byte is changed, put in or taken out."""
    middle = {"other": bytes([NEXT[at] ^ by]), "more": bytes([NEXT[at], by]), "less": b""}[kind]
    broken = NEXT[:at] + middle + NEXT[at + 1 :]
    assert inspect(broken, BEFORE).problems == lint(broken)
