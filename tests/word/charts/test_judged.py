"""Documents with charts before the judges: validators, and LibreOffice's pages."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from briefgen.model.exhibits import Chart, ChartKind, Series
from briefgen.word import Template, lint
from tests import validators
from tests.word.charts.samples import TWO, a_chart, frame, numbers, sample_columns, sample_pie, with_chart
from tests.word.docx_templates import a_template, p

KINDS = [a_chart(kind, *(TWO[:1] if kind is ChartKind.PIE else TWO)) for kind in ChartKind]
ODD = [
    a_chart(ChartKind.PIE, shows_values=False),
    a_chart(ChartKind.LINE, *[Series(name, numbers(1, None, 1)) for name in "abcde"], title="", unit="", language=""),
    a_chart(ChartKind.STACKED_BAR, Series("<&>", numbers(-1, 2, 0), "FFD966"), number_format='0.0"\u00a0%"'),
    a_chart(ChartKind.PIE, Series("n", numbers(*range(12))), categories=tuple("abcdefghijkl")),
]


def filled(source: bytes, charts: list[Chart]) -> bytes:
    document = Template.read(source, "test.docx").render({"charts": charts})
    assert lint(document) == []
    return document


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    loop = (p("{% for c in charts %}"), p("Here {{ c }}"), p("{% endfor %}"))
    placeholders = (p("{% for c in charts %}"), frame("{{ c }}"), p("{% endfor %}"))
    columns, pie = sample_columns("AA0000", "00AA00"), sample_pie()
    documents = {
        "drawn": filled(a_template(*loop), [*KINDS, *ODD]),
        "columns": filled(with_chart(*placeholders, chart=columns), KINDS),
        "pies": filled(with_chart(*placeholders, chart=pie), [chart for chart in KINDS if len(chart.series) == 1]),
    }
    folder = tmp_path_factory.mktemp("charts")
    for name, data in documents.items():
        (folder / f"{name}.docx").write_bytes(data)
    return {name: folder / f"{name}.docx" for name in documents}


@pytest.mark.sdk
def test_the_sdk_finds_nothing(files: Mapping[str, Path]) -> None:
    assert validators.sdk_many(list(files.values())) == {file: [] for file in files.values()}


@pytest.mark.parametrize("name", ["drawn", "columns", "pies"])
def test_openxml_audit_finds_nothing(files: Mapping[str, Path], name: str) -> None:
    assert validators.audit(files[name]) == []


@pytest.mark.render
def test_every_label_is_on_the_page(files: Mapping[str, Path]) -> None:
    text = " ".join(validators.pdf_text(files["drawn"]).split())
    assert text.count("Commitments by area") == len(KINDS) + len(ODD) - 1
    for word in ("Rule of law", "Energy", "Borders", "Completed", "Ongoing", "Commitments"):
        assert word in text
