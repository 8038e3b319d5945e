"""The summary of a meeting: participants counted and listed from their rows, ten numbered paragraphs, figures."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from briefgen.asof import situation_as_of
from briefgen.localise.po import read_catalogue
from briefgen.model.dossier import Dossier
from briefgen.model.kinds import ParagraphEntry
from briefgen.model.manuscript import Manuscript, Passage, Role
from briefgen.sources import read_dossier
from briefgen.text import calls, faults
from briefgen.word.reader import read_manuscript
from tests.sample_documents import document
from tests.sample_dossier import ROOT, figures_in
from tests.test_sample_wording import SEEDS, copied, prose
from tests.workspaces import Workspace, a_workspace

FOLDER = ROOT / "data" / "silk-routes-december-2019"
FIRST, SECOND = date(2019, 12, 4), date(2019, 12, 5)
MADE = {FIRST: "summary-2019-12-04-draft", SECOND: "summary-2019-12-05"}
FRENCH = "translated-summary-2019-12-05-fr"
MEMBERS, OTHERS, BODIES = "Member States of the European Union", "Other countries", "Institutions and organisations"


@cache
def dossier() -> Dossier:
    return read_dossier(FOLDER)[0]


def standing(day: date) -> tuple[ParagraphEntry, ...]:
    return situation_as_of(dossier(), day).paragraphs("summary")


def names(group: str, day: date = SECOND) -> list[str]:
    return [row.name for row in standing(day) if row.kind == "participant" and row.heading == group]


@cache
def made(name: str = MADE[SECOND]) -> Manuscript:
    return read_manuscript(document(name), "summary.docx")


def numbered(name: str = MADE[SECOND]) -> list[Passage]:
    return [each for each in made(name).passages if each.role is Role.NUMBERED]


def said(passage: Passage) -> str:
    return passage.text.replace("\u00a0", " ")


# the record


def test_the_record_is_read_without_a_finding() -> None:
    assert read_dossier(FOLDER)[1] == ()


def test_the_participants_are_as_many_as_took_part() -> None:
    assert len(names(MEMBERS)) + len(names(OTHERS)) == 37
    assert len(names(BODIES)) == 11
    everybody = [*names(MEMBERS), *names(OTHERS), *names(BODIES)]
    assert len(set(everybody)) == len(everybody)


def test_names_are_those_of_december_2019() -> None:
    assert {"Czechia", "the United Kingdom"} <= set(names(MEMBERS))
    assert {"Turkey", "Moldova", "North Macedonia"} <= set(names(OTHERS))
    joined = " ".join(names(BODIES))
    assert "International Organization for Migration (IOM)" in joined
    assert "(Frontex)" in joined
    assert not re.search("FRONTEX|Czech Republic|Türkiye|International Organisation", " ".join(all_texts()) + joined)


def test_the_figures_are_those_of_the_meeting() -> None:
    values = {name: (int(each.value), each.unit) for name, each in situation_as_of(dossier(), SECOND).figures.items()}
    assert values["participants"][0] == 82
    assert values["regional-project-funding"] == (12_000_000, "EUR")
    assert values["portfolio"] == (300_000_000, "EUR")
    assert (values["regional-projects"][0], values["priority-goals"][0]) == (3, 6)


def test_every_figure_is_printed_somewhere() -> None:
    assert figures_in(all_texts()) == {each.figure for each in dossier().figures}


def test_the_first_day_has_half_of_the_summary() -> None:
    kinds = [row.kind for row in standing(FIRST)]
    assert (kinds.count("paragraph"), [row.kind for row in standing(SECOND)].count("paragraph")) == (5, 10)
    before, after = ({row.paragraph: row.text for row in standing(day)} for day in (FIRST, SECOND))
    assert {key for key in before if before[key] != after[key]} == {"north-macedonia"}


# its wording


def all_texts() -> list[str]:
    return [row.text for row in dossier().paragraphs if row.text]


def test_every_text_parses() -> None:
    assert [fault for text in all_texts() for fault in faults(text)] == []


@pytest.mark.parametrize("typed", [r"\d", r"EUR|€", r"\b[mb]illion\b", r"\bDecember\b"])
def test_no_date_no_count_and_no_amount_is_typed(typed: str) -> None:
    assert [text for text in all_texts() if re.search(typed, prose(text))] == []


SLIPS = ("'", '"', " - ", "blue print", "on-going", "participating states", "action plan", "flagships", "  ")


@pytest.mark.parametrize("slip", SLIPS)
def test_spelling_and_terms_are_uniform(slip: str) -> None:
    assert [text for text in all_texts() if re.search(slip, prose(text))] == []


@pytest.mark.parametrize("seed", [*SEEDS.glob("*.txt")] or [None])
def test_no_sentence_is_taken_from_a_published_text(seed: Path | None) -> None:
    if seed is None:
        pytest.skip("the published texts are not at hand")
    own = [*all_texts(), *(row.source for row in dossier().paragraphs), *(each.label for each in dossier().figures)]
    own += [(FOLDER / name).read_text(encoding="utf-8") for name in ("README.md", "dossier.yaml")]
    own.append("\n".join(each.text for each in made().passages))
    published = seed.read_text(encoding="utf-8")
    assert [run for text in own for run in copied(text, published)] == []


# the documents


@pytest.mark.parametrize(("day", "count"), [(FIRST, 5), (SECOND, 10)])
def test_word_numbers_the_paragraphs(day: date, count: int) -> None:
    assert [each.number for each in numbered(MADE[day])] == [f"{number}." for number in range(1, count + 1)]


@pytest.mark.parametrize("name", [MADE[SECOND], FRENCH])
def test_counts_and_lists_agree(name: str) -> None:
    text = said(numbered(name)[0])
    figures = [len(names(MEMBERS)) + len(names(OTHERS)), len(names(BODIES)), len(names(MEMBERS)), len(names(OTHERS))]
    assert [int(each) for each in re.findall(r"\d+", text)] == [82, *figures]


def test_everybody_is_listed_at_the_end_by_groups() -> None:
    body = list(made().body)
    at = next(index for index, each in enumerate(body) if each.text == "Participants")
    assert (body[at].role, body[at].level) == (Role.HEADING, 2)
    for group, each in zip((MEMBERS, OTHERS, BODIES), body[at + 1 :], strict=True):
        *first, last = names(group)
        assert said(each) == f"{group} ({len(names(group))}): {', '.join(first)} and {last}"


def test_the_amounts_are_said_in_house_style() -> None:
    text = numbered()[6].text
    assert "EUR\u00a012\u00a0million each" in text and "a portfolio of EUR\u00a0300\u00a0million" in text
    assert "three regional projects" in said(numbered()[6])
    french = numbered(FRENCH)[6].text
    assert "12\u00a0millions\u00a0d’EUR" in french and "300\u00a0millions\u00a0d’EUR" in french


def test_what_the_chair_will_do_and_its_thanks_are_bold_and_nothing_else_is() -> None:
    bold = {number: [s.text for s in each.spans if s.bold] for number, each in enumerate(numbered(), 1)}
    assert {number: spans for number, spans in bold.items() if spans} == {
        9: ["share the final version"],
        10: ["Turkey, as Chair, thanked"],
    }


def test_the_contributions_are_a_list_below_the_fifth_paragraph() -> None:
    body = [each for each in made().passages if each.role in (Role.NUMBERED, Role.BULLET)]
    bullets = [row for row in standing(SECOND) if row.kind == "bullet"]
    at = body.index(numbered()[4])
    assert [each.role for each in body[at + 1 : at + len(bullets) + 2]] == [Role.BULLET] * len(bullets) + [
        Role.NUMBERED
    ]
    assert {each.level for each in body if each.role is Role.BULLET} == {1}


def test_the_banner_stands_in_the_header_of_each_page_and_not_in_the_text() -> None:
    header = [each.text for each in made().passages if each.role is Role.HEADER]
    about = dossier().documents[0].about
    assert header == [dossier().signatory.institution, about["motto"]]
    assert about["motto"] not in [each.text for each in made().body]


def test_the_title_block_names_process_event_place_and_days() -> None:
    first, second, third = list(made().body)[:3]
    assert (first.role, first.text) == (Role.HEADING, dossier().title)
    assert said(second) == "Istanbul, 4–5 December 2019"
    assert (third.role, third.level, third.text) == (Role.HEADING, 2, "Summary")


def test_the_french_catalogue_is_complete() -> None:
    catalogue, findings = read_catalogue((FOLDER / "locale" / "fr.po").read_bytes(), "fr.po")
    assert findings == ()
    assert [each.source for each in catalogue.entries if not each.text or each.fuzzy] == []
    sources = {each.source for each in catalogue.entries}
    rows = dossier().paragraphs
    assert {each for row in rows for each in (row.text, row.heading, row.name) if each} <= sources


def test_every_value_speaks_of_a_group_or_figure_that_there_is() -> None:
    groups = {row.heading for row in dossier().paragraphs if row.kind == "participant"}
    named = {
        arg for text in all_texts() for call in calls(text) if call.word in ("counted", "listed") for arg in call.args
    }
    assert named == groups == {MEMBERS, OTHERS, BODIES}


# others' summaries


YAML = """\
title: Another meeting
languages: [en]
signatory: {institution: Another process}
documents:
  summary: {template: summary.docx}
"""
ROWS = """\
document,paragraph,as_of,kind,heading,text,name
summary,a,2021-01-01,paragraph,,"From the east and west {{ counted(""east"", ""west"", ""east"") }} countries came.",
summary,b,2021-01-01,heading,,Then,
summary,c,2021-01-01,paragraph,,"They met.

It went on:

- to the end.",
summary,p,2021-01-01,participant,east,,Estonia
summary,q,2021-01-01,participant,west,,Portugal
summary,r,2021-01-01,participant,west,,Ireland
"""


def shown(folder: Path) -> list[Passage]:
    workspace: Workspace = a_workspace(folder, {"dossier.yaml": YAML, "paragraphs.csv": ROWS})
    for name in ("commitments.csv", "followup.csv", "letter.md", "recipients.csv", "figures.csv"):
        (workspace.data / name).unlink()
    run = workspace.run("make", "summary", "--as-of", "2021-02-03", "-o", "made.docx")
    assert (run.code, run.err) == (0, "")
    return list(read_manuscript((workspace.root / "made.docx").read_bytes(), "made.docx").passages)


def test_groups_are_counted_together_and_each_once(tmp_path: Path) -> None:
    assert "From the east and west 3 countries came." in [each.text for each in shown(tmp_path)]


def test_a_paragraph_goes_on_without_a_number_of_its_own(tmp_path: Path) -> None:
    found = {each.text: (each.style, each.number) for each in shown(tmp_path)}
    assert found["They met."] == ("Summary Paragraph", "2.")
    assert found["It went on:"] == ("Summary Paragraph Continue", "")
    assert found["to the end."][0] == "Summary Paragraph Bullet"
    assert found["Then"][0] == "heading 3"


def test_without_place_and_motto_nothing_is_left_of_their_lines(tmp_path: Path) -> None:
    assert not {"Meeting Venue", "Banner Line"} & {each.style for each in shown(tmp_path)}
