"""The fixed wording of the supplied templates, as a reviser reads it in each language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from briefgen.localise import localiser
from briefgen.localise.po import PoEntry, read_po_file

CATALOGUES = sorted(Path("templates/locale").glob("*.po"))
BY_LANGUAGE = [path.stem for path in CATALOGUES]


def wording(language: str) -> Iterator[PoEntry]:
    path = Path(f"templates/locale/{language}.po")
    read, findings = read_po_file(path.read_bytes(), path.name)
    assert findings == ()
    yield from read.entries


@pytest.mark.parametrize("language", BY_LANGUAGE)
def test_no_sentence_ends_with_a_day_that_ends_with_a_stop(language: str) -> None:
    if not localiser(language, date(2023, 3, 17)).date("2022-05-28").endswith("."):
        return
    assert [each.text for each in wording(language) if re.search(r"dated.*\}\}\.", each.text)] == []


@pytest.mark.parametrize("language", BY_LANGUAGE)
def test_no_space_stands_before_a_stop_or_inside_quotation_marks(language: str) -> None:
    # Interinstitutional style guide, 6.4: for French as for the others
    loose = re.compile(r"[ \u00a0\u202f][:;!?»]|«[ \u00a0\u202f]")
    assert [each.text for each in wording(language) if loose.search(each.text)] == []
