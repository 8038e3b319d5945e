"""Each fault of names, references, form and repetition that is put into sound material is found, and nothing else."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefgen.asof import situation_as_of
from briefgen.checks import Reading, check
from briefgen.checks.glossary import glossary_of
from briefgen.compose.composed import Request
from briefgen.compose.manuscripts import manuscripts_of
from briefgen.dossier import Dossier
from briefgen.findings import Finding, Grade
from briefgen.localise import localiser
from briefgen.manuscript import Manuscript
from tests.checks.mutations import files, terms
from tests.checks.mutations.inserting import DAY
from tests.sample_dossier import dossier as sample

SETTINGS = settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def of_record(dossier: Dossier) -> list[Finding]:
    situation = situation_as_of(dossier, DAY)
    documents = [each for each in dossier.documents if each.kind in ("annex", "letter")]
    manuscripts = manuscripts_of(situation, Request(localiser("en", DAY)), documents)
    return grave(check(Reading(manuscripts, situation, DAY, glossary_of(dossier.glossary))))


def of_file(manuscript: Manuscript) -> list[Finding]:
    return grave(check(Reading((manuscript,), day=manuscript.as_of)))


def grave(findings: list[Finding]) -> list[Finding]:
    return [each for each in findings if each.grade >= Grade.WARNING]


@cache
def before() -> Counter[tuple[str, str]]:
    return counted(of_record(sample()))


def counted(findings: list[Finding]) -> Counter[tuple[str, str]]:
    return Counter((each.rule, each.words) for each in findings)


@pytest.mark.parametrize("rule", terms.MUTATIONS)
@given(data=st.data())
@SETTINGS
def test_a_fault_put_into_the_record_is_found_and_nothing_else(rule: str, data: st.DataObject) -> None:
    changed = terms.MUTATIONS[rule](data.draw, sample())
    if changed != sample():
        assert {name for name, _ in counted(of_record(changed)) - before()} == {rule}


def test_the_clean_file_is_clean() -> None:
    assert of_file(files.clean_file()) == []


@pytest.mark.parametrize("rule", files.IN_FILES)
@given(data=st.data())
@SETTINGS
def test_a_fault_put_into_a_file_is_found_and_nothing_else(rule: str, data: st.DataObject) -> None:
    changed = files.IN_FILES[rule](data.draw, files.clean_file())
    assert {each.rule for each in of_file(changed)} == {rule}
