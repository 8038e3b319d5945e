"""Statements that change the shape of what they stand in: cells, paragraphs, links, tracked changes."""

import re

import pytest

from briefgen.findings import Grade
from briefgen.word import RenderingError, Template, lint
from tests.word.changes import both, swap
from tests.word.docx_templates import a_template, compiled, p, part, r, rows, tbl, tc, texts, tr
from tests.word.good import BY, OFFICE, good_parts, zipped


def loop(*rows_inside: str) -> str:
    return tbl(tr("{%tr for x in xs %}", ""), *rows_inside, tr("{%tr endfor %}", ""))


def test_cellbg_shades_the_cell() -> None:
    document = compiled(loop(tr("{% cellbg x.colour %}{{ x.name }}", ""))).render(
        {"xs": [{"colour": "#FF0000", "name": "a"}, {"colour": "00FF00", "name": "b"}]}
    )
    assert re.findall(r'<w:shd w:val="clear" w:color="auto" w:fill="(\w+)"/>', part(document)) == ["FF0000", "00FF00"]
    assert rows(document) == [["a", ""], ["b", ""]]


def test_a_colour_that_is_none_is_refused() -> None:
    with pytest.raises(RenderingError, match="“red” is no colour"):
        compiled(tbl(tr("{% cellbg 'red' %}x", ""))).render({})


def test_colspan_widens_the_cell_and_the_grid_follows() -> None:
    document = compiled(tbl(tr("{% colspan n %}x"), tr("a", "b", "c"), columns=3)).render({"n": 3})
    assert '<w:gridSpan w:val="3"/>' in part(document)
    assert lint(document) == []


def test_vm_merges_the_cell_downwards_and_prints_its_text_once() -> None:
    document = compiled(loop(tr("{{ title }}{% vm %}", "{{ x }}"))).render({"title": "all", "xs": [1, 2, 3]})
    assert re.findall(r'<w:vMerge w:val="(\w+)"/>', part(document)) == ["restart", "continue", "continue"]
    assert rows(document) == [["all", "1"], ["", "2"], ["", "3"]]


def test_hm_merges_the_cell_sideways_over_the_loop() -> None:
    row = tr("{%tc for x in xs %}", "{% hm %}all", "{%tc endfor %}")
    document = compiled(tbl(row, tr("a", "b", "c"), columns=3)).render({"xs": [1, 2, 3]})
    assert '<w:gridSpan w:val="3"/>' in part(document)
    assert rows(document) == [["all"], ["a", "b", "c"]]
    assert lint(document) == []


def test_a_loop_over_columns_gives_the_table_its_grid() -> None:
    head = tr("{%tc for x in xs %}", "{{ x }}", "{%tc endfor %}")
    document = compiled(tbl(head, tr("only one"), columns=1)).render({"xs": ["a", "b", "c"]})
    assert part(document).count("<w:gridCol ") == 3
    assert '<w:gridAfter w:val="2"/>' in part(document)
    assert lint(document) == []


def test_a_condition_around_a_whole_paragraph_takes_the_paragraph_with_it() -> None:
    template = compiled(p("a"), p("{% if x %}b {{ x }}{% endif %}"), p("c"))
    assert texts(template.render({"x": ""})) == ["a", "c"]
    assert texts(template.render({"x": 1})) == ["a", "b 1", "c"]


def test_statements_alone_in_their_paragraphs_leave_no_empty_ones_behind() -> None:
    template = compiled(p("{% for x in xs %}"), p("{{ x }}"), p("{% endfor %}"), p("end"))
    assert texts(template.render({"xs": ["a", "b"]})) == ["a", "b", "end"]
    assert texts(template.render({"xs": []})) == ["end"]


def test_a_condition_with_an_alternative_in_a_paragraph_keeps_the_paragraph() -> None:
    template = compiled(p("{% if x %}yes{% else %}no{% endif %}"))
    assert [texts(template.render({"x": x})) for x in (True, False)] == [["yes"], ["no"]]


def test_a_block_around_a_link_keeps_the_link_whole() -> None:
    link = f'<w:hyperlink w:anchor="x">{r("{% if a %}see it")}</w:hyperlink>'
    template = compiled(p("before ", link, r("{% endif %} after")))
    with_link, without = (template.render({"a": a}) for a in (True, False))
    assert texts(with_link) == ["before see it after"]
    assert texts(without) == ["before  after"]
    assert "<w:hyperlink" in part(with_link)
    assert "<w:hyperlink" not in part(without)


def test_a_block_may_begin_in_a_content_control_and_end_behind_it() -> None:
    control = f"<w:sdt><w:sdtContent>{r('in{% if a %}', '<w:b/>')}</w:sdtContent></w:sdt>"
    template = compiled(p("x ", control, r("out{% endif %}end")))
    assert texts(template.render({"a": True})) == ["x inoutend"]
    assert texts(template.render({"a": False})) == ["x inend"]


def test_a_tag_with_a_minus_draws_its_paragraph_to_the_one_before() -> None:
    lines = ("I live", "{%- if town -%}", " in town", "{%- else -%}", " on the land", "{%- endif -%}", " and like it.")
    template = compiled(*(p(line) for line in lines))
    assert texts(template.render({"town": True})) == ["I live in town and like it."]
    assert texts(template.render({"town": False})) == ["I live on the land and like it."]


def test_tracked_changes_are_accepted_and_said_in_a_finding() -> None:
    inserted = f'<w:ins w:id="1" {BY}>{r(" {{ a }}")}</w:ins>'
    deleted = f'<w:del w:id="2" {BY}><w:r><w:delText> {{{{ gone }}}}</w:delText></w:r></w:del>'
    look = f'<w:rPr><w:b/><w:rPrChange w:id="3" {BY}><w:rPr/></w:rPrChange></w:rPr>'
    source = a_template(p("Dear", inserted, deleted, f"<w:r>{look}<w:t>!</w:t></w:r>"))
    template, findings = Template.check(source, "letter.docx")
    assert template is not None
    assert [(finding.rule, finding.grade) for finding in findings] == [("TPL-030", Grade.WARNING)]
    document = template.render({"a": "you"})
    assert texts(document) == ["Dear you!"]
    assert "Change" not in part(document)


def test_a_tag_half_inserted_is_one_tag() -> None:
    half = f'<w:ins w:id="1" {BY}>{r("me }}")}</w:ins>'
    assert texts(compiled(p("Dear {{ na", half, ",")).render({"name": "Ada"})) == ["Dear Ada,"]


def test_deleted_rows_and_paragraph_marks_are_gone() -> None:
    gone = f'<w:del w:id="1" {BY}/>'
    table = tbl(tr("a", "b"), tr(tc(p("x")), tc(p("y")), properties=gone))
    mark = f'<w:p><w:pPr><w:rPr><w:del w:id="2" {BY}/></w:rPr></w:pPr>{r("one ")}</w:p>'
    document = compiled(table, mark, p("two")).render({})
    assert rows(document) == [["a", "b"]]
    assert texts(document)[-1] == "one two"


GONE = f'<w:del w:id="1" {BY}/>'
DELETED = tbl(tr("a", "b", properties=GONE), tr("c", "d", properties=GONE))
CONTROL = f"<w:sdt><w:sdtPr/><w:sdtContent>{DELETED}</w:sdtContent></w:sdt>"


@pytest.mark.parametrize(
    ("blocks", "left"),
    [
        ((DELETED, p("end")), ["end"]),
        ((CONTROL, p("end")), ["", "end"]),
        ((tbl(tr(tc(DELETED, p("x")), "y")),), ["x", "y"]),
    ],
)
def test_a_table_goes_with_its_last_row(blocks: tuple[str, ...], left: list[str]) -> None:
    document = compiled(*blocks).render({})
    assert texts(document) == left
    assert lint(document) == []


@pytest.mark.parametrize(
    "half",
    [
        '<w:bookmarkStart w:id="7" w:name="gone"/>',
        '<w:bookmarkEnd w:id="7"/>',
        '<w:commentRangeStart w:id="7"/>',
    ],
)
def test_what_began_or_ended_in_a_deletion_is_gone_whole(half: str) -> None:
    swapped = {"Start": "End", "End": "Start"}
    other = re.sub("Start|End", lambda found: swapped[found[0]], half)
    deleted = tbl(tr(tc(f"<w:p>{half}</w:p>"), "b", properties=GONE))
    document = compiled(deleted, f"<w:p>{other}{r('end')}</w:p>").render({})
    assert 'w:id="7"' not in part(document)


def test_a_tag_that_a_picture_stands_in_is_refused() -> None:
    _, findings = Template.check(a_template(p("{{ na", "<w:r><w:drawing/></w:r>", "me }}")), "x.docx")
    assert "a picture, field or note stands inside the tag" in str(findings[0])


RELS = "word/_rels/document.xml.rels"


def a_link(target: str, text: str = "our page") -> bytes:
    parts = good_parts()
    link = f'<w:p><w:hyperlink r:id="rId50">{r(text)}</w:hyperlink></w:p><w:sectPr>'
    relation = f'<Relationship Id="rId50" Type="{OFFICE}/hyperlink" Target="{target}" TargetMode="External"/>'
    both(swap("<w:p/><w:sectPr>", link), swap("</Relationships>", f"{relation}</Relationships>", RELS))(parts)
    return zipped(parts)


@pytest.mark.parametrize(
    ("target", "url", "address"),
    [
        ("http://{{ url }}", "https://ex.eu/a", '"https://ex.eu/a"'),
        ("http://{{ url }}", "mailto:a@ex.eu", '"mailto:a@ex.eu"'),
        ("http://%7B%7B%20url%20%7D%7D", "ex.eu/a", '"http://ex.eu/a"'),
        ("{{ url }}", "tel:+3222811111", '"tel:+3222811111"'),
        ("https://ex.eu/?to={{ url }}", "https://b.eu", '"https://ex.eu/?to=https://b.eu"'),
    ],
)
def test_a_link_leads_to_the_address_of_the_data(target: str, url: str, address: str) -> None:
    assert address in part(Template.read(a_link(target), "t.docx").render({"url": url}), RELS)


@pytest.mark.parametrize("url", ["www.ex.eu", "javascript:alert(1)", "file:///C:/x"])
def test_an_address_that_is_none_is_refused_with_its_tag_and_the_text_of_the_link(url: str) -> None:
    with pytest.raises(RenderingError) as caught:
        Template.read(a_link("{{ url }}"), "t.docx").render({"url": url})
    assert "target {{ url }} of the link “our page”: error TPL-020: {{ url }}: “" in str(caught.value)


@pytest.mark.parametrize("target", ["https://ex.eu/{{ v", "{{ v }", "https://ex.eu/{% if v"])
def test_a_tag_that_is_not_closed_in_a_target_is_shown_as_it_was_typed(target: str) -> None:
    _, findings = Template.check(a_link(target), "t.docx")
    faults = [each for each in findings if each.grade is Grade.ERROR]
    assert [each.rule for each in faults] == ["TPL-001"]
    assert not re.search("[\ufdd0-\ufdef]", str(faults[0]))


def test_the_link_of_a_picture_is_filled() -> None:
    parts = good_parts()
    relation = f'<Relationship Id="rId50" Type="{OFFICE}/hyperlink" Target="{{{{ url }}}}" TargetMode="External"/>'
    click = '<a:hlinkClick xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:id="rId50"/>'
    inline = f'<wp:inline><wp:docPr id="77" name="x">{click}</wp:docPr></wp:inline>'
    picture = f"<w:p><w:r><w:drawing>{inline}</w:drawing></w:r></w:p>"
    both(
        swap("<w:p/><w:sectPr>", f"{picture}<w:sectPr>"), swap("</Relationships>", f"{relation}</Relationships>", RELS)
    )(parts)
    made = Template.read(zipped(parts), "t.docx").render({"url": "https://ex.eu"})
    assert 'Target="https://ex.eu"' in part(made, RELS)
    assert lint(made) == []
