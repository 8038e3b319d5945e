"""Whatever stands in a tracker, it gives what the same rows under our headings and in our words would give."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from briefgen.findings import Place
from briefgen.model.dossier import Commitment, FollowUp
from tests.sources.folders import a_csv, a_workbook, read

STATES = {"In hand": "ongoing", "Réalisé": "done", "On hold": "blocked", "": ""}
OURS = ("point", "item", "as_of", "state", "due", "owner", "text")
THEIRS = ("Réf.", "No", "Updated", "Status\n(RAG)", "Échéance", "Chef de file", "State of play")
YAML = """\
title: x
sources:
  commitments: {from: followup, columns: {point: Réf., number: Réf., text: "Action"}}
  followup:
    file: FILE
    date-format: ORDER
    columns:
      {point: Réf, item: No, as_of: Updated, state: status, due: échéance, owner: Chef de file, text: State of play}
    states: {In hand: ongoing, Réalisé: done, on  hold: blocked}
"""

words = st.text(st.characters(codec="utf-8", categories=["L", "N", "Zs"]), max_size=12).map(lambda text: text.strip())
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
rows = st.lists(
    st.tuples(
        st.sampled_from(["A-1", "A-2", "b"]),
        st.uuids().map(str),
        days,
        st.sampled_from(list(STATES)),
        st.one_of(st.none(), days),
        words,
        words.map(lambda text: f"x{text}"),
    ),
    min_size=1,
    max_size=6,
)
orders = st.sampled_from(["%d/%m/%Y", "%m/%d/%Y", "%Y-%m-%d"])


@settings(max_examples=40, deadline=None)
@given(rows, orders, st.booleans())
def test_a_mapped_tracker_is_the_same_as_our_own_table(
    table: list[tuple[str, str, date, str, date | None, str, str]], form: str, as_workbook: bool
) -> None:
    theirs = [
        (point, item, day.strftime(form), state, due.strftime(form) if due else "", owner, text, f"Do {point}")
        for point, item, day, state, due, owner, text in table
    ]
    ours = [
        (point, item, day.isoformat(), STATES[state], due.isoformat() if due else "", owner, text)
        for point, item, day, state, due, owner, text in table
    ]
    points = dict.fromkeys(row[0] for row in table)
    commitments = [("point", "number", "text"), *((point, point, f"Do {point}") for point in points)]
    assert _mapped(theirs, form, as_workbook=as_workbook) == _typed(ours, commitments)


Ledger = tuple[list[Commitment], list[FollowUp], list[str]]


def _mapped(theirs: Sequence[Sequence[str]], form: str, *, as_workbook: bool) -> Ledger:
    grid = [["Our tracker", *[""] * len(THEIRS)], [*THEIRS, "Action"], *theirs]
    file = "tracker.xlsx" if as_workbook else "tracker.csv"
    content = a_workbook({"Sheet1": grid}) if as_workbook else a_csv(grid)
    yaml = YAML.replace("FILE", file).replace("ORDER", "mdy" if form.startswith("%m") else "dmy")
    return _read({"dossier.yaml": yaml, file: content, "commitments.csv": None, "followup.csv": None})


def _typed(ours: Sequence[Sequence[str]], commitments: Sequence[Sequence[str]]) -> Ledger:
    return _read({"commitments.csv": a_csv(commitments), "followup.csv": a_csv([OURS, *ours])})


def _read(files: dict[str, str | bytes | None]) -> Ledger:
    with TemporaryDirectory() as folder:
        dossier, findings = read(Path(folder), files)
    nowhere = Place("")
    return (
        [replace(each, place=nowhere) for each in dossier.commitments],
        [replace(each, place=nowhere) for each in dossier.follow_ups],
        [each.rule for each in findings],
    )
