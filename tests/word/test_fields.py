"""What a template says it needs."""

from briefgen.word import Template
from tests.word.docx_templates import a_template, compiled, p, tbl, tc, tr


def fields(*blocks: str, words: tuple[str, ...] = ()) -> list[str]:
    return list(compiled(*blocks, words=words).fields.lines())


def test_fields_are_listed_as_they_are_nested() -> None:
    listed = fields(
        p("{{ title }} of {{ dossier.event.name }}"),
        tbl(
            tr("{%tr for point in points %}", ""),
            tr("{{ point.number }}", tc(p("{%p for i in point.items %}"), p("{{ i.text }}"), p("{%p endfor %}"))),
            tr("{%tr endfor %}", ""),
        ),
    )
    expected = ["title", "dossier", "  event", "    name", "points[]", "  number", "  items[]", "    text"]
    assert listed == expected


def test_names_of_the_template_itself_are_not_listed() -> None:
    macro = "{% macro f(x) %}{{ x }}{{ loop }}{% endmacro %}{{ f(a) }}"
    assert fields(p(macro), p("{% set b = a %}{{ b }}{% for c in [1] %}{{ c }}{% endfor %}")) == ["a"]


def test_words_and_methods_are_not_listed() -> None:
    assert fields(
        p("{{ money(a) }} {{ b | money }} {% for k, v in d.items() %}{{ k }}{% endfor %}"), words=("money",)
    ) == [
        "a",
        "b",
        "d",
    ]


def test_a_name_set_to_a_record_keeps_the_records_fields() -> None:
    assert fields(p("{% set first = points|first %}{{ first.title }}")) == ["points", "  title"]


def test_unknown_fields_are_found_with_place_and_suggestion() -> None:
    template = Template.read(a_template(p("{% for p in points %}{{ p.titel }}{% endfor %}{{ nmae }}")), "x.docx")
    found = [str(finding) for finding in template.fields.unknown({"points": {"title": ""}, "name": ""})]
    assert "{{ p.titel }}: “titel” is not a field of “points”" in found[0]
    assert "Did you mean “title”?" in found[0]
    assert "“nmae” is not among the fields of this document" in found[1]
    assert len(found) == 2


def test_a_word_that_is_called_and_one_without_quotation_marks_are_told_apart_from_fields() -> None:
    template = Template.read(a_template(p("{{ mony(1) }}{% if state == done %}x{% endif %}")), "x.docx")
    money, done = (str(each) for each in template.fields.unknown({"state": None}, words=("money",)))
    assert "Did you mean “money”? There are: state." in money
    assert 'If the word itself is meant, write it in quotation marks: "done".' in done


def test_a_template_shows_itself_by_its_name() -> None:
    assert repr(Template.read(a_template(p("x")), "x.docx")) == "<Template x.docx>"
