"""The page on tables is true: its examples can be read and compute_exhibits, and it leaves no option out."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from briefgen.asof import situation_as_of
from briefgen.localise import localiser
from briefgen.model.data_tables import BUILT_IN, OrderKind
from briefgen.model.exhibits import ChartKind
from briefgen.sources import read_dossier
from briefgen.sources.description.definitions import OPTIONS
from briefgen.tables import ComputedExhibits, compute_exhibits
from tests.sample_dossier import ROOT
from tests.sources.folders import a_csv, a_folder, a_workbook
from tests.tables.samples import ACTIVITIES, as_it_is

PAGE = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
FRAMES, *DEFINITIONS = EXAMPLES
ROWS = (("member_state", "partner", "area"), *ACTIVITIES)


def counted(folder: Path, definitions: str) -> ComputedExhibits:
    files: dict[str, str | bytes | None] = {
        "dossier.yaml": f"title: Mapping\n{FRAMES}{definitions}",
        "activities.csv": a_csv(ROWS),
        "replies.xlsx": a_workbook({"Replies": [("member_state",), ("Austria",)]}),
    }
    dossier, findings = read_dossier(a_folder(folder, files))
    # the examples speak of more values than the few rows here have
    assert [str(finding) for finding in findings if "never has" not in finding.message] == []
    day = date(2023, 5, 1)
    return compute_exhibits(situation_as_of(dossier, day), localiser("en", day), as_it_is)


@pytest.mark.parametrize("definitions", DEFINITIONS)
def test_its_examples_give_tables_and_charts(tmp_path: Path, definitions: str) -> None:
    made = counted(tmp_path, definitions)
    assert len(made.tables) + len(made.charts) == len(re.findall(r"^  [\w-]+:", definitions, re.MULTILINE))
    assert all(shown.description for shown in (*made.tables.values(), *made.charts.values()))


@pytest.mark.parametrize("definitions", [each for each in DEFINITIONS if "progress" in each])
def test_progress_shows_what_has_no_item_too(tmp_path: Path, definitions: str) -> None:
    assert "Delayed" in counted(tmp_path, definitions).charts["progress"].categories


def test_every_option_is_told() -> None:
    told = {word for line in re.findall(r"^\| `.*$", PAGE, re.MULTILINE) for word in re.findall(r"[\w-]+", line)}
    columns = {column for names in BUILT_IN.values() for column in names}
    words = {*OPTIONS, *columns, *(word for kind in (*ChartKind, *OrderKind) for word in kind.split())}
    assert words - told - {"frame"} == set()


@pytest.mark.parametrize("word", ["cell", "share", "total", "leader", "rows"])
def test_every_word_is_told_and_says_what_the_page_names(word: str, tmp_path: Path) -> None:
    made = counted(tmp_path, "".join(each for each in DEFINITIONS if each.startswith("tables:\n  areas")))
    calls = re.findall(rf'`{word}\("areas"(?:, "(\w+)")?(?:, "(\w+)")?\)`', PAGE)
    assert calls
    assert all(made.words[word]("areas", *filter(None, arguments)) for arguments in calls)
