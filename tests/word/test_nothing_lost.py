"""Everything in a template that is not a tag is in the document, or the template is refused."""

import html
import re
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.model.richtext import Block, RichText, Span, plain
from briefgen.word import RenderingError, Template, lint
from tests.word.docx_templates import a_template, p, part, r, tbl, tr

BREAKS = ('<w:r><w:br w:type="page"/></w:r>', "<w:r><w:br/></w:r>", '<w:r><w:br w:type="column"/></w:r>')
FIELD = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
WORDS = ("word", "{{ v }}", "{# remark #}", "tail")
TAGS = ("if yes", "for x in one", "if not no", "with y = 1")


@st.composite
def paragraphs(draw: st.DrawFn, *inside: str) -> str:
    """A paragraph with pieces around what stands inside."""
    pieces = st.lists(st.sampled_from((*BREAKS, FIELD, "BOOKMARK", "END", *WORDS)), max_size=3)
    ends = '<w:sectPr><w:type w:val="oddPage"/></w:sectPr>' if draw(st.integers(0, 7)) == 0 else ""
    return p(*draw(pieces), *inside, *draw(pieces), properties=ends)


@st.composite
def blocks(draw: st.DrawFn, depth: int = 2) -> list[str]:
    """Paragraphs and tables, with blocks around them whose text is printed once."""
    kind = draw(st.sampled_from(["text", "both", "block", "sentence", "rows"] if depth else ["text"]))
    if kind == "text":
        return [draw(paragraphs())]
    inside, tag = draw(blocks(depth - 1)), draw(st.sampled_from(TAGS))
    closing = f"end{tag.partition(' ')[0]}"
    if kind == "both":
        return inside + draw(blocks(depth - 1))
    if kind == "sentence":
        return [draw(paragraphs(f"{{% {tag} %}}", "inner", f"{{% {closing} %}}")), *inside]
    if kind == "rows":
        return [tbl(tr(f"{{%tr {tag} %}}", ""), tr("cell", "cell"), tr("", f"{{%tr {closing} %}}")), *inside]
    level = draw(st.sampled_from(["", "p"]))
    return [draw(paragraphs(f"{{%{level} {tag} %}}")), *inside, draw(paragraphs(f"{{%{level} {closing} %}}"))]


def with_bookmarks(xml: str) -> str:
    """The template with a bookmark from each BOOKMARK to the END behind it; what has no partner goes."""
    pieces, opened, number = re.split(r"<w:r><w:t xml:space=\"preserve\">(BOOKMARK|END)</w:t></w:r>", xml), False, 0
    for index, piece in enumerate(pieces):
        if piece == "BOOKMARK":
            rest = pieces[index + 1 :]
            begins = not opened and "END" in rest
            number, opened = number + begins, opened or begins
            pieces[index] = f'<w:bookmarkStart w:id="{number}" w:name="bm{number}"/>' if begins else ""
        elif piece == "END":
            pieces[index], opened = f'<w:bookmarkEnd w:id="{number}"/>' if opened else "", False
    return "".join(pieces)


def content(xml: str) -> dict[str, int]:
    """How often each thing that is no tag stands in a document."""
    found = re.findall(
        r'<w:br[^>]*/>|w:instr="[^"]*"|w:name="bm[0-9]+"|"oddPage"|(?<=[>}])(?:word|tail|inner|cell)(?=[<{])', xml
    )
    return {each: found.count(each) for each in sorted(set(found))}


@settings(max_examples=150, deadline=None)
@given(found=blocks())
def test_everything_that_is_no_tag_is_in_the_document_or_the_template_is_refused(found: list[str]) -> None:
    body = with_bookmarks("".join([*found, p("end")]))
    template, findings = Template.check(a_template(body), "t.docx")
    if template is None:
        assert {each.rule for each in findings} <= {"TPL-005", "TPL-006"}
        return
    document = template.render({"yes": True, "no": False, "one": [1], "v": "value"})
    assert content(part(document)) == content(body)
    assert lint(document) == []
    for others in ({"yes": False, "no": True, "one": []}, {"yes": True, "no": True, "one": [1, 2]}):
        assert lint(template.render({**others, "v": "value"})) == []


def said(*runs: str, **data: object) -> str:
    """The text of a paragraph of these runs."""
    made = part(Template.read(a_template(p(*runs)), "t.docx").render({"v": "VAL", **data}))
    return "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)", made))


@pytest.mark.parametrize(
    ("runs", "wanted"),
    [
        ((" {{ v }}",), " VAL"),
        (("{{ v }}", "  "), "VAL  "),
        (("  ", "{{ v }} ", "{# remark #}"), "  VAL "),
        ((" {{- v }} ",), "VAL "),
        ((" {{ v -}} ",), " VAL"),
        ((" {{p v }} ",), "VAL"),
    ],
)
def test_spaces_beside_a_value_that_is_alone_stay_unless_the_tag_takes_them(runs: tuple[str, ...], wanted: str) -> None:
    assert said(*runs) == wanted


@pytest.mark.parametrize(
    ("runs", "wanted"),
    [
        (("use -%_}",), "use -%}"),
        (("end }_}",), "end }}"),
        (("}_", "} and %", "_}"), "}} and %}"),
        (("a_} b}_ c%_",), "a_} b}_ c%_"),
    ],
)
def test_closing_braces_are_printed_where_no_others_are(runs: tuple[str, ...], wanted: str) -> None:
    assert said(*runs) == wanted


BOX = (
    '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice'
    ' Requires="wps"><w:pict><w:txbxContent>{0}</w:txbxContent></w:pict></mc:Choice><mc:Fallback><w:pict>'
    "<w:txbxContent>{0}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
CONTROL = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
BOUND = '<w:dataBinding w:xpath="/a" w:storeItemID="{1}"/><w:showingPlcHdr/>'
ALT_TEXT = '<w:r><w:drawing><wp:inline><wp:docPr id="ID" name="a" descr="{}"/></wp:inline></w:drawing></w:r>'
CHARS = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
CODE = "{}<w:r><w:instrText> {} </w:instrText></w:r>{}{}{}"
VALUES = ("a", "b", "rich", "number", "odd")


def value_pieces(name: str) -> list[str]:
    """A tag at each of the places where a value may stand in a paragraph."""
    tag = f"{{{{ {name} }}}}"
    begin, between, end = CHARS
    return [
        r(tag),
        r(f"x{tag}y"),
        r(tag, "<w:b/>"),
        r("{{ ") + r(name, "<w:i/>") + r(" }}"),
        r(f"{{% if yes %}}{tag}{{% endif %}}"),
        r("{% if yes %}", "<w:b/>") + r(f"in {tag}{{% endif %}}word"),
        r(f"{{% for x in one %}}{tag}{{% endfor %}}"),
        r(f"{{% set s %}}{tag}{{% endset %}}{{{{ s }}}}"),
        CONTROL.format(BOUND, r(tag)),
        f'<w:hyperlink w:anchor="a">{r(tag)}</w:hyperlink>',
        CODE.format(begin, "TITLE", between, r(tag), end),
        CODE.format(begin, f"DOCPROPERTY {tag}", between, r("word"), end) if name in "ab" else r(tag),
        ALT_TEXT.format(tag) if name != "rich" else r(tag),
        BOX.format(p(r(tag))) if name != "rich" else r(tag),
    ]


@st.composite
def printing(draw: st.DrawFn) -> str:
    """Paragraphs, some in blocks or cells, with values at all places, breaks, bookmarks and fields."""
    inside = st.sampled_from([r("word"), *BREAKS, FIELD, "BOOKMARK", "END"])
    values = st.sampled_from(VALUES).flatmap(lambda name: st.sampled_from(value_pieces(name)))
    paragraph = p(*draw(st.lists(inside | values, min_size=1, max_size=5)))
    around = draw(st.sampled_from(["", "", "IF", "CELL"]))
    if around == "IF":
        return p("{%p if yes %}") + paragraph + p("{%p endif %}")
    return tbl(tr(f"<w:tc>{paragraph}</w:tc>", "cell")) if around == "CELL" else paragraph


ODD = st.sampled_from(
    ['q "r" s', "it's <w:t>", "a & b", "€\u00a0ä\u2028", "x\ny\tz", " v ", "{_{ v }_}", "]]>", "&amp;"]
)
NOTED = RichText((Block((Span("rich one ", bold=True), Span("", note=plain("the note")))), Block((Span("rich two"),))))


@settings(max_examples=150, deadline=None)
@given(found=st.lists(printing(), min_size=1, max_size=4), odd=ODD)
def test_every_value_is_in_the_document_and_no_tag(found: list[str], odd: str) -> None:
    numbers = count(1)
    body = re.sub('id="ID"', lambda _: f'id="{next(numbers)}"', with_bookmarks("".join(found)) + p("end"))
    template, findings = Template.check(a_template(body), "t.docx")
    if template is None:
        assert {each.rule for each in findings} <= {"TPL-005", "TPL-006"}
        return
    data = {"a": "Alpha", "b": "Beta & co", "rich": NOTED, "number": 1250, "odd": odd, "yes": True, "one": [1]}
    try:
        document = template.render(data)
    except RenderingError as refused:  # a rich text in a link or field, of several paragraphs
        assert "rich" in body
        assert {each.rule for each in refused.findings} == {"TPL-020"}
        return
    texts = [part(document), part(document, "word/footnotes.xml")]
    shown = re.findall(r"<w:t[ >][^<]*|descr=\"[^\"]*|<w:instrText>[^<]*", "".join(texts))
    everything = html.unescape("\n".join(shown))
    for name in VALUES:
        pieces = ["rich one", "the note", "rich two"] if name == "rich" else re.split(r"[\n\t]", str(data[name]))
        for piece in pieces:
            assert everything.count(piece.strip()) >= body.count(f"{{{{ {name} }}}}") + body.count(f">{name}<")
    assert not re.search(r"\{\{|\{%", part(document))
    assert [each for each in lint(document) if each.code != "TEMPLATE_TAG_LEFT"] == []
