"""Every value that a template prints is in the text of the document, or the tag that printed it is named."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from briefgen.model.richtext import Block, RichText, Span, plain
from briefgen.word import Listing, RenderingError, Template
from briefgen.word.rendering import part as rendered_part
from tests.word.docx_templates import a_template, compiled, p, part, r, tbl, texts, tr

ALT_TEXT = (
    '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="1" cy="1"/><wp:docPr id="1" name="x" descr="{{ v }}"/>'
    "</wp:inline></w:drawing></w:r></w:p>"
)
CAPTION = '<w:fldSimple w:instr=" SEQ Table "><w:r><w:t>{}</w:t></w:r></w:fldSimple>'
WITH_NOTE = RichText((Block((Span("Areas"), Span("", note=plain("as of May")))),))


def field(code: str, result: str) -> str:
    """A complex field."""
    begin, between, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    return f"{begin}<w:r><w:instrText> {code} </w:instrText></w:r>{between}{r(result)}{end}"


def losing(*words: str) -> Callable[[str], str]:
    """A step of a rendering that drops words from the finished part."""

    def lose(xml: str) -> str:
        for word in words:
            xml = xml.replace(f">{word}<", "><", 1)
        return xml

    return lose


@pytest.mark.parametrize(
    ("blocks", "data", "lost", "named"),
    [
        ((p("{{ v }}"),), {"v": "value"}, "value", "paragraph 1: error TPL-036: {{ v }}: it prints “value”"),
        ((p("{{ v }}"), p("{{ v }}")), {"v": "value"}, "value", "paragraph 2: error TPL-036: {{ v }}"),
        ((p("{{ a }}"), p("{{ v }}")), {"a": "value", "v": "value"}, "value", "error TPL-036: {{ v }}"),
        ((p("{% for x in xs %}"), p("{{ x.t }}"), p("{% endfor %}")), {"xs": [{"t": "value"}]}, "value", "xs[1]"),
        ((tbl(tr("{{ a }}", "{{ v }}")),), {"a": 1, "v": 25}, "25", "table 1, row 1, column 2, paragraph 1"),
        ((p("{{ v }}"),), {"v": plain("rich")}, "rich", "it prints “rich”"),
        ((p("a {{ v }}"),), {"v": "one\ntwo"}, "two", "it prints “two”"),
        ((p("{{ v }}"),), {"v": Decimal("12.5")}, "12.5", "it prints “12.5”"),
        ((p("{% set x %}{{ v }}{% endset %}{{ x }}"),), {"v": "value"}, "value", "{{ x }}: it prints “value”"),
        ((p("{% filter upper %}{{ v }}{% endfilter %}"),), {"v": "value"}, "VALUE", "{% filter upper %}"),
        ((p("{{ v }}"),), {"v": "x" * 99}, "x" * 99, f"it prints “{'x' * 60}…”"),
    ],
)
def test_a_value_that_is_lost_is_named_with_its_tag_and_place(
    blocks: tuple[str, ...], data: dict[str, object], lost: str, named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = compiled(*blocks, p("end"))
    monkeypatch.setattr(rendered_part, "with_sound_tables", losing(lost))
    with pytest.raises(RenderingError) as refused:
        template.render(data)
    assert named in str(refused.value).replace("\u00a0", " ")


def test_a_value_that_is_lost_from_a_note_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    template = compiled(p("Text {{ v }}"))
    lose = losing("as of May")
    monkeypatch.setattr("briefgen.word.rendering.finish.with_notes", lambda *given: lose(str(given[0])))
    with pytest.raises(RenderingError, match="it prints “as of May”"):
        template.render({"v": WITH_NOTE})


def test_one_of_many_values_that_is_lost_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    template = compiled(p("{% for x in xs %}"), p("{{ x }}"), p("{% endfor %}"))
    monkeypatch.setattr(rendered_part, "with_sound_tables", losing("number 1777"))
    with pytest.raises(RenderingError, match="it prints “number 1777”"):
        template.render({"xs": [f"number {number}" for number in range(3000)]})


def test_a_value_that_is_lost_behind_two_parts_of_a_text_is_named_in_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    template = compiled(p("{{ a }}"), p("{{ b }}"), p("{{ c }}"))
    monkeypatch.setattr(rendered_part, "with_sound_tables", losing("three"))
    with pytest.raises(RenderingError, match=r"paragraph 2: error TPL-036: \{\{ b \}\}: it prints “three”"):
        template.render({"a": "one\ntwo", "b": plain("three"), "c": WITH_NOTE})


def test_a_note_has_no_place_in_an_alternative_text() -> None:
    with pytest.raises(RenderingError, match=r"docPr, descr: error TPL-036: \{\{ v \}\}: it prints “as of May”"):
        compiled(ALT_TEXT).render({"v": WITH_NOTE})


@pytest.mark.parametrize(
    "value",
    ["a & b", "<w:t>", "'q' \"r\"", "a\r\nb\tc", " ", "", 0, True, date(2023, 3, 17), Listing("a\nb"), plain("x")],
)
@pytest.mark.parametrize(
    "block", [p("{{ v }}"), p("a {{ v }} b"), ALT_TEXT, p("{% set x %}{{ v }}{% endset %}{{ x }}")]
)
def test_values_that_arrive_are_not_complained_of(block: str, value: object) -> None:
    compiled(block).render({"v": value})


def test_what_is_collected_and_never_printed_is_not_looked_for() -> None:
    block = p("{% set x %}{{ v }}{% endset %}{% macro m() %}{{ v }}{% endmacro %}{{ x|length }} {{ m()|upper }}")
    assert texts(compiled(block).render({"v": "value"})) == ["5 VALUE"]


def test_what_a_loop_prints_by_calling_itself_is_there_once() -> None:
    block = p("{% for x in tree recursive %}{{ x.name }}{% if x.below %}({{ loop(x.below) }}){% endif %}{% endfor %}")
    tree = [{"name": "A", "below": [{"name": "B", "below": []}, {"name": "A", "below": []}]}]
    assert texts(compiled(block).render({"tree": tree})) == ["A(BA)"]


@pytest.mark.parametrize(
    "result",
    [
        CAPTION.format("{{ v }}"),
        field("PAGE", "{{ v }}"),
        field("= 1 + 2", "{{ v }}"),
        field("DATE \\@ yyyy", "of {{ v }}"),
    ],
)
def test_a_value_in_the_result_of_a_field_is_warned_of(result: str) -> None:
    template, findings = Template.check(a_template(p("Table ", result)), "t.docx")
    assert [str(each).partition(": it")[0] for each in findings] == ["t.docx, paragraph 1: warning TPL-037: {{ v }}"]
    assert template
    assert "Table " in texts(template.render({"v": "value"}))[0]


@pytest.mark.parametrize(
    "result", [field("REF here", "{{ v }}"), field("TOC \\o", "{{ v }}"), field("TITLE", "{{ v }}")]
)
def test_the_copy_that_a_reference_shows_is_not(result: str) -> None:
    heading = p('<w:bookmarkStart w:id="7" w:name="here"/>', "{{ v }}", '<w:bookmarkEnd w:id="7"/>', style="Heading1")
    template, findings = Template.check(a_template(heading, p(result), p("{% if v %}x{% endif %}")), "t.docx")
    assert template
    assert findings == []
    assert part(template.render({"v": "value"})).count("value") == 2
