"""Dossiers by chance: a redline from the ledger is the document of the later day, and that of the earlier one.

A tenth of the cases runs with every test, all of them with `make proof`.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from briefgen.word import lint
from briefgen.word.lint.accessible import accessibility
from tests.redline.ledgers import KINDS, LANGUAGES, a_case
from tests.redline.office import resolve_many
from tests.redline.resolver import accepted, plain, rejected, texts

CASES = int(os.environ.get("BRIEFGEN_REDLINES", "30"))


@pytest.mark.parametrize("seed", range(CASES))
def test_accepting_gives_the_later_document_and_rejecting_what_was_known_of_the_earlier_one(
    seed: int, tmp_path: Path
) -> None:
    made, new, old = a_case(seed).compare(tmp_path)
    assert accepted(made) == plain(new)
    assert rejected(made) == plain(old)
    assert {each.code for each in lint(made)} <= {each.code for each in [*lint(new), *lint(old)]}


def test_the_cases_of_chance_are_of_all_kinds_languages_and_templates() -> None:
    cases = [a_case(seed) for seed in range(30)]
    assert {case.kind for case in cases} == set(KINDS)
    assert {case.language for case in cases} == set(LANGUAGES)
    assert Counter(case.template is None for case in cases).keys() == {True, False}
    assert sum(case.since < case.as_of for case in cases) > 25
    assert a_case(7) == a_case(7)


@pytest.mark.parametrize("seed", [0, 4, 5, 9])
def test_what_changes_by_chance_is_marked(seed: int, tmp_path: Path) -> None:
    made, new, old = a_case(seed).compare(tmp_path)
    assert plain(new) != plain(old)
    assert accepted(made) != rejected(made)


@pytest.mark.parametrize("seed", [3, 8, 13, 18])
def test_a_page_that_tells_what_changed_leaves_the_document_as_it_is(seed: int, tmp_path: Path) -> None:
    made, new, old = a_case(seed).compare(tmp_path / "page", summary=True)
    alone, _, _ = a_case(seed).compare(tmp_path / "alone")
    for got, wanted in ((accepted(made), plain(new)), (rejected(made), plain(old))):
        assert got[0][-len(wanted[0]) :] == wanted[0]
        assert texts(got[0])[0].startswith("Follow-up of spring: changes from")
        assert got[1][1:] == wanted[1]
    assert {each.code for each in lint(made)} <= {each.code for each in [*lint(new), *lint(old)]}
    assert {each.code for each in accessibility(made)} <= {each.code for each in accessibility(alone)}


@pytest.mark.render
def test_libreoffice_comes_to_the_same_words_of_both_days(tmp_path: Path) -> None:
    """Without the texts of notes, whose changes LibreOffice 7.4 loses; it may leave an empty paragraph."""
    compared = [a_case(seed).compare(tmp_path / str(seed)) for seed in range(100, 108)]
    for command, wanted in (("AcceptAllTrackedChanges", 1), ("RejectAllTrackedChanges", 2)):
        resolved = resolve_many([each[0] for each in compared], command)
        for got, case in zip(resolved, compared, strict=True):
            assert words(got) == words(case[wanted])


def words(docx: bytes) -> list[str]:
    """The paragraphs of the body that say something."""
    return [each for each in texts(plain(docx)[0]) if each.strip()]
