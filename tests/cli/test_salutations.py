"""How letters address their recipients: by office and gender in each language, and in a close that repeats it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from briefgen.localise import languages, localiser
from tests.outline import outline
from tests.translations import a_catalogue, an_entry
from tests.workspaces import SOUND, Workspace, a_workspace

HEAD = "recipient,language,name,salutation,address,closing,gender,office\n"
YAML = SOUND["dossier.yaml"].replace("[en]", "[en, fr, pl]")
CLOSING = 'closing: "Yours sincerely,"'
TO = ("letter", "--as-of", "2023-03-17", "--to", "all", "--allow-untranslated")


def letters(tmp_path: Path, *rows: str, yaml: str = YAML) -> Workspace:
    return a_workspace(tmp_path, {"dossier.yaml": yaml, "recipients.csv": HEAD + "".join(f"{row}\n" for row in rows)})


def printed(workspace: Workspace, name: str) -> str:
    run = workspace.run(*TO)
    assert run.code == 0, run.err
    return outline(workspace.document(f"letter-2023-03-17.{name}.docx")).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("language", "office", "gender", "words"),
    [
        ("fr", "president", "female", "Madame la Présidente,"),
        ("fr", "President", "male", "Monsieur le Président,"),
        ("fr", "minister", "", "Madame, Monsieur,"),
        ("pl", "prime minister", "male", "Szanowny Panie Premierze,"),
        ("en", "prime-minister", "other", "Dear Prime Minister,"),
    ],
)
def test_an_office_has_its_salutation_in_each_language(
    language: str, office: str, gender: str, words: str, tmp_path: Path
) -> None:
    workspace = letters(tmp_path, f"x,{language},A. Person,,,,{gender},{office}")
    assert f"] {words}" in printed(workspace, f"x.{language}")


def test_a_salutation_of_ones_own_goes_first(tmp_path: Path) -> None:
    workspace = letters(tmp_path, 'x,fr,A. Person,"Chère Anne,",,,female,president')
    assert "Chère Anne," in printed(workspace, "x.fr")


def test_the_close_of_the_house_repeats_the_salutation_where_the_dossier_has_none(tmp_path: Path) -> None:
    workspace = letters(tmp_path, "x,fr,A. Person,,,,female,president", yaml=YAML.replace(f"  {CLOSING}\n", ""))
    assert "Je vous prie d’agréer, Madame la Présidente, l’expression" in printed(workspace, "x.fr")


def test_a_close_of_ones_own_repeats_the_salutation_too(tmp_path: Path) -> None:
    own = '"Je vous prie d’agréer, {{ salutation() }}, mes salutations."'
    workspace = letters(tmp_path, f"x,fr,A. Person,,,{own},male,minister")
    assert "Je vous prie d’agréer, Monsieur le Ministre, mes salutations." in printed(workspace, "x.fr")


def test_words_go_by_the_gender_of_each_recipient_in_a_translation_too(tmp_path: Path) -> None:
    workspace = letters(tmp_path, "a,fr,A. Person,,,,female,", "b,fr,B. Person,,,,male,", "c,fr,C. Person,,,,,")
    chosen = '{{ gendered(female="Chère collègue", male="Cher collègue", other="Chères et chers collègues") }},'
    close = an_entry("letter/closing", "Yours sincerely,", "Veuillez agréer, {{ salutation() }}, mes salutations.")
    (workspace.data / "locale").mkdir()
    catalogue = a_catalogue(an_entry("letter/salutation", "Dear colleagues,", chosen), close)
    (workspace.data / "locale/fr.po").write_bytes(catalogue)
    for key, words in (("a", "Chère collègue"), ("b", "Cher collègue"), ("c", "Chères et chers collègues")):
        text = printed(workspace, f"{key}.fr")
        assert f"] {words}," in text
        assert f"Veuillez agréer, {words}, mes salutations." in text


def test_a_body_may_go_by_gender_and_cannot_repeat_the_salutation(tmp_path: Path) -> None:
    workspace = letters(tmp_path, "a,en,A. Person,,,,female,")
    workspace.write("letter.md", 'Welcome, {{ gendered(female="Madam", other="all") }}.\n')
    assert "Welcome, Madam." in printed(workspace, "a.en")
    workspace.write("letter.md", "Welcome, {{ salutation() }}.\n")
    assert "salutation() repeats the salutation in the closing" in workspace.run(*TO).err


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{{ gendered(female="Madam") }}', "gendered(…) needs the words for “other”"),
        ('{{ gendered("Madam") }}', "gendered takes"),
        ('{{ gendered(women="Madam", other="all") }}', "gendered takes no “women”"),
    ],
)
def test_what_is_wrong_with_words_by_gender_is_told(text: str, message: str, tmp_path: Path) -> None:
    workspace = letters(tmp_path, "a,en,A. Person,,,,female,")
    workspace.write("letter.md", f"Welcome, {text}.\n")
    assert message in workspace.run(*TO).err


def test_an_office_that_is_none_is_told_with_its_cell(tmp_path: Path) -> None:
    run = letters(tmp_path, "a,en,A. Person,,,,female,presidant").run(*TO)
    assert "row 2, column office: error MAIL-006: “presidant” is not an office that is known." in run.err
    assert "Did you mean “president”?" in run.err


@pytest.mark.parametrize("language", languages())
def test_every_language_has_a_salutation_for_each_office_and_gender_and_a_close(language: str) -> None:
    say = localiser(language, date(2023, 3, 17))
    said = [say.salutation(office, gender) for office in ("president", "prime-minister", "minister")
            for gender in ("female", "male", "other", "")]  # fmt: skip
    assert all(said)
    close = say.closing(said[0].rstrip(",:!"))
    assert close
    assert "{" not in close
