"""Everything in a template that is not a tag is in the document, or the template is refused."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.word import Template, lint
from tests.word.docx_templates import a_template, p, part, tbl, tr

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
