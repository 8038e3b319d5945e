"""Rich text put into a document: looks, lists, links, notes."""

import re

import pytest

from briefgen.model.richtext import Block, Kind, RichText, Span, plain
from briefgen.word import RenderingError, is_untouched
from tests.word.docx_templates import W, a_style, body, compiled, p, part, r, text_of, texts

NUMBERED = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
LISTS = "".join(
    [
        a_style("Note Bullet"),
        a_style("Note Bullet 2"),
        a_style("Note Number", inside=NUMBERED),
        a_style("Note"),
        a_style("List Bullet"),
    ]
)


def paragraph(*spans: Span) -> RichText:
    return RichText((Block(spans),))


def styles_of(document: bytes) -> list[tuple[str, str]]:
    """Style id and text of each paragraph."""
    found = [(each.find(f"{W}pPr/{W}pStyle"), text_of(each)) for each in body(document).iter(f"{W}p")]
    return [(style.get(f"{W}val") or "" if style is not None else "", text) for style, text in found]


def test_bold_and_italic_are_added_to_the_look_of_the_tags_run() -> None:
    text = paragraph(Span("a "), Span("b", bold=True), Span(" c", italic=True))
    xml = part(compiled(p("x ", r("{{ t }}", '<w:sz w:val="20"/>'))).render({"t": text}))
    assert '<w:rPr><w:sz w:val="20"/></w:rPr><w:t xml:space="preserve">a </w:t>' in xml
    assert '<w:rPr><w:b/><w:bCs/><w:sz w:val="20"/></w:rPr><w:t xml:space="preserve">b</w:t>' in xml
    assert '<w:rPr><w:i/><w:iCs/><w:sz w:val="20"/></w:rPr><w:t xml:space="preserve"> c</w:t>' in xml


def test_bold_is_the_style_strong_where_the_template_has_it() -> None:
    template = compiled(p("x {{ t }}"), styles=a_style("Strong", "character"))
    xml = part(template.render({"t": paragraph(Span("b", bold=True), Span("c", bold=True, italic=True))}))
    assert '<w:rPr><w:rStyle w:val="Strong"/></w:rPr><w:t xml:space="preserve">b</w:t>' in xml
    assert '<w:rPr><w:rStyle w:val="Strong"/><w:i/><w:iCs/></w:rPr><w:t xml:space="preserve">c</w:t>' in xml


def test_text_around_a_rich_text_stays_beside_it() -> None:
    document = compiled(p("before {{ t }} after")).render({"t": paragraph(Span("R & D", bold=True))})
    assert texts(document) == ["before R & D after"]


def test_further_paragraphs_follow_in_the_style_of_the_first() -> None:
    text = RichText((Block((Span("one"),)), Block((Span("two"),))))
    assert styles_of(compiled(p("{{ t }}", style="Note"), styles=LISTS).render({"t": text})) == [
        ("Note", "one"),
        ("Note", "two"),
    ]
    assert styles_of(compiled(p("1. {{ t }}!", style="Note"), styles=LISTS).render({"t": text})) == [
        ("Note", "1. one"),
        ("Note", "two!"),
    ]


def test_further_paragraphs_take_styles_of_their_own_where_there_are_some() -> None:
    text = RichText(tuple(Block((Span(word),)) for word in ("one", "two", "three")))
    styles = LISTS + a_style("Note Continue") + a_style("Note Last")
    document = compiled(p("{{ t }}", style="Note"), styles=styles).render({"t": text})
    assert styles_of(document) == [("Note", "one"), ("NoteContinue", "two"), ("NoteLast", "three")]


def test_list_items_take_the_list_styles_of_their_paragraphs_style() -> None:
    items = [Block((Span("a"),), Kind.BULLET), Block((Span("b"),), Kind.BULLET, 1), Block((Span("c"),), Kind.BULLET, 2)]
    document = compiled(p("{{ t }}", style="Note"), styles=LISTS).render({"t": RichText(tuple(items))})
    assert styles_of(document) == [("NoteBullet", "a"), ("NoteBullet2", "b"), ("NoteBullet2", "c")]


def test_words_own_list_style_serves_where_the_template_has_no_other() -> None:
    text = RichText((Block((Span("a"),), Kind.BULLET),))
    document = compiled(p("{{ t }}", style="Heading1"), styles=LISTS).render({"t": text})
    assert styles_of(document) == [("ListBullet", "a")]


def test_a_template_without_a_list_style_is_told_which_to_add() -> None:
    text = RichText((Block((Span("a"),), Kind.NUMBER, restart=True),))
    with pytest.raises(RenderingError, match="no style “Normal Number” or “List Number”"):
        compiled(p("{{ t }}")).render({"t": text})


def test_each_numbered_list_begins_at_one() -> None:
    def items(*words: str) -> RichText:
        return RichText(tuple(Block((Span(word),), Kind.NUMBER, restart=word == words[0]) for word in words))

    template = compiled(p("{{ a }}", style="Note"), p("{{ b }}", style="Note"), styles=LISTS)
    document = template.render({"a": items("a", "b"), "b": items("c", "d")})
    assert re.findall(r'<w:numId w:val="(\d+)"', part(document)) == ["2", "2", "3", "3"]
    numbering = part(document, "word/numbering.xml")
    assert numbering.count('<w:startOverride w:val="1"/>') == 18
    assert '<w:num w:numId="3"><w:abstractNumId w:val="0"/>' in numbering


def test_an_outer_list_goes_on_behind_an_inner_one() -> None:
    blocks = [("a", 0, True), ("x", 1, True), ("b", 0, False)]
    text = RichText(tuple(Block((Span(w),), Kind.NUMBER, level, restart) for w, level, restart in blocks))
    document = compiled(p("{{ t }}", style="Note"), styles=LISTS).render({"t": text})
    assert re.findall(r'<w:numId w:val="(\d+)"', part(document)) == ["2", "3", "2"]


def test_a_link_is_a_relationship_to_its_target() -> None:
    text = paragraph(
        Span("the report", href="https://example.eu/?a=1&b=2"), Span(" and "), Span("again", href="https://x.eu")
    )
    document = compiled(p("see {{ t }}")).render({"t": text})
    relationships = part(document, "word/_rels/document.xml.rels")
    assert 'Id="rIdLink1"' in relationships
    assert 'Target="https://example.eu/?a=1&amp;b=2" TargetMode="External"' in relationships
    assert '<w:hyperlink r:id="rIdLink2" w:history="1">' in part(document)
    assert texts(document) == ["see the report and again"]


def test_a_link_in_a_header_belongs_to_the_header() -> None:
    from tests.word.good import R_NS, W_NS

    header = f"<w:hdr {W_NS} {R_NS}>{p('{{ t }}')}</w:hdr>"
    document = compiled(p("x"), parts={"word/header1.xml": header}).render(
        {"t": paragraph(Span("x", href="https://x.eu"))}
    )
    assert "https://x.eu" in part(document, "word/_rels/header1.xml.rels")
    assert is_untouched(document)


@pytest.mark.parametrize("note", ["", '<w:footnote w:id="1"><w:p><w:r><w:t>{{ t }}</w:t></w:r></w:p></w:footnote>'])
def test_a_link_finds_its_prefix_in_headers_and_notes_that_declare_none(note: str) -> None:
    from lxml import etree

    from tests.word.good import FOOTNOTES, W_NS

    notes = FOOTNOTES[: FOOTNOTES.index('<w:footnote w:id="1">')] + f"{note}</w:footnotes>"
    parts = {"word/header1.xml": f"<w:hdr {W_NS}>{p('{{ t }}')}</w:hdr>", "word/footnotes.xml": notes}
    link = Span("x", href="https://x.eu")
    document = compiled(p("{{ t }}{{ u }}"), parts=parts).render(
        {"t": paragraph(link), "u": paragraph(Span("y", note=paragraph(link)))}
    )
    for name in parts:
        assert etree.fromstring(part(document, name).encode()).xpath("//@*[local-name() = 'id' and . = 'rIdLink1']")


def test_a_link_inside_a_link_is_refused() -> None:
    outer = f'<w:hyperlink w:anchor="x">{r("see {{ t }}")}</w:hyperlink>'
    with pytest.raises(RenderingError, match="cannot stand inside another link"):
        compiled(p(outer)).render({"t": paragraph(Span("x", href="https://x.eu"))})


def test_footnotes_are_numbered_on_behind_those_of_the_template() -> None:
    text = paragraph(Span("fact"), Span("", note=plain("Source: R & D.")), Span("", note=plain("Two.")))
    document = compiled(p("A {{ t }}")).render({"t": text})
    assert re.findall(r'<w:footnoteReference w:id="(\d+)"', part(document)) == ["1", "2"]
    assert "Source: R &amp; D." in part(document, "word/footnotes.xml")
    assert is_untouched(document)


def test_a_template_without_footnotes_gets_the_part_for_them() -> None:
    from tests.word.docx_templates import a_template

    source = a_template(p("A {{ t }}"))
    rels = part(source, "word/_rels/document.xml.rels").partition("\n")[2]
    rels = re.sub(r'<Relationship Id="rId4"[^>]*/>', "", rels)
    template = compiled(p("A {{ t }}"), parts={"word/_rels/document.xml.rels": rels})
    document = template.render({"t": paragraph(Span("x"), Span("", note=plain("Note.")))})
    assert "Note." in part(document, "word/footnotes.xml")
    assert re.search(r'Target="(/word/)?footnotes\.xml"', part(document, "word/_rels/document.xml.rels"))


def test_a_language_is_said_on_the_run() -> None:
    document = compiled(p("x {{ t }}")).render({"t": paragraph(Span("Stand", language="de-DE"))})
    assert '<w:rPr><w:lang w:val="de-DE"/></w:rPr><w:t xml:space="preserve">Stand</w:t>' in part(document)


def test_an_empty_rich_text_is_false_and_prints_nothing() -> None:
    template = compiled(p("[{{ t }}{% if t %}x{% endif %}]"), p("{{ t }}"))
    assert texts(template.render({"t": RichText()})) == ["[]", ""]
