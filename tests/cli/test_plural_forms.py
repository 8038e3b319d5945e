"""Documents whose translations have plural forms: the form that goes with the figure of the day is printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.localise.po import read_po_file
from tests.outline import outline
from tests.translations import a_catalogue, a_plural_entry, an_entry
from tests.word.docx_templates import a_template, p
from tests.workspaces import SOUND, Workspace, a_workspace

SOURCE = 'In all, {{ figure("offers") | plural(one="{number} state", other="{number} states") }} helped.'
FORMS = (
    'Pomogło {{ figure("offers") }} państwo.',
    'Pomogły {{ figure("offers") }} państwa.',
    'Pomogło {{ figure("offers") }} państw.',
)
FIGURES = (
    "figure,as_of,value,unit\noffers,2023-03-01,1,states\noffers,2023-03-06,22,states\noffers,2023-03-10,13,states\n"
)
FILES = {
    "dossier.yaml": SOUND["dossier.yaml"].replace("[en]", "[en, pl]"),
    "commitments.csv": "point,number,part,text\ncall,1,,Call for offers\n",
    "followup.csv": f"point,item,as_of,text\ncall,offers,2023-03-01,{SOURCE!r}\n".replace('"', '""').replace("'", '"'),
    "figures.csv": FIGURES,
    "letter.md": "We met.\n",
}
ALLOWED = ("-l", "pl", "--allow-untranslated")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = a_workspace(tmp_path, FILES)
    (made.data / "locale").mkdir()
    return made


def translate(workspace: Workspace, *forms: str) -> None:
    entry = a_plural_entry("followup/offers/2023-03-01", SOURCE, *forms)
    (workspace.data / "locale/pl.po").write_bytes(a_catalogue(entry))


def printed(workspace: Workspace, day: str) -> str:
    assert workspace.run("annex", "--as-of", day, *ALLOWED).code == 0
    return outline(workspace.document(f"annex-{day}.pl.docx")).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2023-03-01", "Pomogło 1 państwo."),
        ("2023-03-06", "Pomogły 22 państwa."),
        ("2023-03-10", "Pomogło 13 państw."),
    ],
)
def test_the_form_that_goes_with_the_figure_is_printed(workspace: Workspace, day: str, words: str) -> None:
    translate(workspace, *FORMS)
    assert words in printed(workspace, day)


@pytest.mark.parametrize(
    ("forms", "rule", "message"),
    [
        ((*FORMS[:2], ""), "TRANS-005", "msgstr[2], the form for 0, 5, 6, 7, of followup/offers/2023-03-01 is empty"),
        (FORMS[:2], "TRANS-005", "msgstr[2], the form for 0, 5, 6, 7,"),
        ((FORMS[0], "Pomogły państwa.", FORMS[2]), "TRANS-003", "in msgstr[1], the form for 2, 3, 4, 22, of followup"),
        ((*FORMS, "Pomogło."), "TRANS-004", "there are 3"),
    ],
)
def test_what_forms_lack_is_told_and_nothing_written(
    workspace: Workspace, forms: tuple[str, ...], rule: str, message: str
) -> None:
    translate(workspace, *forms)
    run = workspace.run("annex", "--as-of", "2023-03-10", "-l", "pl")
    assert (run.code, workspace.made()) == (1, [])
    [line] = [line for line in run.err.splitlines() if rule in line]
    assert message in line


def test_a_fraction_has_no_form_and_plural_is_named(workspace: Workspace) -> None:
    workspace.replace("figures.csv", "13,", "1.5,")
    translate(workspace, *FORMS)
    run = workspace.run("annex", "--as-of", "2023-03-10", "-l", "pl")
    assert "TRANS-005: followup/offers/2023-03-01: 1.5 is no whole number" in run.err
    assert "plural(…)" in run.err


def test_a_text_without_a_count_has_no_forms(workspace: Workspace) -> None:
    entry = a_plural_entry("commitments/call", "Call for offers", "Oferty", "Oferty", "Oferty")
    (workspace.data / "locale/pl.po").write_bytes(a_catalogue(entry))
    run = workspace.run("annex", "--as-of", "2023-03-10", "-l", "pl")
    assert "commitments/call: plural forms are chosen by a number, and the text has no figure(…)" in run.err


def test_extract_gives_forms_where_they_are_asked_for_and_keeps_those_that_are_there(workspace: Workspace) -> None:
    file = workspace.data / "locale/pl.po"
    assert workspace.run("translate", "extract", "-q").code == 0
    assert "msgid_plural" not in file.read_text(encoding="utf-8")
    assert workspace.run("translate", "extract", "-q", "--plural").code == 0
    read, _ = read_po_file(file.read_bytes(), "pl.po")
    assert [each.source for each in read.entries if each.plural] == [SOURCE]
    translate(workspace, *FORMS)
    assert workspace.run("translate", "extract", "-q").code == 0
    read, _ = read_po_file(file.read_bytes(), "pl.po")
    assert [each.forms for each in read.entries if each.plural] == [FORMS]


def test_status_counts_an_entry_with_an_empty_form_as_missing(workspace: Workspace) -> None:
    for forms, missing in ((FORMS, 0), ((*FORMS[:2], ""), 1)):
        translate(workspace, *forms)
        found = workspace.run("translate", "status", "-l", "pl", "--format", "json").out
        assert f'"translated": {1 - missing},' in found


WORDING = "{{ figures.offers.value }} offers so far."
CASES = [("2023-03-01", "1 oferta do dziś."), ("2023-03-06", "22 oferty do dziś."), ("2023-03-10", "13 ofert do dziś.")]


def with_wording(workspace: Workspace, *forms: str) -> None:
    body = [p("{{ title }}"), p(WORDING), p("{%p for point in points %}"), p("{{ point.text }}")]
    items = [p("{%p for item in point.items %}"), p("{{ item.text }}"), p("{%p endfor %}"), p("{%p endfor %}")]
    workspace.template("annex.docx", a_template(*body, *items))
    entry = a_plural_entry("annex.docx", WORDING, *forms)
    (workspace.root / "templates/locale/pl.po").write_bytes(a_catalogue(entry))
    texts = [an_entry("dossier/title", "Follow-up to the spring summit", "Działania po szczycie")]
    (workspace.data / "locale/pl.po").write_bytes(a_catalogue(*texts))


@pytest.mark.parametrize(("day", "words"), CASES)
def test_the_wording_of_a_template_has_plural_forms_too(workspace: Workspace, day: str, words: str) -> None:
    forms = ("oferta", "oferty", "ofert")
    with_wording(workspace, *(f"{{{{ figures.offers.value }}}} {form} do dziś." for form in forms))
    assert words in printed(workspace, day)


def test_a_form_of_a_wording_without_its_value_is_told(workspace: Workspace) -> None:
    with_wording(workspace, "Jedna oferta.", *["{{ figures.offers.value }} ofert."] * 2)
    run = workspace.run("annex", "--as-of", "2023-03-10", "-l", "pl")
    assert "TRANS-003: {{ figures.offers.value }} stands in the source once, in msgstr[0], the form for 1," in run.err
