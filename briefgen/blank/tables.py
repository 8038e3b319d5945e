"""The tables of a new dossier: all their columns, and a row that shows how they are filled in, marked as an example."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from briefgen.blank.contents import NewDossier
from briefgen.model.kinds import DOCUMENT_KINDS
from briefgen.sources.files.schema import COMMITMENTS, FOLLOWUP, PARAGRAPHS, RECIPIENTS, TableSchema

ExampleRow = Mapping[str, str | date]


class BlankTable(NamedTuple):
    """A table and its first rows; those marked as examples are to be replaced."""

    schema: TableSchema
    rows: Sequence[ExampleRow]
    kinds: tuple[str, ...] = ()


_COMMITMENT: Final[ExampleRow] = {
    "point": "example",
    "number": "1",
    "text": "**Example:** what was agreed stands here. Put the first of your own points in place of this row.",
}
_REPORT: Final = (
    "Example: what has been done stands here, as it was on the day in “as_of”. When something happens, add a row with "
    "the same point and item and a later day."
)
_PARAGRAPHS: Final[Mapping[str, Sequence[ExampleRow]]] = {
    "conclusions": (
        {"paragraph": "example-recital", "kind": "recital", "text": "recalling, as an example, an earlier meeting"},
        {"paragraph": "example-head", "kind": "calls", "text": "calls on the Member States"},
        {"paragraph": "example-point", "kind": "point", "text": "to put their own points in place of this example"},
    ),
    "main-results": (
        {"paragraph": "example", "kind": "paragraph", "text": "**Example:** the first result of the meeting."},
    ),
    "summary": (
        {"paragraph": "example", "kind": "paragraph", "text": "Example: what the first speaker said."},
        {"paragraph": "example-participant", "kind": "participant", "heading": "Members", "name": "Example"},
    ),
}


def tables_of(new: NewDossier) -> tuple[BlankTable, ...]:
    """The tables that its documents are made of."""
    return tuple(_tables(new))


def _tables(new: NewDossier) -> Iterator[BlankTable]:
    if any(DOCUMENT_KINDS[kind].reports_points for kind in new.kinds):
        yield BlankTable(COMMITMENTS, [_COMMITMENT])
        first: ExampleRow = {"point": "example", "item": "example-1", "as_of": new.today, "recorded": new.today}
        rest = {"state": "ongoing", "due": f"{new.today.year + 1}-Q2", "owner": "Who is in charge", "text": _REPORT}
        yield BlankTable(FOLLOWUP, [{**first, **rest}])
    if "letter" in new.kinds:
        recipient = {"recipient": "example", "language": new.languages[0], "name": "Example", "address": "Street\nTown"}
        yield BlankTable(RECIPIENTS, [recipient])
    papers = [kind for kind in new.kinds if kind in _PARAGRAPHS]
    if papers:
        rows: list[ExampleRow] = [
            {"document": kind, "as_of": new.today, "recorded": new.today, **row}
            for kind in papers
            for row in _PARAGRAPHS[kind]
        ]
        kinds = dict.fromkeys(each for kind in papers for each in DOCUMENT_KINDS[kind].paragraphs)
        yield BlankTable(PARAGRAPHS, rows, (*kinds, "withdrawn"))


def as_csv(table: BlankTable) -> bytes:
    """The table as a CSV file, UTF-8 with a mark by which Excel knows it."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, table.schema.column_names, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(table.rows)
    return ("\ufeff" + text.getvalue()).encode()
