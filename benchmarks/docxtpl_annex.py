"""The peer of `start_up.py`: what a user would write instead of briefgen, with docxtpl.

It reads the same two tables, takes of each item the newest row that holds on the day, and fills the same kind of
table. It checks nothing, and values such as `{{ when("2023-03-14") }}` stay as they are typed.

python docxtpl_annex.py TEMPLATE FOLDER DAY OUTPUT
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate, RichText


def main(template: str, folder: str, day: str, output: str) -> None:
    newest: dict[tuple[str, str], dict[str, str]] = {}
    for row in sorted(_rows(folder, "followup.csv"), key=lambda row: row["as_of"]):
        if row["as_of"] <= day:
            newest[row["point"], row["item"]] = row
    points = [
        {
            "number": commitment["number"],
            "text": _rich(commitment["text"]),
            "items": [_rich(row["text"]) for row in newest.values() if row["point"] == commitment["point"]],
        }
        for commitment in _rows(folder, "commitments.csv")
    ]
    document = DocxTemplate(template)
    document.render({"title": "Follow-up", "as_of": day, "points": points}, autoescape=True)
    document.save(output)


def _rows(folder: str, name: str) -> list[dict[str, str]]:
    with Path(folder, name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _rich(text: str) -> Any:
    rich = RichText()
    for number, stretch in enumerate(re.split(r"\*\*", text)):
        rich.add(stretch, bold=number % 2 == 1)
    return rich


if __name__ == "__main__":
    main(*sys.argv[1:])
