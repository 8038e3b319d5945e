"""Workbooks of dossiers by chance go out, are filled in as people do, and come back: nothing lost, nothing invented.

A tenth of the cases runs with every test, all of them with `make proof`.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

import pytest

from briefgen.asof import Situation, situation_as_of
from briefgen.commands.contributions import ExportOrder, export
from briefgen.commands.pull import PullOrder, PullResult, pull
from briefgen.compose import Request, texts_for
from briefgen.compose.keys import DossierText
from briefgen.contributions.contents import owners_of
from briefgen.errors import FindingsError, UsageProblemError
from briefgen.findings import Place
from briefgen.localise import localiser
from briefgen.production.order import Where
from briefgen.production.record import open_record
from briefgen.pull.answers import Proposal, ProposalKind
from tests.contributions.people import Entry, FilledIn, Person, is_same
from tests.redline.ledgers import KINDS, a_case
from tests.validators import convert

CASES = int(os.environ.get("BRIEFGEN_WORKBOOKS", "30"))
OF_AN_ANNEX = len(KINDS)
TODAY = date(2023, 12, 1)
LANGUAGES = ("en", "fr", "de", "pl")


@dataclass(frozen=True)
class Loop:
    """A workbook that went out and was filled in.

    Attributes:
        said: what was filled in.
    """

    where: Where
    path: Path
    situation: Situation
    language: str
    said: FilledIn

    def pull(self, *, write: bool = False) -> PullResult:
        """What comes back."""
        return pull(PullOrder(self.where, (self.path,), TODAY, write=write))


def a_loop(seed: int, folder: Path) -> Loop | None:
    """The workbook of a number; None where no point stands on the day."""
    case, random = a_case(seed * OF_AN_ANNEX), Random(seed)
    where, language = case.write(folder), random.choice(LANGUAGES)
    dossier = open_record(where).dossier
    situation = situation_as_of(dossier, case.as_of)
    owner = random.choice(["", "", *owners_of(situation)])
    try:
        order = ExportOrder(where, case.as_of, TODAY, (owner,) if owner else (), language=language)
        path = export(order).paths[0]
    except (FindingsError, UsageProblemError):
        return None  # the day lies before the first entry, or no point stands on it
    states = {item.key: str(item.follow_up.state or "") for item in situation.items}
    dues = {item.key: item.follow_up.due for item in situation.items}
    content, said = Person(random).fill_in(path.read_bytes(), language, states, dues)
    path.write_bytes(content)
    return Loop(where, path, situation, dossier.source_language, said)


def entry_of(proposal: Proposal) -> Entry:
    """What a proposal says that was not there before, in the words that people see."""
    row, before = proposal.row, proposal.before
    state, due = str(row.state or ""), row.due
    if before and row.text:  # the whole row stands anew
        state, due = "" if row.state is before.state else state, "" if due == before.due else due
    return Entry(row.text, state, due, proposal.kind is ProposalKind.CONFIRMED)


def differences(loop: Loop, found: PullResult) -> list[str]:
    """What was lost, and what was invented."""
    words = localiser(loop.language, loop.situation.as_of)
    texts = texts_for(loop.situation, Request(words))

    def shown(entry: Entry) -> Entry:
        text = str(texts.block(DossierText("", entry.text, Place("")))) if entry.text else ""
        return Entry(text, entry.state, entry.due, entry.confirms)

    known = {each.item for each in found.merged.known if each.confirms}  # that day was confirmed in the ledger before
    proposed = {each.row.item: shown(entry_of(each)) for each in found.merged.proposals if each.before}
    new = [(each.row.point, shown(entry_of(each))) for each in found.merged.proposals if not each.before]
    said = {key: shown(entry) for key, entry in loop.said.items.items()}
    wrong = [f"lost: {key} {said[key]}" for key in said if key not in {*proposed, *known}]
    wrong += [f"invented: {key} {proposed[key]}" for key in proposed if key not in said]
    wrong += [
        f"other: {key} {proposed[key]} for {entry}"
        for key, entry in said.items()
        if key in proposed and not (is_same(proposed[key], entry) and proposed[key].confirms == entry.confirms)
    ]
    for point, entry in loop.said.new:
        at = next((n for n, each in enumerate(new) if each[0] == point and is_same(each[1], shown(entry))), None)
        wrong += [f"lost: a line of {point}, {entry}"] if at is None else []
        new[:] = [each for n, each in enumerate(new) if n != at]
    return [*wrong, *(f"invented: {point} {entry}" for point, entry in new)]


@pytest.mark.parametrize("seed", range(CASES))
def test_nothing_is_lost_and_nothing_invented(seed: int, tmp_path: Path) -> None:
    loop = a_loop(seed, tmp_path)
    if loop is None:
        return
    found = loop.pull()
    assert differences(loop, found) == []
    # a later row of the ledger, and a footnote that no workbook shows, are told of
    told = {each.rule for each in found.findings if each.rule.startswith("PULL")}
    assert told <= {"PULL-009", "PULL-018"}
    assert found.merged.clashes == ()


@pytest.mark.parametrize("seed", range(0, CASES, 3))
def test_what_was_pulled_once_is_known_the_second_time(seed: int, tmp_path: Path) -> None:
    loop = a_loop(seed, tmp_path)
    if loop is None:
        return
    first = loop.pull(write=True)
    again = loop.pull()
    assert again.merged.proposals == ()
    assert again.merged.clashes == ()
    answers = [*first.merged.known, *(answer for each in first.merged.proposals for answer in each.answers)]
    assert len(again.merged.known) == len(answers)


@cache
def seeds_for_libreoffice() -> range:
    return range(1000, 1000 + max(6, CASES // 5))


@pytest.mark.render
def test_what_libreoffice_saved_comes_back_as_well(tmp_path: Path) -> None:
    loops = [loop for seed in seeds_for_libreoffice() if (loop := a_loop(seed, tmp_path / str(seed)))]
    saved = convert([loop.path for loop in loops], tmp_path / "saved", "xlsx")
    for loop in loops:
        loop.path.write_bytes(saved[loop.path].read_bytes())
        assert differences(loop, loop.pull()) == [], loop.path


def test_the_cases_of_chance_say_all_kinds_of_things(tmp_path: Path) -> None:
    loops = [loop for seed in range(12) if (loop := a_loop(seed, tmp_path / str(seed)))]
    kinds = {each.kind for loop in loops for each in loop.pull().merged.proposals}
    assert kinds == set(ProposalKind) - {ProposalKind.WITHDRAWN}
    assert len(loops) > 8
