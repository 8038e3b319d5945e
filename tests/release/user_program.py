"""A program of a user's, with every public name of briefgen: type checkers read it, and `make release-check` runs it.

It is called in a workspace that `briefgen init` has made.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

import briefgen
from briefgen import (
    BriefgenError,
    Document,
    Dossier,
    Figure,
    Finding,
    FindingsError,
    Grade,
    Item,
    MakeOptions,
    OutputError,
    Place,
    Point,
    Situation,
    Template,
    UnreadableInputError,
    UsageProblemError,
    Workspace,
)

DAY = "2023-03-17"


def stand_of(workspace: Workspace) -> Situation:
    """What stands on a day."""
    dossier: Dossier = workspace.dossier()
    return dossier.as_of(DAY)


def overdue(situation: Situation) -> dict[str, list[Item]]:
    """The overdue items by the numbers of their points."""
    points: tuple[Point, ...] = situation.points
    return {point.number: [item for item in point.items if item.overdue] for point in points}


def amounts(situation: Situation) -> Mapping[str, str]:
    """The figures in words."""
    figures: Mapping[str, Figure] = situation.figures
    return {name: f"{figure.value} {figure.unit}" for name, figure in figures.items()}


def grave(findings: tuple[Finding, ...]) -> list[tuple[str, Place]]:
    """The rules of errors, each with its place."""
    return [(finding.rule, finding.place) for finding in findings if finding.grade is Grade.ERROR]


def save_all(situation: Situation, folder: Path) -> list[Path]:
    """The annex, the letter and what changed, as Word files."""
    options: MakeOptions = {"draft": False, "allow_untranslated": True}
    annex: Document = situation.annex(language="en", **options)
    former = briefgen.open(folder).dossier().as_of("2023-03-06").annex()
    papers = [annex, situation.letter(to="be"), briefgen.redline(former, annex)]
    return [paper.save(folder / f"saved-{number}.docx", force=True) for number, paper in enumerate(papers)]


def from_pandas() -> Situation:
    """A dossier without a folder."""
    agreed = pd.DataFrame({"point": ["dublin"], "number": [10], "text": ["More transfers."]})
    done = pd.DataFrame({"point": ["dublin"], "item": ["a"], "as_of": ["2023-03-01"], "text": ["Ten were made."]})
    return Dossier.from_frames(commitments=agreed, followup=done, title="Summit").as_of(DAY)


def reason_of(problem: BriefgenError) -> str:
    """Why the work was stopped, in a word."""
    match problem:
        case FindingsError():
            return "findings"
        case UsageProblemError():
            return "use"
        case UnreadableInputError():
            return "input"
        case OutputError():
            return "output"
        case _:
            return problem.message


def main(folder: str) -> int:
    """Uses everything once."""
    situation = stand_of(briefgen.open(folder))
    paths = save_all(situation, Path(folder))
    template: Template = Template.open(Path(folder, "templates", "annex.docx"))
    frame: pd.DataFrame = from_pandas().to_frame()
    said = [len(overdue(situation)), len(amounts(situation)), len(frame), len(list(template.fields.lines()))]
    try:
        briefgen.open(folder).dossier("none")
    except BriefgenError as problem:
        said.append(len(reason_of(problem)))
    return len(grave(briefgen.check(paths[0]))) if all(said) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
