"""The same data and the same templates for every engine; nothing is random from run to run."""

from __future__ import annotations

from io import BytesIO
from random import Random
from typing import Any

from docx import Document
from docx.table import _Cell
from docx.text.paragraph import Paragraph

RECIPIENTS, LANGUAGES = 27, 24
_WORDS = """agreement amendment annex answer approved assistance authority border budget capacity chapter climate
commission committee competition consultation cooperation council customs deadline delegation directive education
energy environment evidence expert fisheries framework funding health implementation information institution
legislation market measure meeting migration ministry monitoring negotiation partner policy position programme progress
project protection public quarter reform region registration regulation report request research review rights safety
schedule security services solidarity statistics status support surveillance training transport treaty""".split()


def annex(points: int) -> dict[str, Any]:
    """The fields of an annex: points with a title and three to five bullets, each of runs, some of them bold."""
    random = Random(points)
    return {"title": "Situation as of 17 March 2023", "points": [_point(random, n + 1) for n in range(points)]}


def _point(random: Random, number: int) -> dict[str, Any]:
    bullets = [{"runs": _runs(random)} for _ in range(random.choice((3, 4, 4, 4, 5)))]
    return {"number": str(number), "title": words(random, 7), "bullets": bullets}


def _runs(random: Random) -> list[dict[str, Any]]:
    bold = {"text": f"{words(random, 3)}:", "bold": True}
    return [
        bold,
        {
            "text": f" {words(random, 18)} – Member States’ share & EUR {random.randint(1, 900)} million.",
            "bold": False,
        },
    ]


def words(random: Random, count: int) -> str:
    return " ".join(random.choices(_WORDS, k=count)).capitalize()


def letters() -> list[dict[str, Any]]:
    """The fields of 648 letters: 27 recipients in 24 languages."""
    random = Random(1)
    bodies = [[f"{words(random, 60)}." for _ in range(4)] for _ in range(LANGUAGES)]
    return [
        {"name": words(random, 2), "subject": words(random, 7), "day": "17 March 2023", "paragraphs": body}
        for _ in range(RECIPIENTS)
        for body in bodies
    ]


def annex_template() -> bytes:
    """An annex with docxtpl's tags, which are also briefgen's: loops over rows, bullets and runs."""
    document = Document()
    document.add_heading("{{ title }}", 1)
    table = document.add_table(rows=4, cols=2, style="Table Grid")
    rows = [row.cells for row in table.rows]
    rows[0][0].text, rows[0][1].text = "Commitment", "Follow-up"
    rows[1][0].text, rows[3][0].text = "{%tr for point in points %}", "{%tr endfor %}"
    rows[2][0].text = "{{ point.number }}. {{ point.title }}"
    _add_bullets(rows[2][1])
    return _bytes_of(document)


def _add_bullets(cell: _Cell) -> None:
    cell.paragraphs[0].text = "{%p for bullet in point.bullets %}"
    _add_runs(cell.add_paragraph(style="List Bullet"))
    cell.add_paragraph("{%p endfor %}")


def _add_runs(paragraph: Paragraph) -> None:
    for text in ("{%r for run in bullet.runs %}", "{%r if run.bold %}"):
        paragraph.add_run(text)
    paragraph.add_run("{{ run.text }}").bold = True
    for text in ("{%r else %}", "{{ run.text }}", "{%r endif %}", "{%r endfor %}"):
        paragraph.add_run(text)


def letter_template() -> bytes:
    """A letter with docxtpl's tags."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = "{{ subject }}"
    for text in ("Brussels, {{ day }}", "{{ name }}", "Subject: {{ subject }}"):
        document.add_paragraph(text)
    for text in ("{%p for paragraph in paragraphs %}", "{{ paragraph }}", "{%p endfor %}", "Yours sincerely,"):
        document.add_paragraph(text)
    return _bytes_of(document)


def _bytes_of(document: Any) -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()
