"""`briefgen letter`: to nobody in particular, to one recipient, to all."""

import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from briefgen.model.manuscript import Role
from briefgen.outputs import Output
from briefgen.outputs.pdf import read_pages
from briefgen.production.formats import make_pdfs
from briefgen.production.order import Order, Where
from briefgen.word.reader import read_manuscript
from tests.word.docx_templates import texts
from tests.workspaces import Workspace

DAY = date(2023, 3, 20)


def test_a_letter_without_recipient_has_the_salutation_of_the_dossier_and_no_address(workspace: Workspace) -> None:
    run = workspace.run("letter", "--as-of", "2023-03-20")
    assert (run.code, run.out, run.err) == (0, "out/spring-summit/letter-2023-03-20.en.docx\n", "")
    assert texts(workspace.document("letter-2023-03-20.en.docx")) == [
        "",  # the emblem
        "European Institution",
        "A. Peeters",
        "The President",
        "Brussels, 20\u00a0March 2023",
        "Dear colleagues,",
        "We met on 1\u00a0March.",
        "Transfers: see point\u00a010.",
        "Yours sincerely,",
        "A. Peeters\nThe President",
    ]


def test_a_letter_to_a_recipient_has_name_address_and_salutation_of_its_own(workspace: Workspace) -> None:
    run = workspace.run("letter", "--as-of", "2023-03-20", "--to", "be")
    assert run.paths == [Path("out/spring-summit/letter-2023-03-20.be.en.docx")]
    said = texts(workspace.document(run.paths[0].name))
    assert said[5:8] == ["B. Peeters", "Brussels", "Dear Prime Minister"]


def test_a_recipient_without_salutation_gets_that_of_the_dossier(workspace: Workspace) -> None:
    workspace.run("letter", "--as-of", "2023-03-20", "--to", "fr")
    assert texts(workspace.document("letter-2023-03-20.fr.en.docx"))[7] == "Dear colleagues,"


HEAD = """\
letter:
  reference: A 1
  subject: 'Borders, as of {{ date("2023-03-20", year=true) }}'
  enclosures: [Annex, Map]
  copies: All
"""


def _with_head(workspace: Workspace, head: str = HEAD) -> None:
    workspace.replace("dossier.yaml", "letter:\n", head)
    workspace.replace(
        "dossier.yaml", "institution: European Institution", "institution: I\n  address: |\n    1 Road\n    Town"
    )


def test_what_stands_about_a_letter_has_its_place_and_its_label(workspace: Workspace) -> None:
    _with_head(workspace)
    run = workspace.run("letter", "--as-of", "2023-03-20")
    assert (run.code, run.err) == (0, "")
    document = workspace.document("letter-2023-03-20.en.docx")
    said = texts(document)
    assert said[4:8] == [
        "Brussels, 20\u00a0March 2023",
        "Our reference: A 1",
        "Subject: Borders, as of 20\u00a0March 2023",
        "Dear colleagues,",
    ]
    assert said[-3:] == ["A. Peeters\nThe President", "Enclosures:\tAnnex\nMap", "Copy to:\tAll"]
    foot = [each.text for each in read_manuscript(document, "letter.docx").passages if each.role is Role.FOOTER]
    assert [each for each in foot if each in ("1 Road", "Town")] == ["1 Road", "Town"]


def test_one_enclosure_is_named_in_the_singular(workspace: Workspace) -> None:
    _with_head(workspace, "letter:\n  enclosures: Annex\n")
    workspace.run("letter", "--as-of", "2023-03-20")
    assert texts(workspace.document("letter-2023-03-20.en.docx"))[-1] == "Enclosure:\tAnnex"


def test_what_stands_about_a_letter_is_checked_as_its_text_is(workspace: Workspace) -> None:
    _with_head(workspace, HEAD.replace("Map", "EUR 5m"))
    run = workspace.run("check", "--as-of", "2023-03-20")
    assert "5m" in run.out + run.err


def test_a_value_in_the_subject_that_is_unknown_is_told_of(workspace: Workspace) -> None:
    _with_head(workspace, HEAD.replace("date(", "dat("))
    run = workspace.run("letter", "--as-of", "2023-03-20")
    assert (run.code, "“dat” is not a word" in run.err) == (1, True)


def test_an_unknown_entry_about_the_letter_is_refused(workspace: Workspace) -> None:
    _with_head(workspace, HEAD.replace("subject:", "subjekt:"))
    run = workspace.run("letter", "--as-of", "2023-03-20")
    assert "Did you mean “subject”?" in run.err


@pytest.mark.parametrize(("paragraphs", "shown"), [(1, False), (30, True)])
def test_the_mark_of_continuation_is_shown_where_the_body_is_long(
    workspace: Workspace, paragraphs: int, shown: bool
) -> None:
    workspace.write(
        "letter.md", "We met, and we shall meet again before the summer to see how far we are.\n\n" * paragraphs
    )
    workspace.run("letter", "--as-of", "2023-03-20")
    read = read_manuscript(workspace.document("letter-2023-03-20.en.docx"), "letter.docx")
    assert ("./.." in [each.text for each in read.passages if each.role is Role.FOOTER]) is shown


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.render
@pytest.mark.parametrize("ending", ["", "\n\n- one\n- two\n"])
def test_no_letter_ends_with_the_signature_alone_and_each_mark_has_a_page_behind_it(
    workspace: Workspace, ending: str
) -> None:
    """Bodies of 40 lengths, from a paragraph to three pages."""
    said = "Member States report what they do."
    _with_head(workspace)
    sources = []
    for length in range(1, 41):
        paragraphs = ["We met."] + [f"{said} " * (2 + length % 3)] * length
        workspace.write("letter.md", "\n\n".join(paragraphs) + ending)
        assert workspace.run("letter", "--as-of", "2023-03-20", "-o", "letter.docx", "--force").code == 0
        sources.append(Output(Path(f"{length:02}.docx"), (workspace.root / "letter.docx").read_bytes()))
    order = Order(
        Where(workspace.root), DAY, DAY, ("letter",), format="pdf", engine="libreoffice", environment=os.environ
    )
    letters = [read_pages(each.data) for each in make_pdfs(sources, order)[0]]
    assert {len(each) for each in letters} >= {1, 2, 3}
    for pages in letters:
        assert ("./.." in pages[0]) is (len(pages) > 1)
        end = " ".join(pages[-1].split())
        assert "A. Peeters" not in end or ("Yours sincerely" in end and (said in end or "• two" in end))


def test_recipients_may_repeat_and_each_gets_one_letter(workspace: Workspace) -> None:
    run = workspace.run("letter", "--as-of", "2023-03-20", "--to", "fr", "--to", "be", "--to", "fr")
    assert [path.name for path in run.paths] == ["letter-2023-03-20.fr.en.docx", "letter-2023-03-20.be.en.docx"]


def test_all_makes_the_letters_to_the_27_of_the_sample(sample: Workspace) -> None:
    run = sample.run("letter", "--as-of", "2023-03-20", "--to", "all")
    assert (run.code, run.err) == (0, "")
    assert len(run.paths) == 27
    assert sorted(path.name for path in run.paths) == sample.made()
    salutations = {tuple(texts(sample.document(name))[4:8]) for name in sample.made()}
    assert len(salutations) == 27


def test_an_unknown_recipient_is_refused_with_a_suggestion(workspace: Workspace) -> None:
    run = workspace.run("letter", "--as-of", "2023-03-20", "--to", "BE")
    assert (run.code, run.out) == (2, "")
    assert "has no recipient “BE”; it has: be, fr." in run.err
    assert "Did you mean “be”?" in run.err


def test_an_unknown_recipient_beside_all_is_refused_too(workspace: Workspace) -> None:
    run = workspace.run("letter", "--as-of", "2023-03-20", "--to", "all", "--to", "lux")
    assert run.code == 2
    assert "“lux”" in run.err
    assert workspace.made() == []


def test_a_dossier_without_recipients_says_which_file_is_missing(workspace: Workspace) -> None:
    (workspace.data / "recipients.csv").unlink()
    run = workspace.run("letter", "--as-of", "2023-03-20", "--to", "all")
    assert run.code == 2
    assert "recipients.csv is missing or empty" in run.err
    folder = f"data/{workspace.data.name}"
    assert f"Make {folder}/recipients.csv with the headings recipient, name, address, email" in run.err


def test_a_dossier_without_a_letter_says_how_to_have_one(workspace: Workspace) -> None:
    (workspace.data / "letter.md").unlink()
    settings = workspace.data / "dossier.yaml"
    settings.write_text(settings.read_text().replace("  letter: letter.docx\n", ""))
    run = workspace.run("letter", "--as-of", "2023-03-20")
    assert run.code == 2
    folder = f"data/{workspace.data.name}"
    assert f"“letter: letter.docx” under “documents” in {folder}/dossier.yaml, and its text into" in run.err
    assert f"its text into {folder}/letter.md" in run.err


def test_a_dossier_without_letter_md_is_refused_and_written_as_a_draft(workspace: Workspace) -> None:
    (workspace.data / "letter.md").unlink()
    run = workspace.run("letter", "--as-of", "2023-03-20")
    assert run.code == 1
    assert "letter.md" in run.err
    assert workspace.made() == []
    assert workspace.run("letter", "--as-of", "2023-03-20", "--draft").code == 1
    assert workspace.made() == ["letter-2023-03-20.en.DRAFT.docx"]


def test_one_file_cannot_hold_two_letters(workspace: Workspace) -> None:
    run = workspace.run("letter", "--as-of", "2023-03-20", "--to", "all", "-o", "letter.docx")
    assert run.code == 2
    assert "-o names one file, but 2 documents are to be made." in run.err
    assert not (workspace.root / "letter.docx").exists()


def test_the_text_of_a_letter_is_checked_before_any_letter_is_written(workspace: Workspace) -> None:
    workspace.write("letter.md", 'See point {{ point("dubiln") }}.\n')
    run = workspace.run("letter", "--as-of", "2023-03-20", "--to", "all")
    assert run.code == 1
    assert "letter.md" in run.err
    assert "Did you mean “dublin”?" in run.err
    assert "Nothing was written: 1 error." in run.err
    assert workspace.made() == []
