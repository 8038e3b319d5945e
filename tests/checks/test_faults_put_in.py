"""Each fault that is put into sound material, anywhere, is found by its rule, and by no other.

Every rule of the register has its fault here. BRIEFGEN_FAULTS tells how many places and values are tried for each.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from briefgen.asof import situation_as_of
from briefgen.checks import CheckContext, PaperSent, RuleSelection, all_rules, check
from briefgen.checks.engine.report_day import with_stated_days
from briefgen.checks.language.glossary import glossary_of
from briefgen.compose import Request, manuscripts_of
from briefgen.findings import Finding, Grade
from briefgen.localise import localiser
from briefgen.model.dossier import Dossier
from briefgen.model.manuscript import Manuscript
from briefgen.word.reader import read_manuscript
from tests.checks.mutations import (
    amounts,
    changes,
    dates,
    files,
    slips,
    slips_of_form,
    status,
    sums,
    tables_and_lists,
    terms,
    texts,
)
from tests.checks.mutations.inserting import DAY
from tests.sample_documents import document
from tests.sample_dossier import ANNEX_DAYS, LETTER_DAY
from tests.sample_dossier import dossier as sample

IN_RECORDS = {
    rule: mutation
    for family in (amounts, changes, dates, slips_of_form, status, sums, terms, texts)
    for rule, mutation in family.MUTATIONS.items()
}
IN_COMPOSED = dates.IN_MANUSCRIPTS
IN_FILES = {**files.IN_FILES, **slips.IN_FILES, **slips_of_form.IN_FILES, **tables_and_lists.IN_FILES}
IN_PAIRS_OF_FILES = {"XDO-003"}
"""What two files are asked for alone: `test_together` has it."""

OF_THE_SAME_FIGURES = {"SUM-005": {"SUM-001", "CNT-006"}}
"""What is said rightly of a text whose figures no longer add up, beside what is said of figures.csv."""

ALSO_LATER = {"DAT-001": {"STA-008"}}
"""What is found rightly three days later: what was told as done too early is then an entry that knew too much."""

TRIED = int(os.environ.get("BRIEFGEN_FAULTS", "0"))
SETTINGS = settings(
    max_examples=TRIED or 3,
    derandomize=not TRIED,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
Counted = Counter[tuple[str, str]]


def context_of(dossier: Dossier, day: date) -> CheckContext:
    situation = situation_as_of(dossier, day)
    manuscripts = manuscripts_of(situation, Request(localiser("en", day), place="Brussels"), dossier.documents)
    sent = PaperSent(changes.SENT, changes.SENT, "the annex of 6 March 2023")
    return CheckContext(manuscripts, situation, day, glossary_of(dossier.glossary), sent=(sent,))


def counted(findings: list[Finding], rule: str) -> Counted:
    """What a minister must not see, and hints of the rule that is asked for; by rule and words."""
    grave = (each for each in findings if each.grade > Grade.HINT or each.rule == rule)
    return Counter((each.rule, each.words) for each in grave)


@cache
def clean(day: date) -> list[Finding]:
    return check(context_of(sample(), day))


def new_in(context: CheckContext, day: date, rule: str) -> set[str]:
    """The rules that find something in a context which they do not find in the sound record."""
    return {name for name, _ in counted(check(context), rule) - counted(clean(day), rule)}


def found_in(manuscript: Manuscript, rule: str = "") -> set[str]:
    return {name for name, _ in counted(check(CheckContext((manuscript,), day=manuscript.as_of)), rule)}


def test_every_rule_has_a_fault_that_is_put_in() -> None:
    assert set(all_rules()) == {*IN_RECORDS, *IN_COMPOSED, *IN_FILES, *IN_PAIRS_OF_FILES}


@pytest.mark.parametrize("rule", IN_RECORDS)
@given(data=st.data())
@SETTINGS
def test_a_fault_put_into_the_record_is_found_and_nothing_else(rule: str, data: st.DataObject) -> None:
    changed = IN_RECORDS[rule](data.draw, sample())
    assert new_in(context_of(changed, DAY), DAY, rule) - OF_THE_SAME_FIGURES.get(rule, set()) == {rule}


@pytest.mark.parametrize("rule", IN_COMPOSED)
@given(data=st.data())
@SETTINGS
def test_a_fault_put_into_a_document_of_the_record_is_found_and_nothing_else(rule: str, data: st.DataObject) -> None:
    context = context_of(sample(), DAY)
    letter, annex = sorted(context.manuscripts, key=lambda each: each.kind == "annex")
    changed = replace(context, manuscripts=(letter, IN_COMPOSED[rule](data.draw, annex)))
    assert new_in(changed, DAY, rule) == {rule}


@given(data=st.data())
@SETTINGS
def test_the_clean_file_is_clean(data: st.DataObject) -> None:
    file = files.clean_file()
    counts = tables_and_lists.with_counts(file, [20, 30, 40], 90)
    assert [found_in(each) for each in (file, counts, tables_and_lists.with_recitals(data.draw, file))] == [set()] * 3


@pytest.mark.parametrize("rule", IN_RECORDS)
@given(data=st.data())
@settings(SETTINGS, max_examples=TRIED or 1)
def test_three_days_later_nothing_else_is_found_either(rule: str, data: st.DataObject) -> None:
    """What has been overtaken since is not printed any more, so the fault itself may be gone."""
    changed = IN_RECORDS[rule](data.draw, sample())
    assert new_in(context_of(changed, LETTER_DAY), LETTER_DAY, rule) <= {rule, *ALSO_LATER.get(rule, ())}


@pytest.mark.parametrize("rule", IN_FILES)
@given(data=st.data())
@SETTINGS
def test_a_fault_put_into_a_file_is_found_and_nothing_else(rule: str, data: st.DataObject) -> None:
    assert found_in(IN_FILES[rule](data.draw, files.clean_file()), rule) == {rule}


@cache
def annexes(count: int) -> tuple[Manuscript, ...]:
    """The first annexes of the sample, as files that are read."""
    names = [f"annex-{day}" for day in ANNEX_DAYS[:count]]
    return tuple(with_stated_days(read_manuscript(document(name), f"{name}.docx")) for name in names)


def found_between(papers: Sequence[Manuscript]) -> list[Finding]:
    return check(CheckContext(tuple(papers)), RuleSelection(("CHG",)))


@pytest.mark.parametrize("count", [2, 3, 4])
def test_between_the_annexes_of_the_sample_nothing_is_found_that_matters(count: int) -> None:
    assert [str(each) for each in found_between(annexes(count)) if each.grade > Grade.HINT] == []


@pytest.mark.parametrize("rule", changes.IN_SERIES)
@given(data=st.data())
@SETTINGS
def test_a_fault_put_into_a_series_of_annexes_is_found_and_nothing_else(rule: str, data: st.DataObject) -> None:
    """Three annexes; where a deadline slips for the third time four."""
    sound = annexes(4 if rule == "CHG-003" else 3)
    changed = changes.IN_SERIES[rule](data.draw, sound)
    found = counted(found_between(changed), rule) - counted(found_between(sound), rule)
    assert {name for name, _ in found} == {rule}
