"""`--format`: the same documents as PDF, HTML and Markdown, under the same protections."""

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from briefgen.cli.progress import WaitingBar
from briefgen.outputs.pdf import is_untouched_pdf, settle
from tests.page_engines import needs_office, needs_rdocx
from tests.pages.manuscripts import Tree
from tests.workspaces import Workspace, start

NAME = "annex-2023-03-20.en"
ANNEX = ("annex", "--as-of", "2023-03-20")
OFFICE = ("--format", "pdf", "--engine", "libreoffice")


@pytest.mark.parametrize("form", ["docx", "html", "md"])
def test_a_format_gives_its_name_to_the_file(workspace: Workspace, form: str) -> None:
    run = workspace.run(*ANNEX, "--format", form)
    assert (run.code, run.out) == (0, f"out/spring-summit/{NAME}.{form}\n")
    assert workspace.made() == [f"{NAME}.{form}"]


@pytest.mark.parametrize(("name", "start_"), [("a.html", b"<!DOCTYPE html>"), ("a.MD", b"European"), ("a.docx", b"PK")])
def test_the_name_given_with_o_chooses_the_format(workspace: Workspace, name: str, start_: bytes) -> None:
    assert workspace.run(*ANNEX, "-o", name).code == 0
    assert (workspace.root / name).read_bytes().startswith(start_)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("-o", "a.html", "--format", "pdf"), "is that of a .html file, but --format asks for pdf"),
        (("-o", "a.odt"), "ends in .docx, .pdf, .html or .md"),
        (("-o", "a", "--format", "html"), "Write for instance -o a.html"),
    ],
)
def test_a_name_that_does_not_fit_the_format_is_refused(workspace: Workspace, args: tuple[str, ...], said: str) -> None:
    run = workspace.run(*ANNEX, *args)
    assert (run.code, workspace.made()) == (2, [])
    assert said in run.err


@pytest.mark.parametrize("form", ["html", "md"])
def test_a_page_says_what_the_word_file_says(workspace: Workspace, form: str) -> None:
    assert workspace.run(*ANNEX, "--format", form).code == 0
    page = workspace.document(f"{NAME}.{form}").decode()
    for said in ("Eighty transfers, at EUR\u00a0480\u00a0million, were made.", "Outreach", "Agreed", "Done since"):
        assert said in page
    if form == "html":
        assert Tree(page).faults == []
        assert [each["scope"] for each in Tree(page).named("th")] == ["col", "col", "row", "row"]


@pytest.mark.parametrize("form", ["html", "md"])
def test_a_page_edited_by_hand_is_kept(workspace: Workspace, form: str) -> None:
    made = workspace.out / f"{NAME}.{form}"
    assert workspace.run(*ANNEX, "--format", form).code == 0
    workspace.replace("followup.csv", "Eighty transfers", "Ninety transfers")
    assert workspace.run(*ANNEX, "--format", form).code == 0
    assert "Ninety" in made.read_text(encoding="utf-8")
    made.write_text(made.read_text(encoding="utf-8").replace("Ninety", "Many"), encoding="utf-8")
    run = workspace.run(*ANNEX, "--format", form)
    assert run.code == 2
    assert "was edited by hand" in run.err
    assert "Many" in made.read_text(encoding="utf-8")
    assert workspace.run(*ANNEX, "--format", form, "--force").code == 0


def test_all_documents_in_one_format_by_several_processes_as_by_one(workspace: Workspace) -> None:
    order = ("make", "all", "--as-of", "2023-03-20", "--to", "all", "--format", "html")
    assert workspace.run(*order).code == 0
    alone = {name: workspace.document(name) for name in workspace.made()}
    shutil.rmtree(workspace.root / "out")
    assert workspace.run(*order, "--jobs", "2").code == 0
    assert {name: workspace.document(name) for name in workspace.made()} == alone
    assert len(alone) > 1
    assert all(name.endswith(".html") for name in alone)


@needs_office
@pytest.mark.render
def test_pdfs_are_tagged_and_titled_and_the_same_each_time(workspace: Workspace) -> None:
    order = ("make", "annex", "letter", "--as-of", "2023-03-20", *OFFICE)
    assert workspace.run(*order).code == 0
    first = {name: workspace.document(name) for name in workspace.made()}
    assert sorted(first) == [f"{NAME}.pdf", "letter-2023-03-20.en.pdf"]
    shutil.rmtree(workspace.root / "out")
    assert workspace.run(*order).code == 0
    assert {name: workspace.document(name) for name in workspace.made()} == first
    said = pdfinfo(workspace.out / f"{NAME}.pdf")
    assert "Tagged: yes" in said
    assert "Title: Follow-up to the spring summit" in said
    assert "CreationDate: Mon Mar 20 00:00:00 2023" in said
    assert b"/DisplayDocTitle true" in first[f"{NAME}.pdf"]
    assert b"/Lang(en-" in first[f"{NAME}.pdf"]


@needs_office
@pytest.mark.render
def test_a_pdf_that_was_worked_on_is_kept(workspace: Workspace) -> None:
    made = workspace.out / f"{NAME}.pdf"
    assert workspace.run(*ANNEX, *OFFICE).code == 0
    workspace.replace("followup.csv", "Eighty transfers", "Ninety transfers")
    assert workspace.run(*ANNEX, *OFFICE).code == 0
    made.write_bytes(made.read_bytes() + b"% a remark\n")
    run = workspace.run(*ANNEX, *OFFICE)
    assert (run.code, "was edited by hand" in run.err) == (2, True)


def pdfinfo(path: Path) -> str:
    if shutil.which("pdfinfo") is None:
        pytest.skip("pdfinfo is not installed")
    run = subprocess.run(["pdfinfo", str(path)], capture_output=True, text=True, check=True, env={"TZ": "UTC"})
    return "\n".join(" ".join(line.split()) for line in run.stdout.splitlines())


def test_without_libreoffice_it_says_what_to_install_and_what_works_without(workspace: Workspace) -> None:
    run = start(*ANNEX, *OFFICE, cwd=workspace.root, BRIEFGEN_SOFFICE="/no/such/soffice")
    assert (run.code, workspace.made()) == (2, [])
    assert "BRIEFGEN_SOFFICE names “/no/such/soffice”" in run.err
    assert "The formats docx, html and md need nothing else." in run.err


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("exit 0", "LibreOffice made no PDF of annex-2023-03-20.en.pdf."),
        ("echo 'Error: source file could not be loaded'", "It said: Error: source file could not be loaded"),
        ("for f in *.docx; do printf '%%PDF-1.4 untagged' > ${f%.docx}.pdf; done", "that reading aids cannot use"),
    ],
)
def test_a_libreoffice_that_fails_leaves_nothing_behind(workspace: Workspace, script: str, said: str) -> None:
    program = workspace.root / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    run = start(*ANNEX, *OFFICE, cwd=workspace.root, BRIEFGEN_SOFFICE=str(program))
    assert (run.code, workspace.made()) == (2, [])
    assert said in run.err


BARE = (
    b"%PDF-1.6\n<xmp:CreateDate>2026-11-21T14:15:29Z</xmp:CreateDate>\n/CreationDate(D:20261121141529Z')\n"
    b"trailer\n/ID [ <09C63B03CD08A9C2D6DC5CB6EACE0A14>\n<09C63B03CD08A9C2D6DC5CB6EACE0A14> ]\n"
    b"/DocChecksum /EA8B35B159334ED4C006C560CA51F9E0\n"
)


def test_a_pdf_is_settled_without_moving_anything_in_it() -> None:
    later = BARE.replace(b"14:15:29", b"23:59:01").replace(b"141529", b"235901").replace(b"09C63B03", b"11111111")
    first, second = (settle(each, date(2023, 3, 17)) for each in (BARE, later))
    assert first == second
    assert len(first) == len(BARE)
    assert b"2023-03-17T00:00:00Z" in first
    assert b"D:20230317000000Z'" in first
    assert is_untouched_pdf(first)
    assert not is_untouched_pdf(BARE)
    assert not is_untouched_pdf(first.replace(b"PDF-1.6", b"PDF-1.7"))
    assert not is_untouched_pdf(b"")


@pytest.mark.parametrize("format_", ["pdf", "html", "md"])
def test_a_copy_without_traces_is_a_word_file(workspace: Workspace, format_: str) -> None:
    run = workspace.run(*ANNEX, "--clean", "--format", format_)
    assert (run.code, workspace.made()) == (2, [])
    assert f"--clean is for Word files, which tell of those who worked on them; {format_} was asked for." in run.err
    assert "Leave --clean or --format out." in run.err


@needs_rdocx
def test_it_is_told_how_many_pdfs_are_made(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[int, int]] = []
    monkeypatch.setattr(WaitingBar, "pdfs", lambda _, made, count: told.append((made, count)))
    order = ("make", "annex", "letter", "--to", "all", "--as-of", "2023-03-20", "--format", "pdf", "--engine", "rdocx")
    assert workspace.run(*order).code == 0
    assert told == sorted(told)
    assert told[-1] == (3, 3)
