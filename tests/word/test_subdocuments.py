"""Documents put into documents: styles, lists, images, links, notes, bookmarks, and what stays behind."""

import io
import re
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import docx
import docxtpl
import pytest
from docx.document import Document
from lxml import etree

from briefgen.errors import UnreadableInputError
from briefgen.word import PackageRefusedError, RenderingError, SubDocument, Template, is_untouched, lint
from tests import validators
from tests.word.docx_templates import W, a_style, a_template, body, compiled, p, part, r, rows, tbl, tc, texts, tr
from tests.word.good import BY, MAIN, NUMBERING, R_NS, STYLES, W_NS, good_document, good_parts, zipped

HOST_NUMBERING = "word/numbering.xml"


def sub(*blocks: str, **options: object) -> SubDocument:
    """A sub-document of the blocks; options as those of `a_template`."""
    return SubDocument.read(a_template(*blocks, **options), "part.docx")  # type: ignore[arg-type]


def put(*values: SubDocument, host: Template | None = None) -> bytes:
    """A document of the sub-documents, one after the other, that lint finds nothing in."""
    template = host or compiled(p("before"), p("{%p for x in xs %}"), p("{{p x }}"), p("{%p endfor %}"), p("after"))
    document = template.render({"xs": values})
    assert lint(document) == []
    return document


def used_styles(document: bytes) -> list[str]:
    """The names of the paragraphs' styles, as drafters see them."""
    root = etree.fromstring(part(document, "word/styles.xml").encode())
    names = {each.get(f"{W}styleId"): each.find(f"{W}name") for each in root.iter(f"{W}style")}
    found = (names[each.get(f"{W}val")] for each in body(document).iter(f"{W}pStyle"))
    return [str(name.get(f"{W}val")) for name in found if name is not None]


def numbers(document: bytes) -> list[str]:
    return re.findall(r'<w:numId w:val="(\d+)"', part(document))


def test_the_blocks_take_the_place_of_the_tags_paragraph() -> None:
    inner = sub(p("one"), tbl(tr("a", "b")), p("R & D <x>"))
    document = put(inner)
    assert texts(document) == ["before", "one", "a", "b", "R & D <x>", "after"]
    assert rows(document) == [["a", "b"]]


@pytest.mark.parametrize("tag", ["{{p s }}", "{{ s }}"])
def test_a_tag_alone_in_its_paragraph_takes_a_sub_document(tag: str) -> None:
    assert texts(compiled(p(tag)).render({"s": sub(p("one"), p("two"))})) == ["one", "two"]


def test_a_sub_document_beside_text_is_refused() -> None:
    with pytest.raises(RenderingError, match=r"“part.docx” is a sub-document, which takes whole paragraphs"):
        compiled(p("see {{ s }}")).render({"s": sub(p("one"))})


def test_a_cell_ends_with_a_paragraph_though_the_sub_document_ends_with_a_table() -> None:
    document = compiled(tbl(tr("x", tc(p("{{ s }}"))))).render({"s": sub(tbl(tr("a", "b")))})
    assert lint(document) == []
    assert part(document).count("<w:tbl>") == 2
    assert "</w:tbl><w:p/></w:tc>" in part(document)


def test_its_section_does_not_come_along() -> None:
    section = "<w:sectPr><w:pgSz w:w='100' w:h='100'/></w:sectPr>"
    document = put(sub(p("one", properties=section), p("two")))
    assert part(document).count("<w:sectPr") == 1
    assert texts(document) == ["before", "one", "two", "after"]


def test_styles_are_found_by_name_and_not_by_id() -> None:
    styles = STYLES.replace('w:styleId="Heading1"', 'w:styleId="berschrift1"')
    inner = sub(p("one", style="berschrift1"), parts={"word/styles.xml": styles})
    document = put(inner)
    assert '<w:pStyle w:val="Heading1"/>' in part(document)
    assert "berschrift1" not in part(document, "word/styles.xml")


def test_styles_that_the_host_does_not_have_come_with_those_they_are_based_on() -> None:
    based = a_style("Deep", inside='<w:basedOn w:val="Base"/>') + a_style("Base", inside='<w:next w:val="Deep"/>')
    inner = sub(p("one", style="Deep"), styles=based + a_style("Unused"))
    styles = part(put(inner), "word/styles.xml")
    assert re.findall(r'w:styleId="(Deep|Base|Unused)"', styles) == ["Base", "Deep"]
    assert '<w:basedOn w:val="Base"/>' in styles


def test_a_style_of_the_hosts_id_but_another_name_gets_a_free_id() -> None:
    inner = sub(p("one", style="Bullet"), parts={"word/styles.xml": STYLES.replace("Annex Bullet", "Their Bullet")})
    document = put(inner, inner)
    assert used_styles(document) == ["Their Bullet"] * 2
    assert part(document, "word/styles.xml").count("Their Bullet") == 1
    assert '<w:pStyle w:val="Bullet1"/>' in part(document)


def test_two_sub_documents_share_a_style_of_one_name() -> None:
    first, second = (sub(p(text, style="Own"), styles=a_style("Own")) for text in "ab")
    document = put(first, second)
    assert part(document, "word/styles.xml").count('<w:name w:val="Own"/>') == 1
    assert used_styles(document) == ["Own", "Own"]


def test_the_defaults_of_the_sub_document_stay_behind() -> None:
    host = compiled(p("{{p x }}"))
    styles = part(host.render({"x": sub(p("a"))}), "word/styles.xml")
    assert styles == part(a_template(), "word/styles.xml")


def test_a_style_that_the_sub_document_does_not_define_is_left_out() -> None:
    assert "<w:pStyle" not in part(put(sub(p("one", style="Nowhere"))))


def a_list(*items: str) -> tuple[str, ...]:
    numbering = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    return tuple(p(item, properties=numbering) for item in items)


def test_lists_get_numbers_of_their_own_and_begin_anew_each_time() -> None:
    document = put(sub(*a_list("a", "b")), sub(p("x"), *a_list("c")), sub(*a_list("a", "b")))
    found = numbers(document)
    assert found[0] == found[1]
    assert len({found[0], found[2], found[3]}) == 3
    assert "1" not in found
    numbering = part(document, HOST_NUMBERING)
    assert numbering.count("<w:abstractNum ") == 3  # the host's, and one of each of the two documents
    last = numbering[numbering.index(f'w:numId="{found[3]}"') :]
    assert '<w:startOverride w:val="1"/>' in last
    assert numbering.rindex("<w:abstractNum ") < numbering.index("<w:num ")


def test_a_host_without_lists_gets_the_part_for_them() -> None:
    with zipfile.ZipFile(io.BytesIO(a_template(p("{{p s }}")))) as package:
        parts = {name: package.read(name) for name in package.namelist() if name != HOST_NUMBERING}
    types, relationships = "[Content_Types].xml", "word/_rels/document.xml.rels"
    parts[types] = re.sub(rb'<Override PartName="/word/numbering.xml"[^>]*/>', b"", parts[types])
    parts[relationships] = re.sub(rb'<Relationship Id="rId3"[^>]*/>', b"", parts[relationships])
    document = Template.read(zipped(parts), "host.docx").render({"s": sub(*a_list("a"))})
    assert lint(document) == []
    assert 'Target="numbering.xml"' in part(document, relationships)
    assert f'PartName="/{HOST_NUMBERING}"' in part(document, types)


def test_a_list_in_an_imported_style_comes_along() -> None:
    inside = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    linked = NUMBERING.replace("<w:numFmt", '<w:numFmt w:val="decimal"/><w:pStyle w:val="Own"/><w:numFmt', 1)
    linked = linked.replace('<w:numFmt w:val="bullet"/>', "")
    inner = sub(p("a", style="Own"), styles=a_style("Own", inside=inside), parts={HOST_NUMBERING: linked})
    document = put(inner, inner)
    assert '<w:numPr><w:numId w:val="2"/></w:numPr>' in part(document, "word/styles.xml")
    numbering = part(document, HOST_NUMBERING)
    assert '<w:num w:numId="2"><w:abstractNumId w:val="1"/>' in numbering
    assert numbering.count('<w:pStyle w:val="Own"/>') == 1


def test_a_definition_of_a_list_leaves_its_identity_among_words_own_behind() -> None:
    named = NUMBERING.replace("<w:multiLevelType", '<w:nsid w:val="1A2B3C4D"/><w:multiLevelType')
    document = put(sub(*a_list("a"), parts={HOST_NUMBERING: named}))
    assert "w:nsid" not in part(document, HOST_NUMBERING)


def test_the_host_keeps_its_own_default_style() -> None:
    other = STYLES.replace('<w:name w:val="Normal"/>', '<w:name w:val="Standard"/>')
    document = put(sub(p("a", style="Normal"), parts={"word/styles.xml": other}))
    assert used_styles(document) == ["Standard"]
    assert len(re.findall(r'w:type="paragraph"[^>]*w:default="1"', part(document, "word/styles.xml"))) == 1


def test_shapes_have_ids_of_their_own_which_their_types_follow() -> None:
    vml = 'xmlns:v="urn:schemas-microsoft-com:vml"'
    shape = f'<v:shapetype {vml} id="t1"/><v:shape {vml} id="s1" type="#t1"><v:textbox><w:txbxContent>{p("in")}'
    inner = sub(p(f"<w:r><w:pict>{shape}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"))
    xml = part(put(inner, inner))
    assert re.findall(r' id="(\w+)"', xml) == ["bgShape1", "bgShape2", "bgShape3", "bgShape4"]
    assert re.findall(r' type="#(\w+)"', xml) == ["bgShape1", "bgShape3"]


def test_images_and_links_come_along_once() -> None:
    inner = SubDocument.read(good_document(), "good.docx")
    document = put(inner, inner)
    relationships = part(document, "word/_rels/document.xml.rels")
    assert relationships.count("https://example.eu/report") == 2  # the host's own, and one for both insertions
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        assert len([name for name in package.namelist() if name.startswith("word/media/")]) == 2
    assert len(set(re.findall(r'<wp:docPr id="(\d+)"', part(document)))) == 2
    assert is_untouched(document)


def test_footnotes_come_along_with_numbers_of_their_own() -> None:
    inner = SubDocument.read(good_document(), "good.docx")
    document = put(inner, inner)
    assert re.findall(r'<w:footnoteReference w:id="(\d+)"', part(document)) == ["1", "2"]
    assert part(document, "word/footnotes.xml").count("Of 17 March.") == 2


def test_a_link_in_a_footnote_belongs_to_the_footnotes() -> None:
    link = f'<w:hyperlink r:id="rId1">{r("there")}</w:hyperlink>'
    notes = f'<w:footnotes {W_NS} {R_NS}><w:footnote w:id="4">{p("see ", link)}</w:footnote></w:footnotes>'
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    target = f'Type="{office}/hyperlink" Target="https://note.eu" TargetMode="External"'
    rels = f'<Relationships xmlns="{package}"><Relationship Id="rId1" {target}/></Relationships>'
    parts = {"word/footnotes.xml": notes, "word/_rels/footnotes.xml.rels": rels}
    document = put(sub(p("a", '<w:r><w:footnoteReference w:id="4"/></w:r>'), parts=parts))
    assert "https://note.eu" in part(document, "word/_rels/footnotes.xml.rels")
    assert "https://note.eu" not in part(document, "word/_rels/document.xml.rels")


def test_footnotes_in_a_header_are_refused() -> None:
    header = f"<w:hdr {W_NS} {R_NS}>{p('{{p s }}')}</w:hdr>"
    template = compiled(p("x"), parts={"word/header1.xml": header})
    assert "one" in part(template.render({"s": sub(p("one"))}), "word/header1.xml")
    with pytest.raises(RenderingError, match="has footnotes, which can only stand in the body"):
        template.render({"s": SubDocument.read(good_document(), "good.docx")})


def bookmark(name: str, number: int) -> str:
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{r(name)}<w:bookmarkEnd w:id="{number}"/>'


def reference(name: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve"> REF {name} \\h </w:instrText></w:r>'


def test_bookmarks_have_names_of_their_own_which_references_follow() -> None:
    link = f'<w:hyperlink w:anchor="mark">{r("see")}</w:hyperlink>'
    inner = sub(p(bookmark("mark", 5), link, reference("mark")), p(bookmark("other", 6)))
    host = compiled(p(bookmark("Mark", 5)), p("{%p for x in xs %}"), p("{{p x }}"), p("{%p endfor %}"))
    xml = part(put(inner, inner, host=host))
    assert re.findall(r'w:name="(\w+)"', xml) == ["Mark", "mark_2", "other", "mark_2_2", "other_2"]
    assert re.findall(r'w:anchor="(\w+)"', xml) == ["mark_2", "mark_2_2"]
    assert re.findall(r" REF (\w+)", xml) == ["mark_2", "mark_2_2"]
    found = re.findall(r'bookmarkStart w:id="(\d+)"', xml)
    assert len(set(found)) == len(found)


def test_comments_and_editing_marks_stay_behind_and_changes_count_as_accepted() -> None:
    changed = f'<w:ins w:id="1" {BY}>{r("kept")}</w:ins><w:del w:id="2" {BY}>{r("gone")}</w:del>'
    commented = '<w:commentRangeStart w:id="0"/><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
    document = put(sub(p(changed.replace("w:t ", "w:t "), commented)))
    assert texts(document) == ["before", "kept", "after"]
    assert "comment" not in part(document)


def test_markup_that_calls_itself_ignorable_is_passed_over() -> None:
    w14 = "http://schemas.microsoft.com/office/word/2010/wordml"
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    root = f'<w:document {W_NS} xmlns:w14="{w14}" xmlns:mc="{mc}" mc:Ignorable="w14"><w:body>'
    block = '<w:p w14:paraId="12345678" w:rsidR="00AA00AA"><w:r><w:rPr><w14:shadow/></w:rPr><w:t>a</w:t></w:r></w:p>'
    document = put(sub(parts={MAIN: f"{root}{block}</w:body></w:document>"}))
    assert texts(document) == ["before", "a", "after"]
    assert "w14" not in part(document)
    assert "rsid" not in part(document)


def test_endnotes_are_refused_in_words() -> None:
    with pytest.raises(UnreadableInputError, match=r"part.docx has endnotes.*\n.*footnotes"):
        sub(p("a", '<w:r><w:endnoteReference w:id="1"/></w:r>'))


def test_characters_that_the_engine_uses_itself_are_refused() -> None:
    with pytest.raises(UnreadableInputError, match=r"U\+FDD0"):
        sub(p("a \ufdd0s0\ufdd1"))


def test_a_file_that_is_no_word_document_is_refused() -> None:
    with pytest.raises(PackageRefusedError, match="is a PDF"):
        SubDocument.read(b"%PDF-1.7", "part.docx")


def test_tags_in_a_sub_document_are_text() -> None:
    document = compiled(p("{{p s }}")).render({"s": sub(p("{{ secret }}")), "secret": "x"})
    assert texts(document) == ["{{ secret }}"]


def test_the_template_and_the_sub_document_stay_what_they_are() -> None:
    inner, template = SubDocument.read(good_document(), "good.docx"), compiled(p("{{p s }}"), p("{{p s }}"))
    first = template.render({"s": inner})
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _: template.render({"s": inner}), range(16))) == {first}


def built() -> Document:
    """A document built with python-docx: heading, list, table, picture."""
    document = docx.Document()
    document.add_heading("Findings", 1)
    for text in ("first", "second"):
        document.add_paragraph(text, style="List Number")
    table = document.add_table(1, 2, style="Light Grid Accent 1")
    table.cell(0, 0).text, table.cell(0, 1).text = "a", "b"
    document.add_picture(io.BytesIO(good_parts()["word/media/image1.png"]))
    document.add_paragraph("so it is", style="Quote")
    return document


def test_a_document_built_with_python_docx_goes_in() -> None:
    document = put(SubDocument.of(built()))
    assert texts(document) == ["before", "Findings", "first", "second", "a", "b", "", "so it is", "after"]
    assert used_styles(document) == ["heading 1", "List Number", "List Number", "Quote"]
    assert '<w:name w:val="Light Grid Accent 1"/>' in part(document, "word/styles.xml")


def by_docxtpl(host: bytes, inner: Callable[[docxtpl.DocxTemplate], object]) -> bytes:
    template = docxtpl.DocxTemplate(io.BytesIO(host))
    template.render({"s": inner(template)})
    file = io.BytesIO()
    template.save(file)
    return file.getvalue()


def test_text_styles_and_structure_are_those_of_docxtpl() -> None:
    pytest.importorskip("docxcompose")
    file = io.BytesIO()
    built().save(file)
    host = io.BytesIO()
    document = docx.Document()
    for text in ("before", "{{p s }}", "after"):
        document.add_paragraph(text)
    document.save(host)
    theirs = by_docxtpl(host.getvalue(), lambda template: template.new_subdoc(io.BytesIO(file.getvalue())))
    ours = Template.read(host.getvalue(), "host.docx").render({"s": SubDocument.of(built())})
    assert texts(ours) == texts(theirs)
    assert used_styles(ours) == used_styles(theirs)
    assert rows(ours) == rows(theirs)
    assert part(ours).count("<pic:pic") == part(theirs).count("<pic:pic")


@pytest.mark.sdk
def test_documents_with_sub_documents_are_valid(tmp_path: Path) -> None:
    good, own = SubDocument.read(good_document(), "good.docx"), SubDocument.of(built())
    host = compiled(p("{%p for x in xs %}"), p("{{p x }}"), tbl(tr("x", "{{ x }}")), p("{%p endfor %}"))
    path = tmp_path / "subdocuments.docx"
    path.write_bytes(put(good, own, good, own, host=host))
    assert validators.audit(path) == []
    assert validators.sdk(path) == []
