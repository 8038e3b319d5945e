"""What the rules say of every finished document of the samples, read back from the Word file: nothing that matters."""

from __future__ import annotations

import pytest

from briefgen.checks import CheckContext, check
from briefgen.checks.engine.report_day import with_stated_days
from briefgen.findings import Grade
from briefgen.word.reader import read_manuscript
from tests.sample_documents import ORDERS, document


@pytest.mark.parametrize("name", ORDERS)
def test_a_careful_reader_objects_to_nothing(name: str) -> None:
    manuscript = with_stated_days(read_manuscript(document(name), f"{name}.docx"))
    found = check(CheckContext((manuscript,), day=manuscript.as_of))
    assert [str(each) for each in found if each.grade > Grade.HINT] == []
