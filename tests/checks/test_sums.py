"""Totals and their parts, in sentences, tables and the record."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from briefgen.findings import Grade
from briefgen.model.dossier import Figure
from tests.builders import a_dossier, a_figure
from tests.checks.builders import a_cell, a_context, a_manuscript, findings, words

HARD = "\u00a0"


def test_a_total_that_is_not_the_sum_of_its_parts_is_found() -> None:
    text = "Until now 524 persons were transferred, 16 from Malta, 111 from Cyprus, 397 from Italy and 34 from Spain."
    (found,) = findings("SUM-001", text)
    assert found.grade is Grade.ERROR
    assert found.message == "the parts add up to 558, not 524: 16 + 111 + 397 + 34; without 34 they make 524"


@pytest.mark.parametrize(
    "text",
    [
        "Until now 558 persons were transferred, 16 from Malta, 111 from Cyprus, 397 from Italy and 34 from Spain.",
        "In all 12 meetings, 3 workshops, 4 missions and 2 forums were held.",
        "Support reaches 228 projects, among them 40 in Serbia, 30 in Albania and 10 in Kosovo.",
        "Of 27 Member States, 13 replied on 14 March and 10 on 16 March.",
        "Montenegro has 10, Albania 9 and Kosovo 7 partners.",
        "We sent 13 from Italy, 12 from Spain, 4 from Malta and 3 from Greece.",
        "Article 5 counts 20 points; 3 in part one, 4 in part two, and more in others.",
    ],
)
def test_sums_that_hold_and_lists_that_are_none_are_let_be(text: str) -> None:
    assert words("SUM-001", text) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "fr",
            "Au total, 524 personnes ont été transférées: 397 d’Italie, 111 de Chypre, 34 d’Espagne et 16 de Malte.",
        ),
        ("de", "Insgesamt wurden 524 Personen überstellt, 397 aus Italien, 111 aus Zypern und 34 aus Spanien."),
        ("it", "In totale 524 persone, 397 da Roma, 111 da Nicosia e 34 da Madrid."),
    ],
)
def test_totals_are_added_up_in_other_languages(language: str, text: str) -> None:
    assert [each.grade for each in findings("SUM-001", text, language=language)] == [Grade.ERROR]


def test_amounts_are_added_up_too() -> None:
    text = (
        "EUR 210 million is there: EUR 70 million for minors, EUR 50 million for borders and EUR 80 million for others."
    )
    (found,) = findings("SUM-001", text)
    assert found.grade is Grade.WARNING
    assert "200" in found.message


def test_a_part_that_is_more_than_its_whole_is_found() -> None:
    assert words("SUM-001", "The package is EUR 152 million, of which EUR 624 million is budget support.")
    assert not words("SUM-001", "The package is EUR 624 million, of which EUR 152 million is budget support.")


def test_parts_of_several_years_add_up() -> None:
    assert words("SUM-001", "Since then 640 trainers have come: 201 in 2023, 190 in 2024 and 240 in 2025.")
    assert not words("SUM-001", "Since then 640 trainers have come: 210 in 2023, 190 in 2024 and 240 in 2025.")


@given(st.lists(st.integers(20, 900), min_size=3, max_size=6))
def test_what_adds_up_is_never_told(parts: list[int]) -> None:
    listed = [
        f"{part} from {name}"
        for part, name in zip(parts, "Italy Cyprus Spain Malta Greece Latvia".split(), strict=False)
    ]
    assume(not {sum(parts), sum(parts) - 1} & set(range(1900, 2100)))  # which are read as years, and never added up
    text = f"In all {sum(parts)} persons were transferred, {', '.join(listed[:-1])} and {listed[-1]}."
    assert findings("SUM-001", text) == []
    assert findings("SUM-001", text.replace(str(sum(parts)), str(sum(parts) - 1), 1))


def test_shares_that_miss_100_by_one_are_hinted_at() -> None:
    assert words("SUM-006", "They lie in A (24%), B (23%), C (12%), D (16%), E (16%) and F (8%).")
    assert not words("SUM-006", "They lie in A (24%), B (23%), C (12%), D (16%), E (16%) and F (9%).")
    assert not words("SUM-006", "It is 67% here, 17% there and 15% elsewhere.")


def test_a_ranked_list_out_of_order_is_found() -> None:
    assert words("SUM-004", "The lowest are A (2%), B (4%), C (6%), D (8%) and E (7%).")
    assert not words("SUM-004", "The highest are A (13), B (10), C (9), D (9) and E (7).")
    assert not words("SUM-004", "They are A (2), B (4) and C (3).")


def test_a_share_of_the_whole_called_a_share_within_is_found() -> None:
    told = "They work on border management (32%) and migrant smuggling (22%)."
    wrong = "This is 22% of all activities in the area of migrant smuggling."
    assert words("SUM-002", told, wrong)
    assert not words("SUM-002", told, "This is 22% of all activities.")


def a_table(*rows: tuple[str, str]) -> list[object]:
    return [a_cell(text, row, column) for row, cells in enumerate(rows, 1) for column, text in enumerate(cells, 1)]


def test_the_row_of_totals_is_added_up() -> None:
    rows = ("Country", "Persons"), ("Italy", "397"), ("Cyprus", "111"), ("Spain", "34"), ("Total", "508")
    (found,) = findings("SUM-007", a_manuscript(*a_table(*rows)))  # type: ignore[arg-type]
    assert found.message == "the rows above add up to 542, not 508: 397 + 111 + 34"
    assert found.grade is Grade.ERROR


def test_rounded_totals_are_hints_and_right_ones_nothing() -> None:
    rounded = ("", "%"), ("Italy", "33.3"), ("Cyprus", "33.3"), ("Spain", "33.3"), ("Total", "100.0")
    right = ("", ""), ("Italy", "397"), ("Cyprus", "111"), ("Spain", "34"), ("Total", "542")
    assert [each.grade for each in findings("SUM-007", a_manuscript(*a_table(*rounded)))] == [Grade.HINT]  # type: ignore[arg-type]
    assert findings("SUM-007", a_manuscript(*a_table(*right))) == []  # type: ignore[arg-type]


def test_tables_too_small_or_without_a_last_total_are_let_be() -> None:
    small = ("", ""), ("Italy", "397"), ("Cyprus", "111"), ("Total", "9")
    first = ("Total", "9"), ("Italy", "397"), ("Cyprus", "111"), ("Spain", "34"), ("Malta", "16")
    notes = ("", ""), ("Italy", "397"), ("Cyprus", "111"), ("Spain", "34"), ("Malta", "16"), ("Total", "see note 3")
    for rows in (small, first, notes):
        assert findings("SUM-007", a_manuscript(*a_table(*rows))) == []  # type: ignore[arg-type]


def relocations(**changes: str) -> list[Figure]:
    values = {"relocations": "558", "italy": "397", "cyprus": "111", "spain": "34", "malta": "16", **changes}
    return [
        a_figure(figure=name, value=value, unit="persons", part_of="" if name == "relocations" else "relocations")
        for name, value in values.items()
    ]


def test_figures_that_add_up_are_let_be() -> None:
    assert findings("SUM-005", a_context(dossier=a_dossier(*relocations()))) == []


def test_a_figure_that_is_not_the_sum_of_its_parts_is_an_error() -> None:
    (found,) = findings("SUM-005", a_context(dossier=a_dossier(*relocations(relocations="524"))))
    assert found.grade is Grade.ERROR
    assert "558, not 524: 397 + 111 + 34 + 16" in found.message


def test_the_row_that_broke_the_total_is_named() -> None:
    later = a_figure(figure="spain", as_of="2023-03-10", value="40", unit="persons", part_of="relocations")
    (found,) = findings("SUM-005", a_context(dossier=a_dossier(*relocations(), later)))
    assert found.words == "40"
    assert found.message.startswith("from 2023-03-10 on")


def test_a_total_wrong_on_other_days_only_is_a_warning() -> None:
    later = a_figure(figure="spain", as_of="2023-03-10", value="40", unit="persons", part_of="relocations")
    mended = a_figure(figure="relocations", as_of="2023-03-12", value="564", unit="persons")
    (past,) = findings("SUM-005", a_context(dossier=a_dossier(*relocations(), later, mended)))
    (future,) = findings("SUM-005", a_context(dossier=a_dossier(*relocations(), later), as_of="2023-03-05"))
    assert past.grade is future.grade is Grade.WARNING


def test_a_total_that_is_wrong_by_a_row_nobody_knew_yet_is_let_be() -> None:
    later = a_figure(figure="spain", as_of="2023-03-10", value="40", unit="persons", part_of="relocations")
    dossier = a_dossier(*relocations(), later)
    assert findings("SUM-005", a_context(dossier=dossier, known_on="2023-03-09")) == []
    assert len(findings("SUM-005", a_context(dossier=dossier, known_on="2023-03-10"))) == 1


def test_a_total_before_its_first_part_is_let_be() -> None:
    total = a_figure(figure="relocations", as_of="2023-02-01", value="500", unit="persons")
    assert findings("SUM-005", a_context(dossier=a_dossier(total, *relocations()))) == []


@given(st.lists(st.decimals(0, 10**9, places=2), min_size=1, max_size=8), st.decimals("0.01", 10**6, places=2))
def test_every_difference_in_the_record_is_found(parts: list[Decimal], difference: Decimal) -> None:
    figures = [a_figure(figure=f"part-{n}", value=str(each), part_of="all") for n, each in enumerate(parts)]
    for wrong in (Decimal(), difference):
        total = a_figure(figure="all", value=str(sum(parts) + wrong))
        assert bool(findings("SUM-005", a_context(dossier=a_dossier(total, *figures)))) is bool(wrong)
