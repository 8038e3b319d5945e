"""Documents in another language, and the commands for their catalogues."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path

import pytest

from briefgen.localise import HouseStyle, style_of
from briefgen.localise.house_style import House
from tests.outline import outline
from tests.translations import a_catalogue, an_entry, fill, same
from tests.workspaces import SOUND, Workspace, a_sample, a_workspace

AT = ("--as-of", "2023-03-17")
FRENCH = {"dossier.yaml": SOUND["dossier.yaml"].replace("[en]", "[en, fr]")}
TEXTS = {
    "Follow-up to the spring summit": "Suivi du sommet de printemps",
    "Agreed": "Convenu",
    "Done since": "Fait depuis",
    "Brussels": "Bruxelles",
    "The President": "La présidente",
    "European Institution": "Institution européenne",
    "Dear colleagues,": "Chers collègues,",
    "Yours sincerely,": "Cordialement,",
    'We met {{ when("2023-03-01") }}.': 'Nous nous sommes réunis {{ when("2023-03-01") }}.',
    '**Transfers:** see point {{ point("dublin") }}.': '**Transferts :** voir le point {{ point("dublin") }}.',
    "**Transfers:** more": "**Transferts :** davantage",
    "Border controls": "Contrôles aux frontières",
    "Sixty transfers were made.": "Soixante transferts ont eu lieu.",
    'Eighty transfers, at {{ figure("funding") }}, were made.': 'À {{ figure("funding") }}, il y a eu 80 transferts.',
    'A report was sent {{ when("2023-03-05") }}.': 'Un rapport a été envoyé {{ when("2023-03-05") }}.',
    "Talks will be held.": "Des pourparlers auront lieu.",
    "Outreach": "Dialogue",
    "Joint patrols will begin.": "Des patrouilles communes commenceront.",
    "Cameras are being bought.": "Des caméras sont achetées.",
}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A dossier in English and French, its French catalogue extracted and empty."""
    made = a_workspace(tmp_path, FRENCH)
    assert made.run("translate", "extract", "-q").code == 0
    return made


@pytest.fixture
def french(workspace: Workspace) -> Workspace:
    """The same, translated."""
    fill([workspace.data / "locale/fr.po"], TEXTS.__getitem__)
    return workspace


def shown(workspace: Workspace, name: str) -> str:
    return outline(workspace.document(name))


def part(document: bytes, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(document)).read(name).decode()


class TestADocumentInAnotherLanguage:
    def test_texts_wording_values_and_the_document_itself_are_in_that_language(self, french: Workspace) -> None:
        run = french.run("annex", *AT, "-l", "fr", "--since", "2023-03-06")
        assert (run.code, [path.name for path in run.paths], run.err) == (0, ["annex-2023-03-17.fr.docx"], "")
        text = shown(french, "annex-2023-03-17.fr.docx")
        for words in ("Annexe", "(situation\u00a0au\u00a017\u00a0mars\u00a02023)", "[mis à jour]", "Dialogue"):
            assert words in text
        assert "À 480\u00a0millions\u00a0d’EUR, il y a eu 80 transferts." in text
        assert "Page" in text
        for words in ("Annex\n", "Done since", "transfers", "marked"):
            assert words not in text
        document = french.document("annex-2023-03-17.fr.docx")
        assert "<dc:language>fr" in part(document, "docProps/core.xml")
        assert re.search(r'<w:lang [^>]*w:val="fr', part(document, "word/styles.xml"))
        assert "sha256" in part(document, "docProps/custom.xml").split("briefgen translations")[1][:200]

    def test_a_letter_to_all_is_in_the_language_of_each(self, french: Workspace) -> None:
        french.replace("recipients.csv", "fr,en,C. Dupont,,", "fr,fr,C. Dupont,,")
        run = french.run("letter", "--as-of", "2023-03-20", "--to", "all")
        assert [path.name for path in run.paths] == ["letter-2023-03-20.be.en.docx", "letter-2023-03-20.fr.fr.docx"]
        assert "Dear Prime Minister" in shown(french, run.paths[0].name)
        text = shown(french, run.paths[1].name)
        for words in ("Chers collègues,", "Bruxelles, le 20\u00a0mars 2023", "La présidente", "Cordialement,"):
            assert words in text

    def test_all_stands_for_every_language_of_the_dossier(self, french: Workspace) -> None:
        run = french.run("make", "all", *AT, "-l", "all")
        assert [path.name for path in run.paths] == [
            f"{name}-2023-03-17.{language}.docx" for name in ("annex", "letter") for language in ("en", "fr")
        ]

    def test_several_processes_give_the_same_bytes(self, french: Workspace) -> None:
        names = [path.name for path in french.run("make", "all", *AT, "-l", "all").paths]
        alone = [french.document(name) for name in names]
        assert french.run("make", "all", *AT, "-l", "all", "--jobs", "2").code == 0
        assert [french.document(name) for name in names] == alone

    @pytest.mark.parametrize("options", [(), ("--allow-untranslated",), ("--draft",)])
    def test_several_processes_find_the_same_in_the_same_order(
        self, workspace: Workspace, options: tuple[str, ...]
    ) -> None:
        asked = ("make", "all", *AT, "-l", "all", *options)
        one, two = workspace.run(*asked), workspace.run(*asked, "--jobs", "2")
        assert one.err.count("TRANS-001") > 10
        assert two == one

    def test_the_source_language_needs_no_catalogue(self, workspace: Workspace) -> None:
        (workspace.data / "locale/fr.po").write_bytes(b"broken")
        assert workspace.run("make", "all", *AT).code == 0

    def test_a_place_that_is_a_capital_needs_no_translation(self, workspace: Workspace) -> None:
        fill([workspace.data / "locale/fr.po"], lambda text: "" if text == "Brussels" else TEXTS[text])
        assert workspace.run("letter", *AT, "-l", "fr").code == 0
        assert "Bruxelles, le 17\u00a0mars 2023" in shown(workspace, "letter-2023-03-17.fr.docx")

    def test_a_letter_needs_no_translation_of_what_the_annex_prints(self, workspace: Workspace) -> None:
        fill([workspace.data / "locale/fr.po"], lambda text: "" if "transfers" in text else TEXTS[text])
        assert workspace.run("letter", *AT, "-l", "fr").code == 0
        assert workspace.run("annex", *AT, "-l", "fr").code == 1

    def test_a_wording_that_does_not_stand_on_the_day_needs_no_translation(self, workspace: Workspace) -> None:
        fill([workspace.data / "locale/fr.po"], lambda text: "" if "Sixty" in text else TEXTS[text])
        assert workspace.run("annex", *AT, "-l", "fr").code == 0
        assert "“Sixty transfers" in workspace.run("annex", "--as-of", "2023-03-02", "-l", "fr").err

    def test_templates_in_english_serve_a_dossier_in_another_language(self, tmp_path: Path) -> None:
        files = {"dossier.yaml": SOUND["dossier.yaml"].replace("[en]", "[fr]")}
        workspace = a_workspace(tmp_path, {**files, "recipients.csv": "recipient,language,name,salutation,address\n"})
        assert workspace.run("annex", *AT).code == 0
        assert "Annexe" in shown(workspace, "annex-2023-03-17.fr.docx")


class TestWhatIsMissingOrWrong:
    def test_each_missing_text_is_a_finding_at_its_place_and_nothing_is_written(self, workspace: Workspace) -> None:
        run = workspace.run("annex", *AT, "-l", "fr")
        assert (run.code, workspace.made()) == (1, [])
        assert "commitments.csv, row 2: error TRANS-001: no translation into fr (commitments/dublin)" in run.err
        assert "followup.csv, row 3: error TRANS-001" in run.err
        assert run.err.count("TRANS-001") == 11

    def test_a_fuzzy_translation_is_a_finding_at_its_line(self, french: Workspace) -> None:
        french.replace("followup.csv", "Joint patrols will begin.", "Joint patrols have begun.")
        french.run("translate", "extract", "-q")
        run = french.run("annex", *AT, "-l", "fr")
        assert re.search(r"locale/fr\.po, line \d+: error TRANS-002: .*followup/patrols/2023-03-12", run.err)
        assert run.err.count("TRANS-") == 1

    def test_allowed_untranslated_texts_stay_in_their_own_language_and_say_so(self, french: Workspace) -> None:
        french.replace("followup.csv", "A report was sent", "One report was sent")
        run = french.run("annex", *AT, "-l", "fr", "--allow-untranslated")
        assert (run.code, run.err.count("warning TRANS-001"), run.err.count("error")) == (0, 1, 0)
        body = part(french.document("annex-2023-03-17.fr.docx"), "word/document.xml")
        assert (
            '<w:rPr><w:lang w:val="en-IE"/></w:rPr><w:t xml:space="preserve">One report was sent on 5\u00a0March.<'
            in body
        )
        assert body.count("w:lang") == 1

    def test_a_draft_marks_them_for_everyone_to_see(self, french: Workspace) -> None:
        french.replace("followup.csv", "A report was sent", "One report was sent")
        french.replace("dossier.yaml", "commitment: Agreed", "commitment: Agreed upon")
        run = french.run("annex", *AT, "-l", "fr", "--draft")
        assert run.code == 1
        text = shown(french, run.paths[0].name)
        assert "[en] }One report was sent on 5\u00a0March." in text or "[en] One report" in re.sub(
            r"\{[^:]*: |\}", "", text
        )
        assert "PROJET" in text

    def test_wording_of_a_template_that_is_missing_is_a_finding_and_stays(self, french: Workspace) -> None:
        path = french.root / "templates/locale/fr.po"
        path.write_text(path.read_text(encoding="utf-8").replace('msgstr "Annexe"', 'msgstr ""'), encoding="utf-8")
        run = french.run("annex", *AT, "-l", "fr")
        assert "annex.docx: error TRANS-001: no translation into fr (annex.docx): “Annex”" in run.err
        assert french.run("annex", *AT, "-l", "fr", "--draft").code == 1
        assert "[en] Annex" in shown(french, "annex-2023-03-17.fr.DRAFT.docx")

    @pytest.mark.parametrize(
        ("old", "new", "said"),
        [
            ('{{ figure("funding") }}', "beaucoup d’EUR", '{{ figure("funding") }} stands in the source once'),
            ('{{ figure("funding") }}', '{{ figure("funding") }} {{ figure("funding") }}', "twice"),
            ('{{ figure("funding") }}', "{{ money(3) }}", "{{ money(3) }} stands in the source not at all"),
            ("80 transferts", "80 [transferts](https://x.eu)", "https://x.eu stands in the source not at all"),
        ],
    )
    def test_values_and_links_unlike_the_source_are_errors(
        self, french: Workspace, old: str, new: str, said: str
    ) -> None:
        text = TEXTS['Eighty transfers, at {{ figure("funding") }}, were made.'].replace(old, new)
        fill([french.data / "locale/fr.po"], lambda source: text if source.startswith("Eighty") else TEXTS[source])
        for allowing in ((), ("--allow-untranslated",)):
            run = french.run("annex", *AT, "-l", "fr", *allowing)
            assert run.code == 1
            assert re.search(r"locale/fr\.po, line \d+: error TRANS-003: ", run.err)
            assert said in run.err

    def test_a_value_typed_in_another_way_is_the_same_value(self, french: Workspace) -> None:
        text = "À {{ 'funding' | figure }}, il y en a eu 80."
        fill([french.data / "locale/fr.po"], lambda source: text if source.startswith("Eighty") else TEXTS[source])
        assert french.run("annex", *AT, "-l", "fr").code == 0

    def test_tags_of_a_template_that_are_lost_in_its_wording_are_errors(self, french: Workspace) -> None:
        path = french.root / "templates/locale/fr.po"
        text = path.read_text(encoding="utf-8").replace("depuis le {{ since }}", "depuis lors")
        path.write_text(text, encoding="utf-8")
        run = french.run("annex", *AT, "-l", "fr", "--since", "2023-03-06")
        assert "error TRANS-003: {{ since }} stands in the source once" in run.err

    def test_a_broken_catalogue_is_refused_by_its_line(self, french: Workspace) -> None:
        french.write("locale/fr.po", a_catalogue('msgid "a\nmsgstr "b"'))
        run = french.run("annex", *AT, "-l", "fr")
        assert (run.code, run.err.count("error")) == (1, 2)
        assert "locale/fr.po, line 4: error TRANS-004" in run.err

    def test_phrases_are_looked_up_in_both_catalogues_and_asked_for(self, tmp_path: Path) -> None:
        text = SOUND["letter.md"] + '\n{{ _("In short") }}\n'
        workspace = a_workspace(tmp_path, {**FRENCH, "letter.md": text})
        workspace.run("translate", "extract", "-q")
        fill([workspace.data / "locale/fr.po"], lambda text: {**TEXTS, "In short": ""}[text])
        assert "(phrase): “In short”" in workspace.run("letter", *AT, "-l", "fr").err
        fill([workspace.data / "locale/fr.po"], lambda text: {**TEXTS, "In short": "Bref"}[text])
        assert workspace.run("letter", *AT, "-l", "fr").code == 0
        assert "Bref" in shown(workspace, "letter-2023-03-17.fr.docx")


class TestExtract:
    def test_both_catalogues_are_written_and_named(self, tmp_path: Path) -> None:
        workspace = a_workspace(tmp_path, FRENCH)
        run = workspace.run("translate", "extract")
        assert [path.as_posix() for path in run.paths] == [
            "data/spring-summit/locale/fr.po",
            "templates/locale/fr.po",
        ]
        assert "20 texts: 0 translated, 0 fuzzy, 20 missing" in run.err

    def test_the_order_is_that_of_the_record(self, workspace: Workspace) -> None:
        text = (workspace.data / "locale/fr.po").read_text(encoding="utf-8")
        contexts = re.findall(r'^msgctxt "(.*)"$', text, re.MULTILINE)
        assert contexts[:3] == ["dossier/title", "dossier/commitment_heading", "dossier/followup_heading"]
        assert contexts[-8:] == [
            "followup/transfers/2023-03-10",
            "followup/report/2023-03-05",
            "followup/talks/2023-03-01",
            "followup/talks/2023-03-12",
            "commitments/borders",
            "group",
            "followup/patrols/2023-03-12",
            "followup/cameras/2023-03-01",
        ]
        assert "#. Follow-up to commitment 10: Transfers: more\n#: followup.csv:3\n" in text

    def test_doing_it_again_changes_nothing(self, french: Workspace) -> None:
        french.run("translate", "extract", "-q")
        before = (french.data / "locale/fr.po").read_bytes()
        french.run("translate", "extract", "-q")
        assert (french.data / "locale/fr.po").read_bytes() == before

    def test_the_catalogues_of_the_templates_are_up_to_date(self, tmp_path: Path) -> None:
        languages = "bg cs da de el es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv".split()
        workspace = a_workspace(tmp_path)
        folder = workspace.root / "templates/locale"
        before = {path.name: path.read_bytes() for path in folder.iterdir()}
        assert workspace.run("translate", "extract", *(f"-l{each}" for each in languages)).code == 0
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
        assert set(before) == {f"{each}.po" for each in languages}
        run = workspace.run("translate", "status", "--format", "json", *(f"-l{each}" for each in languages))
        counts = [each for each in json.loads(run.out)["translations"] if each["document"] == "templates"]
        assert [(each["fuzzy"], each["missing"]) for each in counts] == [(0, 0)] * 23

    def test_a_dossier_with_errors_is_refused_so_that_nothing_is_taken_for_gone(self, french: Workspace) -> None:
        before = (french.data / "locale/fr.po").read_bytes()
        french.replace("followup.csv", "ongoing,2023-04-10", "ongoin,2023-04-10")
        assert french.run("translate", "extract").code == 1
        assert (french.data / "locale/fr.po").read_bytes() == before

    @pytest.mark.parametrize(
        ("code", "said"),
        [("en", "the language that the dossier is written in"), ("frr", "Did you mean “fr”?"), ("../x", "no language")],
    )
    def test_a_language_that_cannot_be_is_refused(self, workspace: Workspace, code: str, said: str) -> None:
        run = workspace.run("translate", "extract", "-l", code)
        assert run.code == 2
        assert said in run.err

    def test_a_dossier_in_one_language_says_how_to_add_one(self, tmp_path: Path) -> None:
        run = a_workspace(tmp_path).run("translate", "extract")
        assert run.code == 2
        assert "[en, fr]" in run.err


class TestStatus:
    def test_each_document_is_counted_as_of_the_day(self, french: Workspace) -> None:
        french.replace("followup.csv", "Joint patrols will begin.", "Joint patrols have begun.")
        french.run("translate", "extract", "-q")
        french.replace("commitments.csv", "Border controls", "Quite other words")
        run = french.run("translate", "status", *AT, "--format", "json")
        assert json.loads(run.out) == {
            "as_of": "2023-03-17",
            "translations": [
                {"language": "fr", "document": "annex", "translated": 20, "fuzzy": 1, "missing": 1},
                {"language": "fr", "document": "letter", "translated": 15, "fuzzy": 0, "missing": 0},
            ],
        }
        assert "patrols" not in french.run("translate", "status", "--as-of", "2023-03-01").out

    def test_a_day_before_the_first_entry_is_refused(self, workspace: Workspace) -> None:
        run = workspace.run("translate", "status", "--as-of", "2023-01-01")
        assert (run.code, "ASOF-002" in run.err) == (1, True)

    def test_without_a_day_all_texts_count(self, workspace: Workspace) -> None:
        lines = workspace.run("translate", "status").out.splitlines()
        assert lines[0].split() == ["translated", "fuzzy", "missing"]
        assert [line.split() for line in lines[1:]] == [
            ["fr", "spring-summit", "0", "0", "20"],
            ["fr", "templates", "106", "0", "0"],
        ]


def test_translated_by_itself_a_document_is_the_source_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    style = style_of("en")

    def english_for_all(_house: House, _language: str) -> HouseStyle:
        return style

    monkeypatch.setattr(House, "style", english_for_all)
    workspace = a_sample(tmp_path)
    workspace.replace("dossier.yaml", "languages: [en", "languages: [en, sl")
    assert workspace.run("translate", "extract", "-q", "-l", "sl").code == 0
    fill([workspace.data / "locale/sl.po", workspace.root / "templates/locale/sl.po"], same)
    run = workspace.run(
        "make", "annex", "letter", "--as-of", "2023-03-20", "--since", "2023-03-06", "-l", "en", "-l", "sl"
    )
    assert run.code == 0, run.err
    for english, other in (run.paths[:2], run.paths[2:]):
        one, two = (zipfile.ZipFile(workspace.root / each) for each in (english, other))
        assert one.namelist() == two.namelist()
        unlike = [name for name in one.namelist() if one.read(name) != two.read(name)]
        assert unlike == ["docProps/core.xml", "docProps/custom.xml"]  # which name the language
        assert one.read(unlike[0]) == two.read(unlike[0]).replace(b"<dc:language>sl<", b"<dc:language>en<")


def test_an_entry_of_another_family_does_not_serve(french: Workspace) -> None:
    texts = [an_entry("letter/1", source, text) for source, text in TEXTS.items()]
    french.write("locale/fr.po", a_catalogue(*texts))
    assert french.run("annex", *AT, "-l", "fr").code == 1
