"""A mistake of the bank that was found once stays found, and its papers stay silent without it.

BRIEFGEN_BANK=1 asks all of them, else every ninth is asked.
"""

from __future__ import annotations

import os

import pytest

from briefgen.findings import Grade
from tests.bank.examining import clean_findings, found_of
from tests.bank.faults import LANGUAGES, BankFault, faults, papers, texts_with
from tests.bank.figures import known_false_alarms, recorded

EACH = int(os.environ.get("BRIEFGEN_BANK", "9"))
ASKED = faults()[::EACH]
FAMILIES_AT_LEAST = 15


@pytest.mark.parametrize("fault", ASKED, ids=lambda fault: fault.id)
def test_what_was_found_once_is_found(fault: BankFault) -> None:
    once = recorded()[fault.id]
    assert found_of(fault).grave or not once.grave, f"{fault.mistake}; it was found by {', '.join(once.grave)}"


@pytest.mark.parametrize("paper", papers())
def test_of_a_paper_without_a_mistake_nothing_is_said_that_is_not_known(paper: str) -> None:
    said = {(paper, each.rule, each.words) for each in clean_findings(paper) if each.grade > Grade.HINT}
    assert said <= known_false_alarms()


def test_each_mistake_can_be_made() -> None:
    assert all(texts_with(fault) for fault in faults())


def test_each_mistake_has_an_id_of_its_own_and_is_recorded() -> None:
    ids = [fault.id for fault in faults()]
    assert len(set(ids)) == len(ids) and set(ids) == set(recorded())


def test_the_bank_is_large_and_of_many_kinds() -> None:
    assert len(faults()) >= 300
    assert len({fault.family for fault in faults()}) >= FAMILIES_AT_LEAST
    assert {fault.language for fault in faults()} == set(LANGUAGES)
    assert {fault.mechanical for fault in faults()} == {"yes", "partly", "no"}
