"""A template that prints nothing of what its document is made of is refused: all of it would be lost without a word."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.word.docx_templates import a_template, p
from tests.workspaces import Workspace, a_workspace

NOTHING = "this template prints nothing of the dossier: a document of the kind"
DAY = ("--as-of", "2023-03-17")
LOST = {
    "an annex of a title alone": ("annex", "{{ title }} {{ headline }}"),
    "an annex of its sections' titles": ("annex", "{% for part in parts %}{{ part.title }}{% endfor %}"),
    "an annex that prints a body": ("annex", "{{ body }}"),
    "a letter without its body": ("letter", "{{ letter.salutation }} {{ letter.closing }}"),
    "a letter of fixed text": ("letter", "Dear colleagues,"),
    "an annex that counts its points": ("annex", "{{ points|length }} {% if points %}x{% endif %}"),
    "an annex that counts the points of sections": (
        "annex",
        "{% for part in parts %}{{ part.points|count }}{% endfor %}",
    ),
    "an annex that asks for texts": ("annex", "{% for p in points %}{{ p.key if p.text is defined }}{% endfor %}"),
    "an annex that compares texts": ("annex", "{% for p in points if p.text %}{{ p.text == p.key }}{% endfor %}"),
    "an annex of keys": ("annex", "{% for a in points | sort('key') %}{{ a.key }}{{ a.items|length }}{% endfor %}"),
    "a letter that asks for its body": ("letter", "{% if letter.body %}Dear colleagues,{% endif %}"),
    "a tracker of numbers": (
        "tracker",
        "{% for group in groups %}{% for row in group.rows %}{{ row.number }}{% endfor %}{% endfor %}",
    ),
    "a tracker of its groups' titles": ("tracker", "{% for group in groups %}{{ group.title }}{% endfor %}"),
}
PRINTED = {
    "points": ("annex", "{% for point in points %}{{ point.text }}{% endfor %}"),
    "points of sections": (
        "annex",
        "{% for part in parts %}{% for p in part.points %}{{ p.text }}{% endfor %}{% endfor %}",
    ),
    "what has been done alone": (
        "annex",
        "{% for p in points %}{% for item in p['items'] %}{{ item.text }}{% endfor %}{% endfor %}",
    ),
    "texts that are joined": ("annex", "{{ points | map(attribute='text') | join('; ') }}"),
    "points that are grouped": (
        "annex",
        "{% for group in points|groupby('part') %}{% for p in group.list %}{{ p.text }}{% endfor %}{% endfor %}",
    ),
    "texts that are set before": ("annex", "{% set all = points|map(attribute='text') %}{{ all|join }}"),
    "points in an order of the template's": (
        "annex",
        "{% for a in points | sort('key') %}{{ a.text }}{% endfor %}",
    ),
    "sections that a macro prints": (
        "annex",
        "{% macro show(all) %}{% for part in all %}{{ part.title }}{% endfor %}{% endmacro %}{{ show(parts) }}",
    ),
    "the rows of a tracker": (
        "tracker",
        "{% for group in groups %}{% for row in group.rows %}{{ row.text }}{% endfor %}{% endfor %}",
    ),
    "a letter's body": ("letter", "{{ letter.body }}"),
}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace with an annex, a letter and a tracker."""
    made = a_workspace(tmp_path)
    made.replace("dossier.yaml", "  letter: letter.docx\n", "  letter: letter.docx\n  tracker: tracker.docx\n")
    return made


@pytest.mark.parametrize(("kind", "text"), LOST.values(), ids=LOST)
def test_a_template_that_prints_nothing_is_refused(workspace: Workspace, kind: str, text: str) -> None:
    workspace.template(f"{kind}.docx", a_template(p(text)))
    done = workspace.run("make", kind, *DAY)
    assert (done.code, workspace.made()) == (1, [])
    assert f"{kind}.docx: error DOC-004: {NOTHING} “{kind}” needs “" in done.err
    assert f"briefgen template new --kind {kind} NAME" in done.err


@pytest.mark.parametrize(("kind", "text"), PRINTED.values(), ids=PRINTED)
def test_a_template_that_prints_some_of_it_is_not(workspace: Workspace, kind: str, text: str) -> None:
    workspace.template(f"{kind}.docx", a_template(p(text)))
    assert "DOC-004" not in workspace.run("make", kind, *DAY).err
    assert "DOC-004" not in workspace.run("template", "check").out


def test_a_draft_is_written_with_the_finding(workspace: Workspace) -> None:
    workspace.template("annex.docx", a_template(p("{{ title }}")))
    done = workspace.run("make", "annex", *DAY, "--draft")
    assert done.code == 1
    assert "DOC-004" in done.err
    assert workspace.made() == ["annex-2023-03-17.en.DRAFT.docx"]


def test_several_processes_find_it_too(workspace: Workspace) -> None:
    workspace.template("annex.docx", a_template(p("{{ title }}")))
    done = workspace.run("make", "annex", "letter", *DAY, "--jobs", "2")
    assert (done.code, done.err.count("DOC-004"), workspace.made()) == (1, 1, [])


@pytest.mark.parametrize("names", [[], ["annex.docx"], ["templates/annex.docx"]])
def test_template_check_finds_it_in_the_templates_of_the_dossier(workspace: Workspace, names: list[str]) -> None:
    workspace.template("annex.docx", a_template(p("{{ title }}")))
    done = workspace.run("template", "check", *names)
    assert done.code == 1
    assert f"annex.docx: error DOC-004: {NOTHING} “annex”" in done.out + done.err


def test_a_body_that_a_letter_lacks_is_reported_once(workspace: Workspace) -> None:
    workspace.replace("dossier.yaml", "  letter: letter.docx\n", "  letter: {template: letter.docx, body: letter.md}\n")
    workspace.template("letter.docx", a_template(p("Dear colleagues,")))
    done = workspace.run("make", "letter", *DAY)
    assert "DOC-003" in done.err
    assert "DOC-004" not in done.err
