"""Each cell of the table of facts is a test; where the table is not at hand, the golden table stands for it."""

from __future__ import annotations

import pytest

from tests.localise.facts import BOUNDS, NOT_SAID, OTHER_FORMS, SAID, bounds, expected, facts, saying
from tests.localise.spaces import plain

CELLS = [(language, key) for language, key in facts() if language != "und" and key not in NOT_SAID]
DATES = [key.split(": ", 1)[1] for (_, key), edtf in facts().items() if key.startswith("edtf:") and edtf != "(none)"]
needs_facts = pytest.mark.skipif(not facts(), reason="the table of facts is not here")


@needs_facts
@pytest.mark.parametrize(("language", "key"), CELLS)
def test_a_cell_is_said_as_the_table_of_facts_has_it(language: str, key: str) -> None:
    assert plain(SAID[key](saying(language))) == plain(expected(language, key))


@needs_facts
def test_no_fact_is_passed_over() -> None:
    assert {key for _, key in facts() if not key.startswith(BOUNDS)} == SAID.keys() | NOT_SAID


@needs_facts
@pytest.mark.parametrize("language", OTHER_FORMS)
def test_the_other_allowed_form_of_an_amount_can_be_had(language: str) -> None:
    assert OTHER_FORMS[language](saying(language)).replace("\u00a0", " ") in facts()[
        language, "eur_30_million_other"
    ].replace("\u00a0", " ")


@needs_facts
@pytest.mark.parametrize("words", DATES)
def test_an_imprecise_date_lies_between_the_days_of_the_facts(words: str) -> None:
    edtf = facts()["und", f"edtf: {words}"]
    known = facts()
    from_day, to_day = known.get(("und", f"edtf_from: {words}"), ""), known.get(("und", f"edtf_to: {words}"), "")
    assert bounds(edtf) == (from_day, to_day)
