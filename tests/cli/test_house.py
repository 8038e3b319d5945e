"""A dossier by another house: named in settings, in dossier.yaml or on the line; languages outside the Union."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.word.reader import read_manuscript
from tests.workspaces import Workspace, a_sample, a_workspace

AS_OF = ("--as-of", "2023-03-17")
LANGUAGES = "languages: [en]"


def words_of(workspace: Workspace, name: str) -> str:
    """The text of a document, with spaces for hard ones."""
    passages = read_manuscript(workspace.document(name), name).passages
    return "\n".join(each.text for each in passages).replace("\u00a0", " ")


def in_languages(workspace: Workspace, codes: str, *more: str) -> Workspace:
    workspace.replace("dossier.yaml", LANGUAGES, "\n".join([f"languages: [{codes}]", *more]))
    workspace.replace("recipients.csv", ",en,", f",{codes.partition(',')[0]},")
    return workspace


def test_the_house_on_the_line_goes_before_that_of_the_dossier_and_that_before_the_workspaces(tmp_path: Path) -> None:
    ours = a_workspace(tmp_path)
    settings = ours.root / "briefgen.toml"
    assert "EUR 480 million" in _annex(ours)
    settings.write_text(f'house = "gb"\n{settings.read_text("utf-8")}', encoding="utf-8")
    assert "€480 million" in _annex(ours)
    in_languages(ours, "en", "house: plain")
    assert "situation as of March 17, 2023" in _annex(ours)
    assert "EUR 480 million" in _annex(ours, "--house", "eu")


def _annex(workspace: Workspace, *more: str) -> str:
    done = workspace.run("annex", *AS_OF, *more, "--force")
    assert done.code == 0, done.err
    return words_of(workspace, "annex-2023-03-17.en.docx")


def test_british_english_needs_no_translation_beside_english(tmp_path: Path) -> None:
    ours = in_languages(a_workspace(tmp_path), "en, en-GB", "house: gb")
    assert ours.run("annex", *AS_OF, "-l", "en-GB").code == 0
    assert "€480 million" in words_of(ours, "annex-2023-03-17.en-GB.docx")
    read = read_manuscript(ours.document("annex-2023-03-17.en-GB.docx"), "annex.docx")
    assert (read.properties["briefgen language"], read.properties["briefgen house"]) == ("en-GB", "gb")


def test_a_document_of_another_house_is_the_same_when_it_is_made_again(tmp_path: Path) -> None:
    ours = a_workspace(tmp_path)
    assert ours.run("annex", *AS_OF, "--house", "gb").code == 0
    assert ours.run("verify", ours.out / "annex-2023-03-17.en.docx").code == 0


@pytest.mark.parametrize("house", ["gb", "plain"])
def test_what_a_house_writes_it_does_not_complain_of(tmp_path: Path, house: str) -> None:
    ours = a_sample(tmp_path)
    done = ours.run("check", *AS_OF, "-l", "en", "--house", house)
    assert (done.code, "warning" in done.out, "error" in done.out) == (0, False, False), done.out


def test_a_file_is_checked_by_the_house_that_it_was_made_by(tmp_path: Path) -> None:
    ours = a_sample(tmp_path)
    ours.run("annex", *AS_OF, "--house", "gb")
    path = ours.out / "annex-2023-03-17.en.docx"
    [theirs, eu] = (ours.run("check", path, *more, "--select", "NUM").err for more in ((), ("--house", "eu")))
    assert ("NUM-00" in theirs, "NUM-00" in eu) == (False, True), eu


VALUES = [
    ("over 50% of 1,250 places for £50m", "gb", []),
    ("over 50 % of 50 000 places for £50 000", "gb", ["NUM-001"]),
    ("over 50% of 1,250 places for £50m", "eu", ["AMT-005", "NUM-001", "NUM-002"]),
]


@pytest.mark.parametrize(("text", "house", "rules"), VALUES)
def test_check_reads_values_as_the_house_writes_them(tmp_path: Path, text: str, house: str, rules: list[str]) -> None:
    ours = a_workspace(tmp_path)
    ours.replace("followup.csv", "Joint patrols will begin.", f'"There are {text}."')
    done = ours.run("check", *AS_OF, "--house", house, "--select", "NUM", "--select", "AMT-005")
    assert sorted({rule for rule in ("AMT-005", "NUM-001", "NUM-002") if rule in done.err}) == rules, done.err


def test_a_dossier_in_norwegian_is_told_that_its_template_is_english(tmp_path: Path) -> None:
    ours = in_languages(a_workspace(tmp_path), "nb", "house: plain")
    done = ours.run("annex", *AS_OF)
    assert (done.code, "status per 17. mars 2023" in words_of(ours, "annex-2023-03-17.nb.docx").casefold()) == (0, True)
    assert "annex.docx: warning HOUSE-002: its fixed wording is in “en”, and the document in “nb”." in done.err


def test_words_that_a_house_does_not_have_are_told(tmp_path: Path) -> None:
    ours = in_languages(a_workspace(tmp_path), "is", "house: plain")
    done = ours.run("annex", *AS_OF)
    assert "warning HOUSE-001: in “is” the house “plain” has no words for the headline" in done.err
    assert "`when`: dates in a sentence stand without a preposition" in done.err
    assert "(situation as of 17. mars 2023)" in words_of(ours, "annex-2023-03-17.is.docx")


@pytest.mark.parametrize("command", ["annex", "status"])
def test_right_to_left_is_refused_at_the_first_command_in_plain_words(tmp_path: Path, command: str) -> None:
    ours = in_languages(a_workspace(tmp_path), "en, ar", "house: plain")
    done = ours.run(command, *AS_OF)
    assert done.code == 1
    assert "dossier.yaml, line 3, character 17: error" in done.err
    assert "the language “ar” is written from right to left, which is not laid out yet." in done.err


@pytest.mark.parametrize(("typed", "meant"), [("en_gb", "en-GB"), ("PT-br", "pt-BR"), ("sr-latn", "sr-Latn")])
def test_a_code_written_otherwise_is_put_right(tmp_path: Path, typed: str, meant: str) -> None:
    assert f"Write {meant}." in in_languages(a_workspace(tmp_path), typed).run("status", *AS_OF).err


def test_a_house_that_is_not_there_is_told_with_the_place_that_names_it(tmp_path: Path) -> None:
    ours = in_languages(a_workspace(tmp_path), "en", "house: gbr")
    done = ours.run("annex", *AS_OF)
    assert (done.code, "dossier.yaml: There is no house “gbr”.\n  Did you mean “gb”?" in done.err) == (2, True)


def test_a_house_of_ones_own_begins_with_what_houses_differ_in(tmp_path: Path) -> None:
    ours = a_workspace(tmp_path)
    done = ours.run("house", "new", "ministry", "--from", "gb")
    assert (done.code, done.out) == (0, "houses/ministry/house.toml\nhouses/ministry/en.csv\n")
    table = ours.root / "houses" / "ministry" / "en.csv"
    assert "€480 million" in _annex(ours, "--house", "ministry")
    cells = table.read_text("utf-8").replace("{currency}{number}{nbsp}{scale}", "{number}{nbsp}{scale} {currency}")
    table.write_text(cells, encoding="utf-8")
    assert "480 million €" in _annex(ours, "--house", "ministry")


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("gb",), "briefgen comes with a house of that name"),
        (("a/b",), "it is made of letters"),
        ((".a",), "begins with a full stop"),
        (("ours", "--from", "uk"), "There is no house “uk”"),
        (("ours", "-l", "uk"), "no house style for the language “uk”"),
    ],
)
def test_a_house_that_cannot_be_is_refused_and_nothing_is_written(
    tmp_path: Path, args: tuple[str, ...], words: str
) -> None:
    ours = a_workspace(tmp_path)
    done = ours.run("house", "new", *args)
    assert (done.code in (1, 2), words in done.err, (ours.root / "houses").exists()) == (True, True, False), done.err


def test_no_house_is_written_over(tmp_path: Path) -> None:
    ours = a_workspace(tmp_path)
    ours.run("house", "new", "ministry")
    assert "There is a house “ministry” already" in ours.run("house", "new", "ministry").err


def test_a_new_dossier_may_be_in_any_language_of_the_workspaces_house(tmp_path: Path) -> None:
    ours = a_workspace(tmp_path)
    settings = ours.root / "briefgen.toml"
    settings.write_text(f'house = "plain"\n{settings.read_text("utf-8")}', encoding="utf-8")
    assert ours.run("new", "rada", "--title", "Рада", "-l", "uk").code == 0
