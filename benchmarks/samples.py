"""The same data and the same templates for every engine; nothing is random from run to run."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from random import Random
from typing import Any, NamedTuple

from docx import Document
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
    bold = {"text": f"{words(random, 3)}:", "bold": True, "plain": False}
    return [
        bold,
        {
            "text": f" {words(random, 18)} – Member States’ share & EUR {random.randint(1, 900)} million.",
            "bold": False,
            "plain": True,
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


class Tags(NamedTuple):
    """How an engine writes the loops of an annex: paragraphs and runs, those that are bold marked by an asterisk."""

    before: str
    """The row before that of a point; nothing where there is none."""
    commitment: str
    follow_up: tuple[tuple[str, ...], ...]
    """The paragraphs of the second cell, and the runs of each."""
    after: tuple[str, ...]
    """The cells of the row after it."""


JINJA = Tags(
    "{%tr for point in points %}",
    "{{ point.number }}. {{ point.title }}",
    (
        ("{%p for bullet in point.bullets %}",),
        (
            "{%r for run in bullet.runs %}",
            "{%r if run.bold %}",
            "*{{ run.text }}",
            "{%r else %}",
            "{{ run.text }}",
            "{%r endif %}",
            "{%r endfor %}",
        ),
        ("{%p endfor %}",),
    ),
    ("{%tr endfor %}",),
)
"""docxtpl's tags, which are also briefgen's."""
MUSTACHE = Tags(
    "",
    "{#points}{number}. {title}",
    (
        ("{#bullets}",),
        ("{#runs}{#bold}", "*{text}", "{/bold}{#plain}", "{text}", "{/plain}{/runs}"),
        ("{/bullets}",),
        ("{/points}",),
    ),
    (),
)
_RUNS = "{d.points[i].bullets[i].runs[0].text}", "{d.points[i].bullets[i].runs[1].text}"
CARBONE = Tags(
    "",
    "{d.points[i].number}. {d.points[i].title}",
    ((f"*{_RUNS[0]}", _RUNS[1]), ("{d.points[i].bullets[i+1]}",)),
    ("{d.points[i+1]}",),
)
"""Carbone shows by the next item what is repeated. Of the runs of a bullet it is told that they are two."""


def annex_template(tags: Tags = JINJA) -> bytes:
    """An annex with the tags of an engine: loops over rows, bullets and runs."""
    document = Document()
    document.add_heading(_TITLES[tags], 1)
    table = document.add_table(rows=1, cols=2, style="Table Grid")
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Commitment", "Follow-up"
    if tags.before:
        table.add_row().cells[0].text = tags.before
    left, right = table.add_row().cells
    left.text = tags.commitment
    for number, runs in enumerate(tags.follow_up):
        _add_runs(right.add_paragraph() if number else right.paragraphs[0], runs)
    for text in tags.after:
        table.add_row().cells[0].text = text
    return _bytes_of(document)


_TITLES = {JINJA: "{{ title }}", MUSTACHE: "{title}", CARBONE: "{d.title}"}


def _add_runs(paragraph: Paragraph, runs: Iterable[str]) -> None:
    """Runs, those that are bold marked by an asterisk; what is more than a tag of a loop is a bullet."""
    for text in runs:
        paragraph.add_run(text.removeprefix("*")).bold = text.startswith("*") or None
        if text.startswith("*"):
            paragraph.style = "List Bullet"


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
