"""`briefgen letter`: to nobody in particular, to one recipient, to all."""

from pathlib import Path

from tests.word.docx_templates import texts
from tests.workspaces import Workspace


def test_a_letter_without_recipient_has_the_salutation_of_the_dossier_and_no_address(workspace: Workspace) -> None:
    run = workspace.run("letter", "--as-of", "2023-03-20")
    assert (run.code, run.out, run.err) == (0, "out/spring-summit/letter-2023-03-20.en.docx\n", "")
    assert texts(workspace.document("letter-2023-03-20.en.docx")) == [
        "European Institution",
        "A. Peeters",
        "The President",
        "Brussels, 20\u00a0March 2023",
        "Dear colleagues,",
        "We met on 1\u00a0March.",
        "Transfers: see point\u00a010.",
        "Yours sincerely,",
        "A. Peeters",
    ]


def test_a_letter_to_a_recipient_has_name_address_and_salutation_of_its_own(workspace: Workspace) -> None:
    run = workspace.run("letter", "--as-of", "2023-03-20", "--to", "be")
    assert run.paths == [Path("out/spring-summit/letter-2023-03-20.be.en.docx")]
    said = texts(workspace.document(run.paths[0].name))
    assert said[4:7] == ["B. Peeters", "Brussels", "Dear Prime Minister"]


def test_a_recipient_without_salutation_gets_that_of_the_dossier(workspace: Workspace) -> None:
    workspace.run("letter", "--as-of", "2023-03-20", "--to", "fr")
    assert texts(workspace.document("letter-2023-03-20.fr.en.docx"))[6] == "Dear colleagues,"


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
