"""The annex and the letter of the sample in every language: without a catalogue the texts stay English."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from briefgen.localise import languages, localiser
from briefgen.localise.po import read_po_file
from tests.outline import outline
from tests.sample_dossier import FOLDER
from tests.workspaces import a_sample

DAY = "2023-03-17"


@pytest.mark.parametrize("language", languages())
def test_the_sample_is_made_in_every_language(language: str, tmp_path: Path) -> None:
    sample = a_sample(tmp_path)
    sample.replace("dossier.yaml", "languages: [en, fr, pl]", f"languages: [{', '.join(languages())}]")
    done = sample.run("make", "all", "--as-of", DAY, "-l", language, "--allow-untranslated")
    assert done.code == 0
    assert [line for line in done.err.splitlines() if ": error " in line or "AMT-" in line or "DAT-" in line] == []
    annex, letter = (outline(sample.document(f"{name}-{DAY}.{language}.docx")) for name in ("annex", "letter"))
    say = localiser(language, date.fromisoformat(DAY))
    assert say.headline()[1:].replace(" ", "\u00a0") in annex
    assert say.dateline("Brussels", DAY) in letter


APPLICANTS = "equipment-applicants,2023-03-06,13,"


@pytest.mark.parametrize(
    ("language", "count", "said"),
    [
        ("pl", 1, "złożonych przez 1 państwo członkowskie."),
        ("pl", 3, "złożonych przez 3 państwa członkowskie."),
        ("pl", 13, "złożonych przez 13 państw członkowskich."),
        ("pl", 22, "złożonych przez 22 państwa członkowskie."),
        ("fr", 1, "les offres de 1 État membre sont"),
        ("fr", 13, "les offres de 13 États membres sont"),
    ],
)
def test_a_sentence_agrees_with_its_figure_whatever_it_is(language: str, count: int, said: str, tmp_path: Path) -> None:
    sample = a_sample(tmp_path)
    sample.replace("figures.csv", APPLICANTS, APPLICANTS.replace("13", str(count)))
    assert sample.run("annex", "--as-of", DAY, "-l", language).code == 0
    annex = outline(sample.document(f"annex-{DAY}.{language}.docx"))
    assert said in annex.replace("\u00a0", " ")


def test_french_has_no_blank_before_a_stop_or_inside_quotation_marks_as_its_table_says() -> None:
    assert localiser("fr", date.fromisoformat(DAY)).quote("a") == "«a»"
    catalogue, _ = read_po_file((FOLDER / "locale" / "fr.po").read_bytes(), "fr.po")
    spaced = re.compile(r"[ \u00a0\u202f][:;!?»]|«[ \u00a0\u202f]")
    assert [entry.text for entry in catalogue.entries if spaced.search(entry.text)] == []
