"""The sample record: complete, and told as of its dates."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from briefgen.dates import parse
from briefgen.model.dossier import FollowUp, State
from briefgen.sources import read_dossier
from briefgen.text import calls
from briefgen.workspace.workspace import FILE_NAME, read_settings
from tests.sample_dossier import (
    ANNEX_DAY,
    ANNEX_DAYS,
    FOLDER,
    HEADS,
    LETTER_DAY,
    MEETING,
    ROOT,
    all_texts,
    annex_texts,
    dossier,
    figures_in,
    letter,
    situation,
    standing,
)

LETTER_FIGURES = {
    "border-funding",
    "border-officers",
    "current-projects",
    "morocco-budget-support",
    "morocco-package",
    "north-africa-additional",
    "north-africa-committed",
    "post-cotonou-partners",
    "reception-support",
    "resettlement-funding",
    "resettlement-places",
    "serbia-standing-corps",
    "smuggling-western-balkans",
    "turkiye-surveillance",
    "western-balkans-package",
}


# the whole of it


def test_the_record_is_read_without_a_finding() -> None:
    assert read_dossier(FOLDER)[1] == ()


def test_the_workspace_names_the_dossier() -> None:
    assert read_settings(ROOT / FILE_NAME).dossier == FOLDER.name


def test_the_points_stand_in_the_order_of_the_annex() -> None:
    numbers = [commitment.number for commitment in dossier().commitments]
    assert numbers == ["1", "2a", "2b", *map(str, range(3, 16)), "", ""]


def test_the_action_plans_are_a_part_of_their_own() -> None:
    parts = [commitment.part for commitment in dossier().commitments]
    assert parts == [""] * 16 + ["EU Action Plans"] * 2


def test_every_follow_up_of_the_annex_stands_on_17_march() -> None:
    assert len(standing(ANNEX_DAY)) >= 53


@pytest.mark.parametrize("as_of", ANNEX_DAYS)
def test_no_point_is_without_a_follow_up(as_of: date) -> None:
    assert [point.commitment.point for point in situation(as_of).points if not point.items] == []


def test_outreach_covers_the_six_countries() -> None:
    partners = next(point for point in situation(ANNEX_DAY).points if point.commitment.number == "11")
    groups = [(item.key, item.follow_up.group) for item in partners.items]
    outreach = [key for key, group in groups if group == "Outreach"]
    assert outreach == ["bangladesh", "pakistan", "morocco", "tunisia", "egypt", "nigeria"]
    assert [group for _, group in groups] == ["", ""] + ["Outreach"] * 6


def test_the_letter_goes_to_all_27_members_of_the_european_council() -> None:
    recipients = dossier().recipients
    assert len({recipient.recipient for recipient in recipients}) == 27
    assert all(recipient.salutation and recipient.address for recipient in recipients)
    assert {recipient.language for recipient in recipients} <= set(dossier().languages)


def test_the_four_areas_are_announced_by_the_names_of_the_heads() -> None:
    opening, *_ = letter().split("\n\n**", 1)
    heads = tuple(re.findall(r"^\*\*(.+?):\*\* ", letter(), flags=re.MULTILINE))
    assert heads == HEADS
    assert all(head.lower() in opening.lower() for head in heads)


# as of


def test_the_ledger_begins_on_the_day_of_the_meeting() -> None:
    assert min(row.as_of for row in dossier().follow_ups) == MEETING


def test_at_least_ten_items_have_a_history() -> None:
    rows = Counter(row.item for row in dossier().follow_ups)
    assert sum(count > 1 for count in rows.values()) >= 10


def test_the_annexes_of_the_four_dates_all_differ() -> None:
    annexes = {tuple((key, row.text) for key, row in standing(day).items()) for day in ANNEX_DAYS}
    assert len(annexes) == len(ANNEX_DAYS)


@pytest.mark.parametrize("item", ["libya-task-force", "bulgaria-pilot", "tunisia"])
def test_what_happens_on_20_march_is_still_ahead_on_the_17th(item: str) -> None:
    ahead, after = standing(ANNEX_DAY)[item], standing(LETTER_DAY)[item]
    assert ahead.state is State.PLANNED
    assert re.search(r'will [^.]*\{\{ when\("2023-03-20"\) \}\}', ahead.text)
    assert after.as_of == LETTER_DAY
    assert not re.search(r'will [^.]*\{\{ \w+\("2023-03-20"\) \}\}', after.text)


def test_no_entry_dated_20_march_stands_on_the_17th() -> None:
    assert all(row.as_of <= ANNEX_DAY for row in standing(ANNEX_DAY).values())
    assert any(row.as_of == LETTER_DAY for row in dossier().follow_ups)


def test_what_is_done_names_no_later_day() -> None:
    late = [
        (row.item, str(call.args[0]))
        for row in dossier().follow_ups
        if row.state is State.DONE
        for call in calls(row.text)
        if call.word in {"date", "when", "by"} and _begins_after(str(call.args[0]), row.as_of)
    ]
    assert late == []


def _begins_after(spelling: str, day: date) -> bool:
    first = parse(spelling).first
    return first is not None and first > day


@pytest.mark.parametrize("as_of", [*ANNEX_DAYS, date(2023, 2, 20)])
def test_no_annex_announces_what_has_begun(as_of: date) -> None:
    ahead = re.compile(r'\bwill [^.;,]*?\{\{ (?:when|date)\("([^"]+)"')
    begun = [
        (row.item, said)
        for row in standing(as_of).values()
        for said in ahead.findall(row.text)
        if re.match(r"\d{4}-\d\d-\d\d", said) and not _begins_after(said, as_of)
    ]
    assert begun == []


def test_an_item_overtaken_by_another_is_withdrawn() -> None:
    assert "serbia-call" in standing(date(2023, 3, 6))
    assert "serbia-call" not in standing(ANNEX_DAY)
    assert "serbia-readiness" in standing(ANNEX_DAY)


def test_a_correction_recorded_later_is_not_known_on_17_march() -> None:
    then, now = standing(ANNEX_DAY, known_on=ANNEX_DAY), standing(ANNEX_DAY)
    assert then["dublin-bilaterals"] != now["dublin-bilaterals"]
    assert then.keys() == now.keys()


def test_the_rows_of_an_item_stand_together_oldest_first() -> None:
    rows = dossier().follow_ups
    met = [row.item for index, row in enumerate(rows) if not index or rows[index - 1].item != row.item]
    assert len(met) == len(set(met))
    assert all(
        (one.as_of, one.recorded) < (two.as_of, two.recorded) for one, two in pairwise(rows) if one.item == two.item
    )


def test_nothing_is_recorded_before_it_holds_and_all_of_it_is_sourced() -> None:
    assert [row.item for row in dossier().follow_ups if row.recorded < row.as_of] == []
    assert [row.item for row in dossier().follow_ups if not (row.source and row.owner and row.state)] == []


def test_a_stage_that_the_published_annex_does_not_tell_says_so() -> None:
    early = [row for row in dossier().follow_ups if row.as_of < date(2023, 3, 7) and not _names_its_day(row)]
    assert [row.item for row in early if not re.search("inferred|no date given", row.source)] == []


def _names_its_day(row: FollowUp) -> bool:
    return any(parse(str(call.args[0])).last == row.as_of for call in calls(row.text) if call.word == "when")


def test_the_meeting_of_9_march_has_one_name_and_the_other_is_told() -> None:
    assert [text for text in all_texts() if "Schengen Council" in text] == []
    named = [row for row in dossier().follow_ups if "Schengen Council" in row.source]
    assert {row.item for row in named} == {"eurodac-gaps"}


# figures


def test_every_figure_is_referred_to_and_every_reference_has_its_figure() -> None:
    assert figures_in(all_texts()) == {figure.figure for figure in dossier().figures}


def test_a_figure_holds_by_the_day_it_is_first_used() -> None:
    since = {figure.figure: figure.as_of for figure in dossier().figures}
    early = [
        (row.item, name) for row in dossier().follow_ups for name in figures_in([row.text]) if row.as_of < since[name]
    ]
    assert early == []


def test_each_figure_stands_once() -> None:
    names = [figure.figure for figure in dossier().figures]
    assert len(names) == len(set(names))


def test_parts_add_up_to_their_total() -> None:
    values = {figure.figure: figure.value for figure in dossier().figures}
    totals = {figure.part_of for figure in dossier().figures} - {""}
    assert totals == {"relocations", "reception-support"}
    for total in totals:
        parts = [figure.value for figure in dossier().figures if figure.part_of == total]
        assert sum(parts) == values[total]


def test_the_relocations_are_the_sum_of_the_four_countries_and_say_why() -> None:
    relocations = next(figure for figure in dossier().figures if figure.figure == "relocations")
    assert relocations.value == 558
    assert "524" in relocations.source


def test_the_letter_holds_its_figures_and_the_annex_all_but_two_that_are_no_commitments() -> None:
    in_letter = figures_in([letter()])
    assert in_letter == LETTER_FIGURES
    assert in_letter - figures_in(annex_texts()) == {"border-officers", "post-cotonou-partners"}
