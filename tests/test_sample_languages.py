"""The annex and the letter of the sample in every language: without a catalogue the texts stay English."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from briefgen.localise import languages, localiser
from tests.outline import outline
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
