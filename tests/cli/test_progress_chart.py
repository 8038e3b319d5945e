"""An annex that opens with a chart of its own progress, as docs/tables.md shows it."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from datetime import date

import pytest
from openpyxl import load_workbook

from briefgen.word import accessibility, lint
from briefgen.word.reader import read_manuscript
from tests.sample_dossier import ROOT, standing
from tests.workspaces import Workspace, a_sample

DAYS = ("2023-02-09", "2023-03-17")
MAIN = "word/document.xml"
BELOW_TITLE = (
    b'<w:p><w:pPr><w:pStyle w:val="TemplateTag"/></w:pPr>'
    b'<w:r><w:t xml:space="preserve">{%p if since %}</w:t></w:r></w:p>'
)
BODY = b"<w:p><w:r><w:t>{{ body }}</w:t></w:r></w:p>"


def manual(language: str) -> str:
    """The example of a chart of progress in the manual."""
    page = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")
    examples = (str(each[1]) for each in re.finditer(rf"```{language}\n(.*?)```", page, re.DOTALL))
    return next(each for each in examples if "progress" in each)


@pytest.fixture(scope="module")
def annexes(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The sample with the manual's chart, its text, and a template that prints this."""
    workspace = a_sample(tmp_path_factory.mktemp("progress"))
    yaml = (workspace.data / "dossier.yaml").read_text(encoding="utf-8")
    assert re.search(r"^  annex: annex\.docx$", yaml, re.MULTILINE)
    annex = "  annex: {template: annex.docx, body: overview.md}"
    workspace.write("dossier.yaml", yaml.replace("  annex: annex.docx", annex) + "\n" + manual("yaml"))
    workspace.write("overview.md", manual("markdown"))
    template = workspace.root / "templates" / "annex.docx"
    workspace.template("annex.docx", with_body(template.read_bytes()))
    for day in DAYS:
        run = workspace.run("annex", "--as-of", day)
        assert (run.code, run.err) == (0, "")
    return workspace


def with_body(template: bytes) -> bytes:
    """The template with a paragraph for the body below its title."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template)) as given, zipfile.ZipFile(made, "w") as changed:
        for name in given.namelist():
            data = given.read(name)
            changed.writestr(name, data.replace(BELOW_TITLE, BODY + BELOW_TITLE) if name == MAIN else data)
    return made.getvalue()


@pytest.mark.parametrize("day", DAYS)
def test_the_chart_counts_the_items_that_stand_on_the_day(annexes: Workspace, day: str) -> None:
    made = annexes.document(f"annex-{day}.en.docx")
    states = Counter(str(row.state) for row in standing(date.fromisoformat(day)).values())
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        book = load_workbook(io.BytesIO(package.read("word/embeddings/Microsoft_Excel_Sheet1.xlsx")))
    _, *rows = book.worksheets[0].iter_rows(values_only=True)
    assert {str(name).lower(): value for name, value in rows} == {"delayed": 0, **states}
    assert [str(name) for name, _ in rows][:2] == ["Done", "Ongoing"]
    text = [str(each).replace("\u00a0", " ") for each in read_manuscript(made, "annex.docx").body]
    assert f"{sum(states.values())} measures stand; see Chart 1." in text
    assert (lint(made), accessibility(made)) == ([], [])


def test_an_earlier_annex_has_an_earlier_chart(annexes: Workspace) -> None:
    parts = [zipfile.ZipFile(io.BytesIO(annexes.document(f"annex-{day}.en.docx"))) for day in DAYS]
    assert parts[0].read("word/charts/chart1.xml") != parts[1].read("word/charts/chart1.xml")


def test_the_chart_is_told_to_those_who_cannot_see_it(annexes: Workspace) -> None:
    [chart] = read_manuscript(annexes.document(f"annex-{DAYS[1]}.en.docx"), "annex.docx").pictures
    states = Counter(str(row.state) for row in standing(date.fromisoformat(DAYS[1])).values())
    assert chart.is_chart
    assert all(f"{state} {count}" in chart.description.casefold() for state, count in states.items())
