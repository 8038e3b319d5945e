"""Templates that include others of their folder: one text, one set of data, each fault at its own file."""

import re
from pathlib import Path

import pytest

from briefgen.commands.fill import fill
from briefgen.findings import Finding
from briefgen.library import Library
from briefgen.word import RenderingError, Template, is_untouched, lint
from briefgen.word.annotate import Remark, add_remarks
from tests import validators
from tests.word.docx_templates import a_style, a_template, p, part, r, rows, tbl, tc, texts, tr
from tests.word.good import R_NS, STYLES, W_NS, good_document

INCLUDE = '{{%p include "{}" %}}'


def include(name: str) -> str:
    return p(INCLUDE.format(name))


def compiled(*blocks: str, files: dict[str, bytes] | None = None, **options: object) -> Template:
    source = a_template(*blocks, **options)  # type: ignore[arg-type]
    return Template.read(source, "host.docx", include=(files or {}).__getitem__)


def faults(*blocks: str, **files: bytes) -> list[Finding]:
    """What is wrong with a template; files are named without their suffix."""
    named = {f"{name}.docx": data for name, data in files.items()}
    template, findings = Template.check(a_template(*blocks), "host.docx", include=named.__getitem__)
    assert template is None
    return findings


PART = a_template(p("Dear {{ name }},"), p("{%p for x in xs %}"), p("- {{ x }}"), p("{%p endfor %}"))


@pytest.mark.parametrize(
    "tag",
    [
        '{%p include "part.docx" %}',
        '{% include "part.docx" %}',
        "{%p include 'part.docx' %}",
        "{% include “part.docx” %}",
    ],
)
def test_tags_of_an_included_file_see_the_same_data(tag: str) -> None:
    template = compiled(p("{{ name }}"), p(tag), p("end"), files={"part.docx": PART})
    assert texts(template.render({"name": "A", "xs": [1, 2]})) == ["A", "Dear A,", "- 1", "- 2", "end"]


def test_the_tag_may_be_split_over_runs() -> None:
    template = compiled(p("{%p inc", "lude “pa", "rt.docx” %}"), files={"part.docx": PART})
    assert texts(template.render({"name": "A", "xs": []})) == ["Dear A,"]


def test_an_included_file_without_tags_leaves_no_wrapper() -> None:
    document = compiled(include("part.docx"), files={"part.docx": good_document()}).render({})
    assert "urn:briefgen" not in part(document)
    assert lint(document) == []
    assert is_untouched(document)


def test_an_include_in_a_loop_and_a_condition_is_repeated_and_left_out() -> None:
    blocks = (p("{%p for name in names %}"), include("part.docx"), p("{%p endfor %}"))
    template = compiled(*blocks, p("{%p if a %}"), include("part.docx"), p("{%p endif %}"), files={"part.docx": PART})
    document = template.render({"names": ["A", "B"], "name": "C", "xs": [], "a": False})
    assert texts(document) == ["Dear A,", "Dear B,"]


@pytest.mark.parametrize(
    ("beside", "order"),
    [
        (('<w:r><w:br w:type="page"/></w:r>', INCLUDE.format("part.docx")), ["break", "part"]),
        ((INCLUDE.format("part.docx"), '<w:r><w:br w:type="page"/></w:r>'), ["part", "break"]),
        (('<w:r><w:br w:type="column"/></w:r>', INCLUDE.format("part.docx")), ["break", "part"]),
    ],
)
def test_a_break_beside_an_include_stays(beside: tuple[str, ...], order: list[str]) -> None:
    document = compiled(p(*beside), p("end"), files={"part.docx": a_template(p("the part"))}).render({})
    xml = part(document)
    places = {"break": xml.index("<w:br "), "part": xml.index("the part")}
    assert sorted(places, key=places.__getitem__) == order


def test_the_end_of_a_section_beside_an_include_stays() -> None:
    ends = '<w:sectPr><w:type w:val="oddPage"/></w:sectPr>'
    host = p(INCLUDE.format("part.docx"), properties=ends)
    document = compiled(host, p("end"), files={"part.docx": a_template(p("the part"))}).render({})
    assert part(document).index("the part") < part(document).index("oddPage")


def test_notes_and_bookmarks_of_an_included_file_are_unique_in_a_loop() -> None:
    loop = (p("{%p for x in xs %}"), include("part.docx"), p("{%p endfor %}"))
    document = compiled(*loop, files={"part.docx": good_document()}).render({"xs": [1, 2, 3]})
    assert lint(document) == []
    assert len(set(re.findall(r'<w:footnoteReference w:id="(\d+)"', part(document)))) == 3


def test_an_include_in_a_cell_leaves_a_paragraph_at_its_end() -> None:
    template = compiled(tbl(tr("x", tc(include("t.docx")))), files={"t.docx": a_template(tbl(tr("{{ a }}", "b")))})
    document = template.render({"a": "in"})
    assert rows(document)[1] == ["in", "b"]
    assert "</w:tbl><w:p/></w:tc>" in part(document)
    assert lint(document) == []


def test_an_include_in_a_header_belongs_to_it() -> None:
    header = f"<w:hdr {W_NS} {R_NS}>{include('part.docx')}</w:hdr>"
    template = compiled(p("x"), parts={"word/header1.xml": header}, files={"part.docx": PART})
    document = template.render({"name": "A", "xs": []})
    assert "Dear A," in part(document, "word/header1.xml")
    assert lint(document) == []


def test_styles_are_mapped_by_name_and_come_along_where_missing() -> None:
    styles = STYLES.replace('w:styleId="Heading1"', 'w:styleId="Titre1"')
    inner = a_template(
        p("{{ a }}", style="Titre1"), p("x", style="Own"), styles=a_style("Own"), parts={"word/styles.xml": styles}
    )
    document = compiled(include("part.docx"), files={"part.docx": inner}).render({"a": "A"})
    assert re.findall(r'<w:pStyle w:val="(\w+)"', part(document)) == ["Heading1"]
    inner = a_template(p("x", style="Own"), styles=a_style("Own"))
    document = compiled(include("part.docx"), files={"part.docx": inner}).render({})
    assert '<w:name w:val="Own"/>' in part(document, "word/styles.xml")


def test_an_included_file_may_include_others() -> None:
    files = {"a.docx": a_template(p("a1"), include("b.docx"), p("a2 {{ x }}")), "b.docx": a_template(p("b {{ x }}"))}
    assert texts(compiled(include("a.docx"), files=files).render({"x": 1})) == ["a1", "b 1", "a2 1"]


def test_the_fields_of_included_files_are_fields_of_the_template() -> None:
    template = compiled(p("{{ title }}"), include("part.docx"), files={"part.docx": PART})
    assert set(template.fields.children) == {"title", "name", "xs"}


def test_the_digest_covers_what_is_included() -> None:
    source = a_template(include("part.docx"))

    def digest(inner: bytes) -> str:
        return Template.read(source, "host.docx", include=lambda _: inner).digest

    assert digest(PART) == digest(PART)
    assert digest(PART) != digest(a_template(p("x")))


def test_a_fault_in_an_included_file_stands_at_its_place_there() -> None:
    inner = a_template(p("Part", style="Heading1"), tbl(tr("x", "{{ a | bolt }}")))
    found = faults(p("one"), include("part.docx"), p("{{ b c }}"), part=inner)
    assert [str(each.place) for each in found] == [
        "part.docx, table 1, row 1, column 2, paragraph 1, under “Part”",
        "host.docx, paragraph 3, under “Part”",
    ]


def test_a_value_that_cannot_be_put_in_is_reported_at_the_included_file() -> None:
    template = compiled(p("x"), include("part.docx"), files={"part.docx": PART})
    with pytest.raises(RenderingError) as refused:
        template.render({"name": None, "xs": []})
    assert str(refused.value.findings[0].place) == "part.docx, paragraph 1"


def test_a_block_may_not_begin_in_one_file_and_end_in_another() -> None:
    inner = a_template(p("a"), p("{%p endif %}"))
    found = faults(p("{%p if a %}"), include("part.docx"), part=inner)
    assert [each.rule for each in found] == ["TPL-005"]
    assert found[0].place.file == "part.docx"
    inner = a_template(p("y {% endif %} z"))
    found = faults(p("w {% if a %} x"), include("part.docx"), part=inner)
    assert [each.rule for each in found] == ["TPL-005"]


@pytest.mark.parametrize(
    ("tag", "rule", "message"),
    [
        ("{%p include name %}", "TPL-040", "only a file's name in quotes"),
        ('{%p include "a.docx" ignore missing %}', "TPL-040", "only a file's name in quotes"),
        ('{%p include "a.docx" if x else "b.docx" %}', "TPL-040", "only a file's name in quotes"),
        ('{%p include "../a.docx" %}', "TPL-040", "only files of the template's own folder"),
        ('{%p include "/etc/passwd" %}', "TPL-040", "only files of the template's own folder"),
        ('{%p include "C:a.docx" %}', "TPL-040", "only files of the template's own folder"),
        ('{%p include "" %}', "TPL-040", "only files of the template's own folder"),
        ('{%p include "none.docx" %}', "TPL-040", "there is no file “none.docx”"),
        ('{%p include "pdf.docx" %}', "TPL-040", "pdf.docx is a PDF"),
        ('see {% include "part.docx" %}', "TPL-006", "“see” stands beside it"),
        ('{%p include "self.docx" %}', "TPL-041", "self.docx → self.docx"),
        ('{%p include "host.docx" %}', "TPL-041", "the file includes itself: host.docx → host.docx"),
    ],
)
def test_what_cannot_be_included_is_refused_at_its_tag(tag: str, rule: str, message: str) -> None:
    itself = a_template(include("self.docx"))
    found = faults(p("one"), p(tag), p("{{ b c }}"), part=PART, self=itself, pdf=b"%PDF-1.7")
    assert found[0].rule == rule
    assert message in found[0].message
    assert [str(each.place) for each in found[1:]] == ["host.docx, paragraph 3"]


def test_an_include_in_a_row_tag_or_a_footnote_is_refused() -> None:
    found = faults(tbl(tr('{%tr include "part.docx" %}', "")), part=PART)
    assert "can only be included in the document" in found[0].message
    notes = f'<w:footnotes {W_NS} {R_NS}><w:footnote w:id="1">{include("part.docx")}</w:footnote></w:footnotes>'
    source = a_template(p("x", '<w:r><w:footnoteReference w:id="1"/></w:r>'), parts={"word/footnotes.xml": notes})
    _, findings = Template.check(source, "host.docx", include={"part.docx": PART}.__getitem__)
    assert "can only be included in the document" in findings[0].message
    assert findings[0].place.part == "footnotes"


def test_files_that_double_each_other_do_not_fill_the_memory() -> None:
    files = {f"f{n}": a_template(*[include(f"f{n + 1}.docx")] * 12) for n in range(6)}
    files["f6"] = a_template(*[p("x" * 1000)] * 40)
    found = faults(include("f0.docx"), **files)
    assert {each.rule for each in found} == {"TPL-041"}


def test_a_template_that_stands_in_no_folder_includes_nothing() -> None:
    template, findings = Template.check(a_template(include("part.docx")), "host.docx")
    assert template is None
    assert "not read from a folder" in findings[0].message


def test_the_folder_of_a_template_names_the_file_that_was_meant(tmp_path: Path) -> None:
    (tmp_path / "host.docx").write_bytes(a_template(include("prat.docx")))
    (tmp_path / "part.docx").write_bytes(PART)
    file = Library(tmp_path).read("host.docx")
    _, findings = Template.check(file.data, file.name, include=file.siblings.include)
    assert "There is no template “prat.docx”" in findings[0].message
    assert "Did you mean “part.docx”?" in findings[0].remedy


def test_fill_includes_files_of_the_templates_folder(tmp_path: Path) -> None:
    (tmp_path / "host.docx").write_bytes(a_template(include("part.docx")))
    (tmp_path / "part.docx").write_bytes(PART)
    (tmp_path / "data.json").write_text('{"name": "A", "xs": [1]}', encoding="utf-8")
    fill(tmp_path / "host.docx", tmp_path / "data.json", tmp_path / "out.docx")
    assert texts((tmp_path / "out.docx").read_bytes()) == ["Dear A,", "- 1"]


def test_a_remark_about_an_included_file_stands_at_the_start_and_names_the_file() -> None:
    finding = faults(p("one"), include("part.docx"), part=a_template(p("{{ a | bolt }}")))[0]
    assert Remark.of(finding, "host.docx").part == "part.docx"
    assert Remark.of(finding, "part.docx").part == ""
    copy = add_remarks(a_template(p("one"), include("part.docx")), [Remark.of(finding, "host.docx")])
    assert "In part.docx, paragraph 1:" in part(copy, "word/comments.xml")


def test_a_word_in_the_text_is_no_tag() -> None:
    document = compiled(p("These include 100 % of {{ x }}, {_% include %_}")).render({"x": "it"})
    assert texts(document) == ["These include 100 % of it, {% include %}"]


def test_what_a_listing_of_runs_holds_keeps_its_looks() -> None:
    inner = a_template(p(r("{{ a }}", "<w:b/>"), r(" x", "<w:i/>")))
    document = compiled(include("part.docx"), files={"part.docx": inner}).render({"a": "A"})
    assert "<w:rPr><w:b/></w:rPr>" in part(document)


@pytest.mark.sdk
def test_documents_with_included_files_are_valid(tmp_path: Path) -> None:
    loop = (p("{%p for x in xs %}"), include("good.docx"), include("part.docx"), p("{%p endfor %}"))
    files = {"part.docx": PART, "good.docx": good_document()}
    document = compiled(*loop, tbl(tr("x", tc(include("good.docx")))), files=files).render({"xs": [1, 2], "name": "A"})
    path = tmp_path / "included.docx"
    path.write_bytes(document)
    assert validators.audit(path) == []
    assert validators.sdk(path) == []
