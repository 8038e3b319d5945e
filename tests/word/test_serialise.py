"""A template as bytes: the same template when it is taken back."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from briefgen.word import RenderingError, Template, serialise
from tests.sample_dossier import ROOT
from tests.word.docx_templates import a_template, compiled, p, tbl, tr

DATA = {"title": "A & B", "points": [{"number": str(number), "text": "x" * number} for number in range(9)]}


@pytest.fixture
def template() -> Template:
    """A template with a table."""
    rows = tr("{%tr for point in points %}"), tr("{{ point.number }}", "{{ point.text }}"), tr("{%tr endfor %}")
    return compiled(p("{{ title }}"), tbl(*rows))


def test_a_template_taken_back_makes_the_same_document(template: Template) -> None:
    assert serialise.loads(serialise.dumps(template)).render(DATA) == template.render(DATA)


def test_it_can_be_kept_again(template: Template) -> None:
    again = serialise.loads(serialise.dumps(serialise.loads(serialise.dumps(template))))
    assert again.render(DATA) == template.render(DATA)
    assert again.fields.as_tree() == template.fields.as_tree()
    assert (again.name, again.digest) == (template.name, template.digest)


def test_what_is_wrong_is_said_in_the_same_words(template: Template) -> None:
    said = []
    for each in (template, serialise.loads(serialise.dumps(template))):
        with pytest.raises(RenderingError) as refused:
            each.render({**DATA, "points": [{"number": "1"}]})
        said.append(refused.value.findings)
    assert said[0] == said[1]
    assert said[0][0].place.spot


def test_it_may_be_rendered_from_several_threads(template: Template) -> None:
    back = serialise.loads(serialise.dumps(template))
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda _: back.render(DATA), range(40))) == {template.render(DATA)}


def test_files_that_it_includes_are_named() -> None:
    own = a_template(p('{%p include "part.docx" %}'))
    template = Template.read(own, "test.docx", include=lambda _: a_template(p("One")))
    assert list(serialise.loads(serialise.dumps(template)).included) == ["part.docx"]


def test_the_templates_of_the_sample_are_kept_small() -> None:
    for path in (ROOT / "templates").glob("*.docx"):
        words = ("_", "by", "date", "figure", "money", "number", "percent", "point", "when")
        assert len(serialise.dumps(Template.read(path.read_bytes(), path.name, words))) < 200_000
