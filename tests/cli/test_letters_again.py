"""Letters to many, asked for again: what would come out the same is taken as it lies there."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.compose import Composed
from briefgen.outputs import Output
from briefgen.production.workshop import DocumentJob, Workshop
from tests.word.docx_templates import a_template, p, texts
from tests.workspaces import Run, Workspace

LETTERS = ("letter", "--as-of", "2023-03-20", "--to", "all")
HEAD = "recipient,language,name,salutation,address\n"


@pytest.fixture
def filled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The recipients whose letters are made."""
    made: list[str] = []
    fill = Workshop.fill

    def counted(self: Workshop, job: DocumentJob, composed: Composed) -> Output:
        made.append(job.recipient.recipient if job.recipient else "")
        return fill(self, job, composed)

    monkeypatch.setattr(Workshop, "fill", counted)
    return made


@pytest.fixture
def many(workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A workspace whose letter goes to twenty recipients, and a user with a cache."""
    monkeypatch.delenv("BRIEFGEN_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "cache"))
    rows = "".join(f"r{n},en,Minister {n},Dear Minister,Brussels\n" for n in range(20))
    workspace.write("recipients.csv", HEAD + rows)
    return workspace


def made(workspace: Workspace) -> Run:
    run = workspace.run(*LETTERS)
    assert run.code == 0, run.err
    return run


def letters(workspace: Workspace) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(workspace.out.glob("*.docx"))}


def test_the_second_time_nothing_is_made_and_the_same_is_said(many: Workspace, filled: list[str]) -> None:
    first, before = made(many), letters(many)
    assert len(filled) == len(before) == 20
    assert made(many) == first
    assert (letters(many), len(filled)) == (before, 20)


def test_warnings_are_said_again(many: Workspace, filled: list[str]) -> None:
    many.replace("dossier.yaml", "languages: [en", "languages: [en, fr")
    many.replace("recipients.csv", "r7,en", "r7,fr")
    first = many.run(*LETTERS, "--allow-untranslated")
    assert "translation" in first.err
    assert many.run(*LETTERS, "--allow-untranslated") == first
    assert len(filled) == 20


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("letter.md", "We met", "We spoke"),
        ("recipients.csv", "Minister 7,", "President 7,"),
        ("dossier.yaml", "A. Peeters", "B. Peeters"),
    ],
)
def test_after_an_edit_all_are_made(many: Workspace, filled: list[str], file: str, old: str, new: str) -> None:
    made(many)
    before = letters(many)
    many.replace(file, old, new)
    made(many)
    assert len(filled) == 40
    assert letters(many) != before


def test_another_template_is_seen(many: Workspace, filled: list[str]) -> None:
    made(many)
    many.template("letter.docx", a_template(p("{{ recipient.name }}"), p("{{ body }}")))
    made(many)
    assert len(filled) == 40
    assert texts(many.document("letter-2023-03-20.r3.en.docx"))[0] == "Minister 3"


def test_a_letter_that_is_gone_is_made_again(many: Workspace, filled: list[str]) -> None:
    made(many)
    before = letters(many)
    (many.out / "letter-2023-03-20.r3.en.docx").unlink()
    made(many)
    assert len(filled) == 40
    assert letters(many) == before


def test_a_letter_that_was_edited_by_hand_is_still_refused(many: Workspace) -> None:
    made(many)
    edited = many.out / "letter-2023-03-20.r3.en.docx"
    edited.write_bytes((many.root / "templates" / "letter.docx").read_bytes())
    run = many.run(*LETTERS)
    assert run.code != 0
    assert "letter-2023-03-20.r3.en.docx" in run.err


def test_with_force_what_was_edited_by_hand_is_kept_beside(many: Workspace) -> None:
    made(many)
    before = letters(many)
    edited = many.out / "letter-2023-03-20.r3.en.docx"
    edited.write_bytes((many.root / "templates" / "letter.docx").read_bytes())
    assert many.run(*LETTERS, "--force").code == 0
    assert letters(many).items() >= before.items()
    assert (many.out / "letter-2023-03-20.r3.en.edited-1.docx").exists()


def test_drafts_of_mail_are_made_once_too(many: Workspace, filled: list[str]) -> None:
    mail = ("mail", "--as-of", "2023-03-20")
    first = many.run(*mail)
    assert first.code == 0, first.err
    drafts = {path.name: path.read_bytes() for path in many.out.iterdir()}
    made = len(filled)
    assert made > 0
    assert many.run(*mail) == first
    assert ({path.name: path.read_bytes() for path in many.out.iterdir()}, len(filled)) == (drafts, made)
    many.replace("recipients.csv", "Minister 7,", "President 7,")
    assert many.run(*mail).code == 0
    assert len(filled) == 2 * made
