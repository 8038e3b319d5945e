"""`briefgen corrigendum`: for … read …, from what was recorded after the sending."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.localise import languages
from briefgen.localise.po import read_po_file
from briefgen.word import lint
from tests import validators
from tests.sample_dossier import ROOT
from tests.translations import an_entry, same
from tests.translations import fill as translate_all
from tests.word.docx_templates import texts
from tests.workspaces import Workspace, a_workspace

NAME, FRENCH = "corrigendum-annex-1.en.docx", "corrigendum-annex-1.fr.docx"
LATER = "borders,cameras,2023-03-09,2023-03-25,Outreach,ongoing,2023-04-10,,,Drones are being bought.\n"


PARAGRAPHS = """document,paragraph,as_of,recorded,kind,text
summary,one,2023-03-01,2023-03-01,paragraph,One was agreed.
summary,two,2023-03-01,2023-03-01,paragraph,Two was agreed.
"""


def sent(workspace: Workspace, *options: str) -> None:
    """The annex of 17 March, sent on the 20th."""
    run = workspace.run("annex", "--as-of", "2023-03-17", *options)
    paths = [workspace.root / path for path in run.paths]
    assert workspace.run("issued", *paths, "--sent", "2023-03-20").code == 0


def record(workspace: Workspace, *rows: str) -> None:
    """Rows that are recorded later."""
    text = (workspace.data / "followup.csv").read_text(encoding="utf-8")
    workspace.write("followup.csv", text + "".join(rows))


def corrected(workspace: Workspace, *options: str) -> list[str]:
    """The paragraphs of the corrigendum to the first edition, below its head."""
    run = workspace.run("corrigendum", "annex", "--edition", "1", *options)
    assert (run.code, run.err) == (0, "")
    data = workspace.document(NAME)
    assert lint(data) == []
    return texts(data)[4:]


def test_it_names_the_paper_the_edition_and_the_day_of_sending(workspace: Workspace) -> None:
    sent(workspace)
    record(workspace, LATER)
    run = workspace.run("corrigendum", "annex", "--edition", "1")
    assert run.out == f"out/spring-summit/{NAME}\n"
    assert texts(workspace.document(NAME))[:4] == [
        "Corrigendum",
        "Follow-up to the spring summit (situation\u00a0as\u00a0of\u00a017\u00a0March\u00a02023)",
        "Edition: 1",
        "Sent: 20\u00a0March 2023",
    ]


def test_an_entry_recorded_after_the_sending_is_to_be_read_instead(workspace: Workspace) -> None:
    sent(workspace)
    record(workspace, LATER)
    assert corrected(workspace) == [
        "Point 11",
        "For:",
        "Cameras are being bought.",
        "Read:",
        "Drones are being bought.",
    ]


def test_points_and_items_come_in_the_order_of_the_document(workspace: Workspace) -> None:
    sent(workspace)
    record(
        workspace,
        LATER,
        "dublin,returns,2023-03-10,2023-03-25,,ongoing,,,,Returns are prepared.\n",
        "dublin,report,2023-03-16,2023-03-25,,withdrawn,,,,\n",
    )
    assert corrected(workspace) == [
        "Point 10",
        "Deleted:",
        "A report was sent on 5\u00a0March.",
        "Added:",
        "Returns are prepared.",
        "Point 11",
        "For:",
        "Cameras are being bought.",
        "Read:",
        "Drones are being bought.",
    ]


def test_a_figure_that_was_not_known_is_corrected_wherever_it_is_printed(workspace: Workspace) -> None:
    workspace.write("figures.csv", (workspace.data / "figures.csv").read_text() + "funding,2023-03-16,500000000,EUR\n")
    sent(workspace, "--known-on", "2023-03-15")
    assert corrected(workspace) == [
        "Point 10",
        "For:",
        "Eighty transfers, at EUR\u00a0480\u00a0million, were made.",
        "Read:",
        "Eighty transfers, at EUR\u00a0500\u00a0million, were made.",
    ]


@pytest.mark.parametrize(
    "row",
    [
        LATER.replace("2023-03-25", "2023-03-20"),  # known when it was sent
        LATER.replace("2023-03-09", "2023-03-18"),  # news of a later day
    ],
)
def test_what_is_no_correction_is_said_to_be_none(workspace: Workspace, row: str) -> None:
    if "2023-03-20" in row:
        record(workspace, row)
    sent(workspace)
    if "2023-03-18" in row:
        record(workspace, row)
    run = workspace.run("corrigendum", "annex", "--edition", "1")
    assert (run.code, run.out) == (0, "")
    assert "There is nothing to correct in annex (en), edition 1, sent 2023-03-20." in run.err
    assert NAME not in workspace.made()


def test_what_was_known_on_the_day_of_the_paper_counts_where_it_names_one(workspace: Workspace) -> None:
    sent(workspace, "--known-on", "2023-03-14")
    assert corrected(workspace) == ["Point 10", "Added:", "A report was sent on 5\u00a0March."]


def test_an_edition_that_is_not_there_is_refused_with_those_that_are(workspace: Workspace) -> None:
    sent(workspace)
    run = workspace.run("corrigendum", "annex", "--edition", "2")
    assert run.code == 2
    assert "There is no edition 2 of annex" in run.err
    assert "annex (en), edition 1, sent 2023-03-20" in run.err


def test_a_letter_has_no_entries_to_correct(workspace: Workspace) -> None:
    run = workspace.run("corrigendum", "letter", "--edition", "1")
    assert (run.code, "is recorded by days and items" in run.err) == (2, True)


def test_the_paragraphs_of_a_paper_are_corrected_each_in_its_place(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path / "papers", {"paragraphs.csv": PARAGRAPHS})
    workspace.replace("dossier.yaml", "  letter: letter.docx\n", "  letter: letter.docx\n  summary: summary.docx\n")
    run = workspace.run("make", "summary", "--as-of", "2023-03-17")
    assert workspace.run("issued", workspace.root / run.paths[0], "--sent", "2023-03-17").code == 0
    workspace.write("paragraphs.csv", PARAGRAPHS + "summary,two,2023-03-02,2023-03-25,paragraph,Two was left out.\n")
    assert workspace.run("corrigendum", "summary", "--edition", "1").code == 0
    said = texts(workspace.document("corrigendum-summary-1.en.docx"))[4:]
    assert said == ["For:", "Two was agreed.", "Read:", "Two was left out."]


def test_one_without_an_edition_is_not_made_blank(workspace: Workspace) -> None:
    workspace.replace("dossier.yaml", "  letter: letter.docx\n", "  corrigendum: corrigendum.docx\n")
    run = workspace.run("make", "all", "--as-of", "2023-03-17")
    assert (run.code, "EDN-006" in run.err, workspace.made()) == (1, True, [])


def test_each_language_of_the_edition_gets_one(workspace: Workspace) -> None:
    workspace.replace("dossier.yaml", "languages: [en]", "languages: [en, fr]")
    workspace.run("translate", "extract", "-l", "fr")
    translate_all([workspace.data / "locale" / "fr.po"], same)
    sent(workspace, "-l", "all")
    record(workspace, LATER)
    drones = an_entry("followup/cameras/2023-03-09", "Drones are being bought.", "On achète des drones.")
    catalogue = workspace.data / "locale" / "fr.po"
    catalogue.write_bytes(catalogue.read_bytes() + b"\n" + drones.encode())
    run = workspace.run("corrigendum", "annex", "--edition", "1")
    assert run.code == 0, run.err
    assert [path.name for path in run.paths] == [NAME, FRENCH]
    assert texts(workspace.document(FRENCH))[-4:] == [
        "Au lieu de:",
        "Cameras are being bought.",
        "Lire:",
        "On achète des drones.",
    ]


def test_one_file_is_not_named_for_two_languages(workspace: Workspace) -> None:
    workspace.replace("dossier.yaml", "languages: [en]", "languages: [en, fr]")
    sent(workspace, "-l", "all", "--allow-untranslated")
    run = workspace.run("corrigendum", "annex", "--edition", "1", "-o", "c.docx")
    assert (run.code, "Choose one with -l" in run.err) == (2, True)


def test_it_is_the_same_each_time_and_replaced_only_while_nobody_has_edited_it(workspace: Workspace) -> None:
    sent(workspace)
    record(workspace, LATER)
    corrected(workspace)
    first = workspace.document(NAME)
    corrected(workspace)
    assert workspace.document(NAME) == first
    (workspace.out / NAME).write_bytes(b"minutes")
    assert workspace.run("corrigendum", "annex", "--edition", "1").code == 2


def test_a_workspace_without_the_template_is_told_how_to_get_one(workspace: Workspace) -> None:
    sent(workspace)
    record(workspace, LATER)
    (workspace.root / "templates" / "corrigendum.docx").unlink()
    run = workspace.run("corrigendum", "annex", "--edition", "1")
    assert (run.code, "corrigendum.docx" in run.err) == (2, True)
    new = workspace.run("template", "new", "corrigendum", "--kind", "corrigendum")
    assert new.code == 0
    assert workspace.run("corrigendum", "annex", "--edition", "1").code == 0


@pytest.mark.sdk
def test_the_paper_keeps_to_the_schema(workspace: Workspace) -> None:
    sent(workspace)
    record(workspace, LATER)
    corrected(workspace)
    assert validators.audit(workspace.out / NAME) == []
    assert validators.sdk(workspace.out / NAME) == []


def test_the_template_has_its_words_in_every_language() -> None:
    missing = []
    for language in sorted(set(languages()) - {"en"}):
        path = Path(ROOT, "templates", "locale", f"{language}.po")
        catalogue, _ = read_po_file(path.read_bytes(), path.name)
        own = [each for each in catalogue.entries if each.context == "corrigendum.docx"]
        missing += [f"{language}: {each.source}" for each in own if not each.text]
        assert len(own) == 11, language
    assert missing == []
