"""Columns that are put behind those of a CSV file."""

from __future__ import annotations

import pytest

from briefgen.sources.files.csv_rows import with_columns
from briefgen.sources.files.schema import COMMITMENTS


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("point,text\na,One\nb,Two\n", "point,text,as_of,recorded\na,One,,\nb,Two,,\n"),
        ("point;text\r\na;One", "point;text;as_of;recorded\r\na;One;;"),
        ('point,text\na,"One\nmore, ""so"""\n\n', 'point,text,as_of,recorded\na,"One\nmore, ""so""",,\n\n'),
        ("sep=;\npoint;text\na;One\n", "sep=;\npoint;text;as_of;recorded\na;One;;\n"),
        ("\ufeffpoint,as_of,text\na,,One\n", "\ufeffpoint,as_of,text,recorded\na,,One,\n"),
    ],
)
def test_new_columns_are_empty_and_all_else_stays(before: str, after: str) -> None:
    assert with_columns(COMMITMENTS, before.encode(), "commitments.csv", ["as_of", "recorded"]).decode() == after
