# ruff: noqa: E501 - XML reads better in one piece
"""No tag of a template is left anywhere, and content controls say what their text says."""

import pytest

from briefgen.opc.seal import read_properties
from briefgen.word import Template, lint
from tests.word.changes import both, put, swap
from tests.word.docx_templates import a_style, a_template, p, part, r, tbl, tr
from tests.word.good import DECLARATION, OFFICE, W_NS, good_parts, zipped

W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
BOUND = '<w:dataBinding w:xpath="/x" w:storeItemID="{1}"/>'
STORE = {"customXml/item1.xml": "<root><name>{{ v }}</name></root>"}


def control(state: str, content: str) -> str:
    return f"<w:p><w:sdt><w:sdtPr>{state}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt></w:p>"


def filled(*blocks: str, parts: dict[str, str] | None = None, styles: str = "", **data: object) -> str:
    """The document as XML; it is sound."""
    made = Template.read(a_template(*blocks, parts=parts, styles=styles), "t.docx").render({"v": "VAL", **data})
    return part(made)


@pytest.mark.parametrize(
    ("content", "parts"),
    [(r("{{ v }}"), {}), (r("{{ v") + r(" }}"), {}), (r("fixed"), STORE), (r("{% if v %}a{% endif %}"), {})],
)
def test_a_control_that_is_filled_is_no_longer_bound(content: str, parts: dict[str, str]) -> None:
    assert "dataBinding" not in filled(control(BOUND, content), p("{{ v }}"), parts=parts)


def test_a_control_without_a_tag_stays_bound() -> None:
    assert "dataBinding" in filled(control(BOUND, r("fixed")), p("{{ v }}"))


PLACEHOLDERS = {
    "by its id": r("{{ v }}", '<w:rStyle w:val="PlaceholderText"/>'),
    "over two runs": r("{{ v", '<w:rStyle w:val="PlaceholderText"/>') + r(" }}", '<w:rStyle w:val="PlaceholderText"/>'),
    "by its name": r("{{ v }}", '<w:rStyle w:val="Textedelespacereserve"/>'),
}
LOCALISED = '<w:style w:type="character" w:styleId="Textedelespacereserve"><w:name w:val="Placeholder Text"/></w:style>'


@pytest.mark.parametrize("case", PLACEHOLDERS)
def test_a_placeholder_that_is_filled_is_none(case: str) -> None:
    styles = LOCALISED + a_style("Placeholder Text", "character") * (case != "by its name")
    document = filled(control("<w:showingPlcHdr/><w:text/>", PLACEHOLDERS[case]), styles=styles)
    assert "showingPlcHdr" not in document
    assert "rStyle" not in document
    assert "VAL" in document


def box(checked: str = "0", sign: str = "2612") -> str:
    return (
        f'<w14:checkbox {W14}><w14:checked w14:val="{checked}"/><w14:checkedState w14:val="{sign}"/>'
        '<w14:uncheckedState w14:val="2610"/></w14:checkbox>'
    )


@pytest.mark.parametrize(
    ("state", "text", "x", "checked"),
    [
        (box("0"), "{{ '☒' if x else '☐' }}", True, "1"),
        (box("1"), "{{ '☒' if x else '☐' }}", False, "0"),
        (box("0"), "{% if x %}☒{% else %}☐{% endif %}", True, "1"),
        (box("0", "2611"), "{{ '☑' if x else '☐' }}", True, "1"),
        (box("1", "no sign"), "{{ '☑' if x else '☐' }}", True, "0"),
    ],
)
def test_a_box_is_checked_where_its_text_says_so(state: str, text: str, x: bool, checked: str) -> None:
    assert f'w14:checked w14:val="{checked}"' in filled(control(state, r(text)), x=x)


@pytest.mark.parametrize(
    "state",
    [
        '<w:date w:fullDate="2020-01-01T00:00:00Z"><w:lid w:val="en-GB"/></w:date>',
        '<w:comboBox w:lastValue="2020"><w:listItem w:value="2020"/></w:comboBox>',
        '<w:dropDownList w:lastValue="2020-01-01"/>',
    ],
)
def test_no_older_value_stays_behind_the_words(state: str) -> None:
    document = filled(control(state, r("{{ v }}")))
    assert "fullDate" not in document
    assert "lastValue" not in document


PROPERTY = '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="Client"><vt:lpwstr>%s</vt:lpwstr></property>'
CUSTOM = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    f'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{PROPERTY}</Properties>'
)
CUSTOM_TYPE = (
    '<Override PartName="/docProps/custom.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/></Types>'
)
CUSTOM_REL = (
    f'<Relationship Id="rId70" Type="{OFFICE}/custom-properties" Target="docProps/custom.xml"/></Relationships>'
)


@pytest.mark.parametrize(
    ("text", "value"),
    [("{{ v }}", "VAL"), ("for {{ v }} &amp; co", "for VAL & co"), ("{% if v %}yes{% endif %}", "yes"), ("a", "a")],
)
def test_a_custom_property_is_filled(text: str, value: str) -> None:
    parts = good_parts()
    both(
        put("docProps/custom.xml", (DECLARATION + CUSTOM % text).encode()),
        swap("</Types>", CUSTOM_TYPE, "[Content_Types].xml"),
        swap("</Relationships>", CUSTOM_REL, "_rels/.rels"),
    )(parts)
    made = Template.read(zipped(parts), "t.docx").render({"v": "VAL"})
    assert read_properties(made)["Client"] == value
    assert lint(made) == []


APP = "docProps/app.xml"
EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
APP_TYPE = "application/vnd.openxmlformats-officedocument.extended-properties+xml"


def with_headings(*headings: str) -> bytes:
    """A template of these headings, as Word lists them in docProps/app.xml."""
    listed = "".join(f"<v:lpstr>{each}</v:lpstr>" for each in headings)
    app = (
        f'<Properties xmlns="{EXTENDED}" xmlns:v="{EXTENDED[:-19]}docPropsVTypes"><Company>{{{{ t }}}}</Company>'
        f'<HeadingPairs><v:vector size="2" baseType="variant"/></HeadingPairs>'
        f'<TitlesOfParts><v:vector size="{len(headings)}" baseType="lpstr">{listed}</v:vector></TitlesOfParts>'
        "</Properties>"
    )
    parts = {name: data.decode() for name, data in good_parts().items() if name.endswith((".rels", "Types].xml"))}
    types = parts["[Content_Types].xml"].replace(
        "</Types>", f'<Override PartName="/{APP}" ContentType="{APP_TYPE}"/></Types>'
    )
    link = f'<Relationship Id="app" Type="{OFFICE}/extended-properties" Target="{APP}"/></Relationships>'
    rels = parts["_rels/.rels"].replace("</Relationships>", link)
    changed = {"[Content_Types].xml": types, "_rels/.rels": rels}
    texts = {name: text.partition("?>")[2] or text for name, text in changed.items()}
    return a_template(*map(p, headings), parts={**texts, APP: app})


@pytest.mark.parametrize(
    "headings",
    [
        ("{%p if yes %}", "Chapter {{ t }}", "{%p endif %}"),
        ("{%p for x in xs %}", "{{ x }}", "{%p endfor %}"),
        ("{# a remark #}Chapter",),
        ("{{ t }}",),
    ],
)
def test_words_own_list_of_headings_goes_where_one_of_them_holds_a_tag(headings: tuple[str, ...]) -> None:
    made = Template.read(with_headings(*headings), "t.docx").render({"yes": True, "t": "One", "xs": ["a"]})
    app = part(made, APP)
    assert "{" not in app and "TitlesOfParts" not in app and "HeadingPairs" not in app
    assert "<Company>One</Company>" in app
    assert lint(made) == []


def test_a_list_of_headings_without_tags_stays() -> None:
    made = Template.read(with_headings("Chapter 1", "Chapter 2"), "t.docx").render({"t": "One"})
    assert "<v:lpstr>Chapter 2</v:lpstr>" in part(made, APP)


def ruby(above: str, base: str) -> str:
    return f"<w:r><w:ruby><w:rubyPr/><w:rt>{r(above)}</w:rt><w:rubyBase>{r(base)}</w:rubyBase></w:ruby></w:r>"


MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
BESIDE = {
    "text above others": f"<w:p>{ruby('{{ v }}', 'b')}</w:p>",
    "text below others": f"<w:p>{r('a ')}{ruby('b', '{{ v }}')}</w:p>",
    "text in a choice": f"<w:p><w:r><mc:AlternateContent {MC}><mc:Fallback><w:t>{{{{ v }}}}</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>",
    "alternative text": '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{{ v }}"/></wp:inline></w:drawing></w:r></w:p>',
}


@pytest.mark.parametrize("place", BESIDE)
def test_a_tag_is_filled_wherever_it_stands(place: str) -> None:
    document = filled(BESIDE[place])
    assert "{{" not in document
    assert "VAL" in document


def test_a_tag_in_half_a_text_above_others_is_a_fault() -> None:
    _, findings = Template.check(a_template(f"<w:p>{ruby('{{ v', 'b }}')}</w:p>"), "t.docx")
    assert [each.rule for each in findings] == ["TPL-001"]


@pytest.mark.parametrize("text", ["{{ v }}", "a {{ v }} b", "{% if v %}"])
def test_a_tag_where_none_is_filled_is_a_fault(text: str) -> None:
    template, findings = Template.check(a_template(p("x"), styles=a_style(text)), "t.docx")
    assert template is None
    assert findings[-1].rule == "TPL-027"
    assert "word/styles.xml" in str(findings[-1])


@pytest.mark.parametrize(
    ("text", "value"), [("{{ v }}", "VAL"), ("a {{ v }} b", "a VAL b"), ("{% if v %}y{% endif %}", "y")]
)
def test_the_variables_of_a_document_are_filled(text: str, value: str) -> None:
    settings = f'<w:settings {W_NS}><w:docVars><w:docVar w:name="a" w:val="{text}"/></w:docVars></w:settings>'
    document = Template.read(a_template(p("x"), parts={"word/settings.xml": settings}), "t.docx").render({"v": "VAL"})
    assert f'w:val="{value}"' in part(document, "word/settings.xml")
    assert lint(document) == []


STORED = '<d xmlns="urn:x" a="{{ v }}">{{ v }} &amp; co<e/>{% if v %}</d>'
ITEM = '<ds:datastoreItem ds:itemID="{1}" xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"/>'
ITEM_REL = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    f'Type="{OFFICE}/customXmlProps" Target="itemProps1.xml"/></Relationships>'
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    ("binding", "told"),
    [(BOUND, []), ("", ["{{ v }}", "{% if v %}"]), (BOUND.replace("{1}", "{2}"), ["{{ v }}", "{% if v %}"])],
)
def test_no_tag_is_left_in_a_store(binding: str, told: list[str], encoding: str) -> None:
    parts = good_parts()
    swap("<w:body>", f"<w:body>{control(binding, r('{{ v }}'))}")(parts)
    put("customXml/item1.xml", STORED.encode(encoding))(parts)
    put("customXml/itemProps1.xml", ITEM.encode())(parts)
    put("customXml/_rels/item1.xml.rels", ITEM_REL.encode())(parts)
    template, findings = Template.check(zipped(parts), "t.docx")
    assert template
    assert [each.words for each in findings if each.rule == "TPL-038"] == told
    document = template.render({"v": "VAL"})
    assert ">VAL<" in part(document)
    assert '<d xmlns="urn:x" a=""> &amp; co<e/></d>' in part(document, "customXml/item1.xml")


def test_braces_of_the_data_are_text() -> None:
    assert "{{ v }}" in filled(tbl(tr("{{ v }}", "{% raw %}{{ x }}{% endraw %}")), v="{{ v }}")
