"""`briefgen template new`: a starter with every field in it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path

import pytest

from briefgen.compose import KINDS, WORDS, fields_of
from briefgen.compose.schema import COMMON_FIELDS
from briefgen.word import Template, accessibility, lint
from briefgen.word.compiling.fields import Fields
from tests import validators
from tests.sample_dossier import ROOT
from tests.word.docx_templates import part, texts
from tests.workspaces import Workspace, run

SAMPLED = ("annex", "letter")


def new(workspace: Workspace, kind: str) -> Path:
    done = workspace.run("template", "new", f"my-{kind}", "--kind", kind)
    assert (done.code, done.out) == (0, f"templates/my-{kind}.docx\n")
    return workspace.root / "templates" / f"my-{kind}.docx"


def not_in_it(fields: Fields, known: Mapping[str, object], seen: list[object], path: str = "") -> Iterator[str]:
    """The known fields that a template does not read; those of a record that occurs again need not be there again."""
    for name, below in known.items():
        child = fields.children.get(name)
        if child is None:
            yield f"{path}{name}"
        elif isinstance(below, Mapping) and not any(below is each for each in seen):
            seen.append(below)
            yield from not_in_it(child, below, seen, f"{path}{name}.")


# the starters of the other papers are filled in test_papers
@pytest.mark.parametrize("kind", SAMPLED)
def test_a_starter_fills_with_the_sample_dossier_and_shows_no_explanation(sample: Workspace, kind: str) -> None:
    new(sample, kind)
    sample.replace("dossier.yaml", f"{kind}: {kind}.docx", f"{kind}: my-{kind}.docx")
    done = sample.run(kind, "--as-of", "2023-03-17")
    assert (done.code, done.err) == (0, "")
    document = (sample.root / done.paths[0]).read_bytes()
    assert lint(document) == []
    assert "Follow-up to the special meeting" in texts(document)[0]
    assert not any("{" in text or "may be empty" in text for text in texts(document))


@pytest.mark.parametrize("kind", KINDS)
class TestTheStarter:
    def test_holds_every_field_of_its_kind_and_no_other(self, workspace: Workspace, kind: str) -> None:
        fields = Template.read(new(workspace, kind).read_bytes(), "new.docx", WORDS).fields
        own_first = dict(sorted(fields_of(kind).items(), key=lambda field: field[0] in COMMON_FIELDS))
        assert list(not_in_it(fields, own_first, [])) == []
        assert list(fields.unknown(fields_of(kind))) == []

    def test_passes_its_own_check(self, workspace: Workspace, kind: str) -> None:
        path = new(workspace, kind)
        done = workspace.run("template", "check", path.name)
        assert (done.code, done.out) == (0, f"{path.name}: no faults\n")
        assert "whether its fields exist was not looked at, as no document of" in done.err

    def test_explains_its_fields(self, workspace: Workspace, kind: str) -> None:
        lines = texts(new(workspace, kind).read_bytes())
        assert "{{ dossier.title }}{# the dossier’s title #}" in lines
        assert ("{#p the commitment (rich text) #}", "{{ point.text }}") in pairwise(lines)

    def test_everybody_can_read_it_and_its_language_and_properties_are_set(
        self, workspace: Workspace, kind: str
    ) -> None:
        document = new(workspace, kind).read_bytes()
        assert accessibility(document) == []
        assert {problem.code for problem in lint(document)} == {"TEMPLATE_TAG_LEFT"}
        assert "<dc:title>{{ title }}</dc:title>" in part(document, "docProps/core.xml")

    @pytest.mark.sdk
    def test_is_valid_for_word(self, workspace: Workspace, kind: str) -> None:
        path = new(workspace, kind)
        assert validators.audit(path) == []
        assert validators.sdk(path) == []


@pytest.mark.parametrize(
    ("kind", "dossier", "as_of"),
    [
        ("note", "western-balkans-mapping", "2020-05-12"),
        ("conclusions", "western-balkans-security-conclusions", "2020-06-05"),
        ("main-results", "march-2021-ministers", "2021-03-15"),
        ("summary", "silk-routes-december-2019", "2019-12-05"),
    ],
)
def test_the_starter_of_a_paper_fills_with_a_dossier_whose_texts_refer_to_each_other(
    workspace: Workspace, kind: str, dossier: str, as_of: str
) -> None:
    shutil.copytree(ROOT / "data" / dossier, workspace.root / "data" / dossier)
    new(workspace, kind)
    yaml = workspace.root / "data" / dossier / "dossier.yaml"
    text = yaml.read_text(encoding="utf-8")
    yaml.write_text(text.replace(f"template: {kind}.docx", f"template: my-{kind}.docx"), encoding="utf-8")
    done = workspace.run("make", kind, "--dossier", dossier, "--as-of", as_of)
    assert (done.code, done.err) == (0, "")
    document = (workspace.root / done.paths[0]).read_bytes()
    assert lint(document) == []
    assert not any("{" in text for text in texts(document))


def test_a_letter_to_somebody_fills_too(sample: Workspace) -> None:
    new(sample, "letter")
    sample.replace("dossier.yaml", "letter: letter.docx", "letter: my-letter.docx")
    done = sample.run("letter", "--as-of", "2023-03-20", "--to", "all")
    assert (done.code, done.err) == (0, "")


def test_a_name_may_have_its_ending_and_a_file_may_be_named_without_a_workspace(
    workspace: Workspace, tmp_path: Path
) -> None:
    assert workspace.run("template", "new", "short.docx", "--kind", "annex").out == "templates/short.docx\n"
    assert run("template", "new", "--kind", "annex", "-o", "x.docx", cwd=tmp_path).out == "x.docx\n"


def test_nothing_is_overwritten(workspace: Workspace) -> None:
    annex = workspace.root / "templates" / "annex.docx"
    before = annex.read_bytes()
    done = workspace.run("template", "new", "annex", "--kind", "annex")
    assert done.code == 2
    assert "is there already" in done.err
    assert annex.read_bytes() == before


@pytest.mark.parametrize("name", ["../annex", "a:b", ".hidden", "new\nline"])
def test_a_name_that_leads_elsewhere_is_refused(workspace: Workspace, name: str) -> None:
    done = workspace.run("template", "new", name, "--kind", "annex")
    assert done.code == 2
    assert "cannot be the name of a template" in done.err


def test_a_name_or_a_file_is_needed_and_a_word_file_is_made(workspace: Workspace) -> None:
    assert workspace.run("template", "new", "--kind", "annex").code == 2
    assert workspace.run("template", "new", "--kind", "annex", "-o", "x.odt").code == 2
    assert workspace.run("template", "new", "x").code == 2
