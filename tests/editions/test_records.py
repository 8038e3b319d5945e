"""The records of a dossier are known by the digests of every loop that a template may print them in."""

from __future__ import annotations

import pytest

from briefgen.editions.records import name_records, paragraphs_above
from briefgen.word.anchors.names import record_digest
from tests.builders import a_commitment, a_dossier, a_follow_up, a_paragraph

DOSSIER = a_dossier(
    a_commitment(point="dublin", number="10"),
    a_follow_up(point="dublin", item="roadmap"),
    a_paragraph(document="conclusions", kind="recital", paragraph="summit"),
    a_paragraph(document="conclusions", kind="dash", paragraph="tirana"),
    a_paragraph(document="results", kind="dash", paragraph="summit"),
)


@pytest.mark.parametrize(
    ("loops", "name"),
    [
        (["dublin"], "point 10"),
        (["dublin", "roadmap"], "point 10, item roadmap"),
        (["roadmap"], "point 10, item roadmap"),
        (["summit"], "paragraph summit"),
        (["summit", "tirana"], "paragraph tirana"),
        (["tirana"], "paragraph tirana"),
    ],
)
def test_a_record_is_called_the_same_in_whatever_loops_it_was_printed(loops: list[str], name: str) -> None:
    assert name_records(DOSSIER)[record_digest(loops)] == name


def test_a_dash_before_any_recital_stands_below_nothing() -> None:
    rows = [
        a_paragraph(kind=kind, paragraph=key) for kind, key in (("dash", "first"), ("point", "one"), ("dash", "two"))
    ]
    assert paragraphs_above(rows) == {"two": "one"}
