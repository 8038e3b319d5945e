"""Annexes by chance are edited as people do in Word, and read back: each edit is found, and nothing else is proposed.

A tenth of the cases runs with every test, all of them with `make proof`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen.localise import localiser
from briefgen.pull.answers import Proposal, ProposalKind
from briefgen.text import calls, rich_text
from tests.pull.annexes import AS_OF, EditedAnnex, an_edited_annex
from tests.validators import convert

CASES = int(os.environ.get("BRIEFGEN_EDITS", "100"))


def say(source: str, edited: EditedAnnex) -> str:
    """What a text says, as the annex prints it; of figures what somebody has made of them."""
    words = localiser("en", AS_OF)

    def figure(name: str) -> str:
        return edited.done.figures.get(name) or words.money(f"{edited.figures[name]} million")

    known: dict[str, Callable[..., str]] = {
        "when": words.when,
        "by": words.by,
        "money": words.money,
        "percent": words.percent,
        "figure": figure,
    }
    return " ".join(str(rich_text(source, known)).split())


def differences(edited: EditedAnnex) -> list[str]:
    """What was lost, and what was invented."""
    found, done = edited.pull(), edited.done
    rows = {each.row.item: each for each in found.merged.proposals if each.kind is not ProposalKind.NEW}
    new = sorted((each.row.point, each.row.text) for each in found.merged.proposals if each.kind is ProposalKind.NEW)
    gone = {item for item, each in rows.items() if each.kind is ProposalKind.WITHDRAWN}
    figures = {each.change.key: each.change.new for each in found.texts.proposals}
    wanted = {name: re.findall(r"\d+", words)[0] + "000000" for name, words in done.figures.items()}
    faults = [f"new: {new} for {done.new}"] if new != sorted(done.new) else []
    faults += [f"gone: {gone} for {done.gone}"] if gone != done.gone else []
    faults += [f"figures: {figures} for {wanted}"] if figures != wanted else []
    reworded = {item: each for item, each in rows.items() if item not in gone}
    faults += [f"reworded: {set(reworded)} for {set(done.words)}"] if set(reworded) != set(done.words) else []
    faults += [fault for item, each in reworded.items() for fault in faults_of(item, each, edited)]
    moves = any(each.rule == "PULL-020" for each in found.findings)
    faults += [f"moved: {moves} for {done.moved}"] if moves != done.moved else []
    strange = [str(each) for each in found.findings if each.rule not in ("PULL-020", "PULL-022")]
    return [*faults, *strange]


def faults_of(item: str, proposal: Proposal, edited: EditedAnnex) -> list[str]:
    """What is wrong with a new wording of an item."""
    text, before = proposal.row.text, edited.sources[item]
    faults = []
    if say(text, edited) != edited.done.words.get(item):
        faults.append(f"{item}: {say(text, edited)} for {edited.done.words.get(item)}")
    if [each.words for each in calls(text)] != [each.words for each in calls(before)]:
        faults.append(f"{item}: the values of {text} for {before}")
    bold = edited.done.bold.get(item)
    if bold and not re.search(rf"\*\*[^*]*\b{bold}\b", text):
        faults.append(f"{item}: {bold} is not bold in {text}")
    # one word may have been made bold, or the only bold one deleted
    if abs(text.count("**") - before.count("**")) > 2 or ("](" in text) != ("](" in before):
        faults.append(f"{item}: the markup of {text} for {before}")
    if ("[^n]" in before) != ("[^n]" in text):
        faults.append(f"{item}: the note of {text}")
    return faults


@pytest.mark.parametrize("seed", range(CASES))
def test_each_edit_is_found_and_nothing_else(seed: int, tmp_path: Path) -> None:
    assert differences(an_edited_annex(seed, tmp_path)) == []


@pytest.mark.render
def test_what_libreoffice_saved_comes_back_as_well(tmp_path: Path) -> None:
    edited = [an_edited_annex(seed, tmp_path / str(seed)) for seed in range(5000, 5000 + max(10, CASES // 10))]
    saved = convert([each.path for each in edited], tmp_path / "saved", "docx")
    for each in edited:
        each.path.write_bytes(saved[each.path].read_bytes())
    assert [(each.path.parent.name, found) for each in edited if (found := differences(each))] == []
