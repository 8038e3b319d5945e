"""The record of the sample's conclusions: the facts of the published ones, in our own words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefgen.localise.po import read_catalogue
from briefgen.sources import read_dossier
from briefgen.text import faults
from tests.sample_conclusions import ADOPTED, CITED, DRAFT, FOLDER, dossier, numbers, of_kind, standing
from tests.test_sample_wording import SEEDS, copied, prose, without_names

# names that cannot be said in other words
NAMES = (
    "calls on the Member States, together with Western Balkans partners",
    "enhancing cooperation with Western Balkans partners in the field of migration and security",
    "Joint Action Plan on Counter-Terrorism for the Western Balkans",
    "European Monitoring Centre for Drugs and Drug Addiction",
    "Regional Network of National P-CVE Coordinators (RNNC)",
    "Roadmap for a sustainable solution to the illegal possession, misuse and trafficking of Small Arms",
    "and Light Weapons (SALW) and their ammunition in the Western Balkans by",
)


# the record


def test_the_record_is_read_without_a_finding() -> None:
    assert read_dossier(FOLDER)[1] == ()


def test_as_many_recitals_and_points_stand_as_were_adopted() -> None:
    assert len(of_kind(ADOPTED, "recital")) == 26
    assert len(of_kind(ADOPTED, "point")) == 26


def test_the_points_call_on_whom_the_adopted_ones_do() -> None:
    called: dict[str, int] = {}
    head = ""
    for row in standing(ADOPTED):
        head = row.text if row.kind == "calls" else head
        if row.kind == "point":
            called[head] = called.get(head, 0) + 1
    assert list(called.values()) == [10, 9, 7]
    for said, body in zip(called, ("Member States", "Commission", "justice and home affairs agencies"), strict=True):
        assert said.startswith("calls on ") and body in said


def test_eleven_dashes_stand_under_the_first_point() -> None:
    rows = standing(ADOPTED)
    first = next(at for at, row in enumerate(rows) if row.kind == "point")
    assert [row.kind for row in rows[first + 1 : first + 13]] == ["dash"] * 11 + ["point"]
    assert len(of_kind(ADOPTED, "dash")) == 11


def test_the_documents_are_cited_in_the_order_of_their_footnotes() -> None:
    notes = [note for row in standing(ADOPTED) for note in re.findall(r"^\[\^.+?\]: (.+)$", row.text, re.MULTILINE)]
    assert [cited in note for cited, note in zip(CITED, notes, strict=True)] == [True] * 6
    assert all(note.endswith(".") for note in notes)


def test_the_draft_lacks_what_was_added_later_and_says_some_things_otherwise() -> None:
    before, after = ({row.paragraph: row.text for row in standing(day)} for day in (DRAFT, ADOPTED))
    assert before.keys() < after.keys()
    assert after.keys() - before.keys() == {"first-objective", "disinformation", "drugs"}
    assert {key for key in before if before[key] != after[key]} == {"pandemic", "visa-policy"}


def test_every_row_says_where_it_comes_from() -> None:
    assert [
        row.paragraph for row in dossier().paragraphs if not re.match(r"8622/20, |8132/20 REV 1; ", row.source)
    ] == []
    for row in standing(ADOPTED):
        if row.kind in ("recital", "point"):
            assert row.source == f"8622/20, {row.kind} {numbers(ADOPTED)[row.paragraph]}"


# its wording


def all_texts() -> list[str]:
    return [row.text for row in dossier().paragraphs]


def test_every_text_parses() -> None:
    assert [fault for text in all_texts() for fault in faults(text)] == []


MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"


@pytest.mark.parametrize("typed", [r"EUR|€", r"\b[mb]illion\b", rf"\b({MONTHS})\b", r"\b20[012]\d\b(?!\)| 315| 293)"])
def test_no_date_and_no_amount_is_typed(typed: str) -> None:
    assert [text for text in all_texts() if re.search(typed, prose(text).replace("(EU) 2019/1240", ""))] == []


@pytest.mark.parametrize(
    "slip",
    [
        "'",
        '"',
        " - ",
        "illegal",
        "instrumentali",
        "combatt",
        "third country",
        "Balkan partners",
        r"[;,]$",
        "  ",
    ],
)
def test_spelling_and_terms_are_uniform(slip: str) -> None:
    assert [text for text in all_texts() if re.search(slip, prose(text).replace("illegal possession", ""))] == []


@pytest.mark.parametrize("short", ["Frontex", "EASO", "CEPOL", "EMPACT", "SIENA", "CSDP"])
def test_every_short_name_stands_in_brackets_behind_the_long_one_first(short: str) -> None:
    said = " ".join(row.text for row in standing(ADOPTED))
    assert said.index(short) == said.index(f"({short})") + 1


@pytest.mark.parametrize("seed", [*SEEDS.glob("*.txt")] or [None])
def test_no_sentence_is_taken_from_a_published_text(seed: Path | None) -> None:
    if seed is None:
        pytest.skip("the published texts are not at hand")
    published = without_names(seed.read_text(encoding="utf-8"), NAMES)
    own = [*all_texts(), *(row.source for row in dossier().paragraphs), *(each.label for each in dossier().figures)]
    own += [(FOLDER / name).read_text(encoding="utf-8") for name in ("README.md", "dossier.yaml")]
    assert [run for text in own for run in copied(without_names(text, NAMES), published)] == []


def test_a_text_of_the_published_ones_would_be_found() -> None:
    original = "to keep a joint list of the offices that answer questions on this subject within a week"
    assert copied(f"And {original}.", original) != []


def test_the_french_catalogue_is_complete() -> None:
    catalogue, findings = read_catalogue((FOLDER / "locale" / "fr.po").read_bytes(), "fr.po")
    assert findings == ()
    assert [each.source for each in catalogue.entries if not each.text or each.fuzzy] == []
    assert {row.text for row in dossier().paragraphs} <= {each.source for each in catalogue.entries}
