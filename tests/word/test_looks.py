"""Looks that a program gives to rich text: lines, colours, sizes, fonts, and paragraph styles; listings."""

import io
import itertools
import re
from typing import Any

import docxtpl
import pytest
from lxml import etree

from briefgen.model.richtext import Block, Kind, RichText, Span
from briefgen.word import Listing, RenderingError, lint
from tests.word.docx_templates import W, a_style, a_template, body, compiled, p, part, r, text_of, texts


def paragraph(*spans: Span) -> RichText:
    return RichText((Block(spans),))


def looks(document: bytes, text: str) -> dict[str, str]:
    """Names and values of the properties of the run with a text."""
    run = next(each for each in body(document).iter(f"{W}r") if text_of(each) == text)
    properties = run.find(f"{W}rPr")
    found = [] if properties is None else list(properties)
    return {etree.QName(each).localname: each.get(f"{W}fill") or each.get(f"{W}val") or "" for each in found}


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        (Span("x", underline=True), {"u": "single"}),
        (Span("x", strike=True), {"strike": ""}),
        (Span("x", colour="#a0b1c2"), {"color": "A0B1C2"}),
        (Span("x", highlight="yellow"), {"highlight": "yellow"}),
        (Span("x", highlight="FFEE00"), {"shd": "FFEE00"}),
        (Span("x", size=10.5), {"sz": "21", "szCs": "21"}),
        (Span("x", superscript=True), {"vertAlign": "superscript"}),
        (Span("x", subscript=True), {"vertAlign": "subscript"}),
        (Span("x", bold=True, underline=True), {"b": "", "bCs": "", "u": "single"}),
    ],
)
def test_a_look_becomes_the_properties_of_the_run(span: Span, expected: dict[str, str]) -> None:
    document = compiled(p("a {{ t }}")).render({"t": paragraph(span)})
    assert looks(document, "x") == expected


def test_a_font_is_named_for_all_scripts_and_escaped() -> None:
    xml = part(compiled(p("a {{ t }}")).render({"t": paragraph(Span("x", font='A & "B"'))}))
    assert '<w:rFonts w:ascii="A &amp; &quot;B&quot;" w:hAnsi="A &amp; &quot;B&quot;"' in xml


def test_every_pair_of_looks_stands_in_the_order_of_the_schema() -> None:
    given: dict[str, Any] = {
        **dict.fromkeys(("bold", "italic", "underline", "strike", "superscript"), True),
        "colour": "003399",
        "highlight": "red",
        "size": 9,
        "font": "Arial",
        "language": "fr-FR",
        "style": "Odd",
    }
    order = "rStyle rFonts b bCs i iCs strike color sz szCs highlight u vertAlign lang".split()
    template = compiled(p("a ", r("{{ t }}", '<w:caps/><w:spacing w:val="4"/>')), styles=a_style("Odd", "character"))
    for first, second in itertools.combinations(given, 2):
        span = Span("x", **{first: given[first], second: given[second]})
        found = [name for name in looks(template.render({"t": paragraph(span)}), "x") if name in order]
        assert found == sorted(found, key=order.index)


@pytest.mark.parametrize(
    ("span", "message"),
    [
        (Span("x", colour="red"), "“red” is not a colour; write six hexadecimal digits"),
        (Span("x", colour='1"/><w:b/'), "is not a colour"),
        (Span("x", highlight="yelow"), "“yelow” is not a colour.*Did you mean “yellow”"),
        (Span("x", size=0.3), "0.3 is not a size of letters"),
        (Span("x", size=-4), "-4 is not a size of letters"),
        (Span("x", size=2000), "2000 is not a size of letters"),
        (Span("x", font="A" * 32), "is too long for the name of a font"),
        (Span("x", superscript=True, subscript=True), "cannot be both superscript and subscript"),
        (Span("x", style="Stron"), "character style “Stron”.*Did you mean “Strong”"),
    ],
)
def test_a_look_that_word_does_not_know_is_refused_in_words(span: Span, message: str) -> None:
    template = compiled(p("a {{ t }}"), styles=a_style("Strong", "character"))
    with pytest.raises(RenderingError, match=message):
        template.render({"t": paragraph(span)})


def styled(*blocks: tuple[str, str]) -> RichText:
    return RichText(tuple(Block((Span(text),), style=style) for text, style in blocks))


def test_a_block_takes_the_paragraph_style_that_it_names() -> None:
    template = compiled(p("{{p t }}", style="Bullet"))
    document = template.render({"t": styled(("a", ""), ("b", "heading 2"), ("c", "Annex bullet"))})
    assert re.findall(r'<w:pStyle w:val="(\w+)"', part(document)) == ["Bullet", "Heading2", "Bullet"]
    assert lint(document) == []


def test_a_named_style_goes_before_the_style_of_its_kind() -> None:
    text = RichText((Block((Span("a"),), Kind.BULLET, style="heading 2"),))
    assert '<w:pStyle w:val="Heading2"/>' in part(compiled(p("{{p t }}")).render({"t": text}))


def test_an_unknown_paragraph_style_is_refused_with_the_nearest() -> None:
    with pytest.raises(RenderingError, match=r"paragraph style “Heding 2”.*Did you mean “heading 2”"):
        compiled(p("{{p t }}")).render({"t": styled(("a", "Heding 2"))})


def test_a_styled_paragraph_beside_other_text_is_refused() -> None:
    with pytest.raises(RenderingError, match="other text stands beside it"):
        compiled(p("x {{ t }}")).render({"t": styled(("a", "heading 2"))})


def test_a_listing_keeps_breaks_tabs_pages_and_paragraphs() -> None:
    document = compiled(p("{{ t }}", style="Bullet")).render({"t": Listing("a\tb\nc\fd\ae")})
    xml = part(document)
    assert texts(document) == ["a\tb\nc\nd", "e"]
    assert xml.count('<w:br w:type="page"/>') == 1
    assert xml.count('<w:pStyle w:val="Bullet"/>') == 2
    assert lint(document) == []


def test_a_listing_beside_text_splits_the_paragraph_and_keeps_its_looks() -> None:
    document = compiled(p("x ", r("{{ t }} y", "<w:i/>"), style="Bullet")).render({"t": Listing("a\ab")})
    assert texts(document) == ["x a", "b y"]
    assert part(document).count('<w:pStyle w:val="Bullet"/>') == 2
    assert looks(document, "b y") == {"i": ""}


def test_a_listing_is_text_and_nothing_else() -> None:
    hostile = "<w:p/> & {{ t }} {% if %} ]]>"
    assert texts(compiled(p("{{ t }}")).render({"t": Listing(hostile)})) == [hostile]


def test_a_listing_of_two_paragraphs_cannot_stand_in_a_link() -> None:
    template = compiled(p(f'<w:hyperlink w:anchor="x">{r("{{ t }}")}</w:hyperlink>'))
    assert texts(template.render({"t": Listing("a")})) == ["a"]
    with pytest.raises(RenderingError, match="several paragraphs"):
        template.render({"t": Listing("a\ab")})


def by_docxtpl(source: bytes, **data: object) -> bytes:
    template = docxtpl.DocxTemplate(io.BytesIO(source))
    template.render(data)
    file = io.BytesIO()
    template.save(file)
    return file.getvalue()


@pytest.mark.parametrize("text", ["a\nb\tc", "a\ab\ac", "one\n\ntwo", "A & B <c>", "a\ab\nc\ad"])
def test_a_listing_reads_as_docxtpl_writes_it(text: str) -> None:
    source = a_template(p("x {{ t }} y", style="Bullet"))
    theirs = by_docxtpl(source, t=docxtpl.Listing(text))
    assert texts(compiled(p("x {{ t }} y", style="Bullet")).render({"t": Listing(text)})) == texts(theirs)


def test_looks_are_those_that_docxtpl_writes() -> None:
    rich = docxtpl.RichText("x", color="#00ff00", size=20, bold=True, strike=True, underline=True, superscript=True)
    span = Span("x", colour="00ff00", size=10, bold=True, strike=True, underline=True, superscript=True)
    theirs = by_docxtpl(a_template(p("a {{r t }}")), t=rich)
    ours = compiled(p("a {{r t }}")).render({"t": paragraph(span)})
    expected = {name: value.lower() for name, value in looks(theirs, "x").items()}
    found = {name: value.lower() for name, value in looks(ours, "x").items() if name in expected}
    assert found == expected
