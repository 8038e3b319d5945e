"""`briefgen redline`: two Word files as a third with tracked changes."""

from pathlib import Path

import pytest

from tests.redline.papers import p, paper
from tests.redline.resolver import accepted, plain, rejected
from tests.word.good import good_document
from tests.workspaces import Run, run, start

OLD = paper(p("The agency will send tents by the end of May."), p("Ships sail."))
NEW = paper(p("The agency has sent tents by the end of May."), p("Ships sail."), p("A new fund was opened."))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that is no workspace, with two files."""
    (tmp_path / "march.docx").write_bytes(OLD)
    (tmp_path / "april.docx").write_bytes(NEW)
    return tmp_path


def compare(folder: Path, *args: str) -> Run:
    return run("redline", *args, cwd=folder)


def test_a_file_with_tracked_changes_is_written_beside_and_what_changed_is_counted(folder: Path) -> None:
    done = compare(folder, "march.docx", "april.docx")
    assert (done.code, done.out) == (0, "redline-april.docx\n")
    assert done.err == "1 paragraph inserted; 1 paragraph changed; words: 7 inserted, 2 deleted.\n"
    made = (folder / "redline-april.docx").read_bytes()
    assert accepted(made) == plain(NEW)
    assert rejected(made) == plain(OLD)


def test_it_may_be_made_again_and_is_the_same_in_a_process_of_its_own(folder: Path) -> None:
    compare(folder, "march.docx", "april.docx", "-o", "one.docx")
    assert compare(folder, "march.docx", "april.docx", "-o", "one.docx").code == 0
    start("redline", "march.docx", "april.docx", "-o", "two.docx", cwd=folder, TZ="Asia/Tokyo", PYTHONHASHSEED="7")
    assert (folder / "one.docx").read_bytes() == (folder / "two.docx").read_bytes()


def test_files_that_say_the_same_are_said_to(folder: Path) -> None:
    assert compare(folder, "march.docx", "march.docx", "-o", "x.docx").err == "Nothing was changed.\n"


def test_quiet_says_nothing_but_errors(folder: Path) -> None:
    assert compare(folder, "-q", "march.docx", "april.docx").err == ""


@pytest.mark.parametrize("output", ["march.docx", "april.docx"])
def test_neither_of_the_two_files_is_overwritten(folder: Path, output: str) -> None:
    done = compare(folder, "march.docx", "april.docx", "-o", output, "--force")
    assert done.code == 2
    assert (folder / "march.docx").read_bytes() == OLD
    assert (folder / "april.docx").read_bytes() == NEW


def test_what_was_edited_by_hand_since_is_replaced_by_force_only_and_kept(folder: Path) -> None:
    (folder / "redline-april.docx").write_bytes(paper(p("my own notes")))
    assert compare(folder, "march.docx", "april.docx").code == 2
    done = compare(folder, "march.docx", "april.docx", "--force")
    assert done.code == 0
    assert "What was edited by hand is kept in redline-april.edited-1.docx." in done.err


@pytest.mark.parametrize("files", [(), ("march.docx",), ("march.docx", "april.docx", "march.docx")])
def test_two_files_are_asked_for(folder: Path, files: tuple[str, ...]) -> None:
    done = compare(folder, *files)
    assert done.code == 2
    assert "Give two Word files: the older one, then the newer one." in done.err


def test_a_file_that_is_not_there_or_no_word_file_is_named(folder: Path) -> None:
    assert "There is no file may.docx." in compare(folder, "may.docx", "april.docx").err
    (folder / "notes.docx").write_text("just text")
    done = compare(folder, "march.docx", "notes.docx")
    assert done.code == 2
    assert "notes.docx" in done.err
    assert not (folder / "redline-notes.docx").exists()


def test_tracked_changes_of_the_files_are_said_to_be_taken_as_accepted(folder: Path) -> None:
    (folder / "tracked.docx").write_bytes(good_document())
    done = compare(folder, "march.docx", "tracked.docx")
    assert done.code == 0
    assert "tracked.docx: warning RED-001: it holds tracked changes of its own" in done.err


def test_pairs_that_are_not_sure_are_listed_when_asked(folder: Path) -> None:
    (folder / "may.docx").write_bytes(
        paper(p("An agency has sent all its tents and ships by end of May."), p("Ships sail."))
    )
    assert "RED-002" not in compare(folder, "march.docx", "may.docx").err
    told = compare(folder, "-v", "march.docx", "may.docx").err
    assert "may.docx, paragraph 1: hint RED-002: taken for the same as “The agency will send tents" in told


def test_another_ending_than_docx_is_refused_before_anything_is_read(folder: Path) -> None:
    done = compare(folder, "march.docx", "april.docx", "-o", "changes.pdf")
    assert done.code == 2
    assert ".docx" in done.err
