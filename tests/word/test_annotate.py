"""A copy of a Word file with a comment at each place that something is to be said about."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from briefgen.findings import Place, error
from briefgen.opc.package import write_package
from briefgen.opc.read import Relationship, read_package, relationships_name, with_relationships
from briefgen.word import DocumentProperties, Template, is_untouched, lint, read_properties
from briefgen.word.annotate import Remark, add_remarks
from tests import validators
from tests.word.docx_templates import W, a_template, body, p, part, r, tbl, tc, texts, tr
from tests.word.good import DECLARATION, MAIN, W_NS, good_document, good_parts, zipped

COMMENTS, EXTENDED = "word/comments.xml", "word/commentsExtended.xml"
EXTENDED_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"
W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
IN_BOX = "paragraph 1, text box 1, paragraph 1"


def comments(document: bytes) -> dict[str, str]:
    """The text of each comment by briefgen, by its number."""
    root = etree.fromstring(part(document, COMMENTS).encode())
    ours = (each for each in root if each.get(f"{W}author") == "briefgen")
    return {str(each.get(f"{W}id")): "\n".join("".join(map(str, par.itertext())) for par in each) for each in ours}


def marked(document: bytes) -> list[str]:
    """The text that each comment by briefgen is about, in the order of the comments."""
    return [_between(body(document), number) for number in comments(document)]


def _between(root: etree._Element, number: str) -> str:
    pieces, inside = [], False
    for each in root.iter(f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}t"):
        if each.tag == f"{W}t":
            pieces += [each.text or ""] if inside else []
        elif each.get(f"{W}id") == number:
            inside = each.tag == f"{W}commentRangeStart"
    return "".join(pieces)


def problems(document: bytes) -> list[str]:
    """What lint finds, but for the tags that a template may hold."""
    return [str(problem) for problem in lint(document) if problem.code != "TEMPLATE_TAG_LEFT"]


def remark(text: str, spot: str = "paragraph 1", words: str = "", in_part: str = "") -> Remark:
    return Remark(in_part, spot, words, text)


def checked_and_annotated(template: bytes) -> bytes:
    _, findings = Template.check(template, "annex.docx")
    assert findings
    return add_remarks(template, map(Remark.of, findings), "annex.docx")


def a_faulty_template() -> bytes:
    """Faults in a sentence of several runs, in a cell, in a link, in a header and in a footnote."""
    header = f"<w:hdr {W_NS}>{p('{{ e f }}')}</w:hdr>"
    return a_template(
        p("Dear ", "{{ a", " b }}", ","),
        tbl(tr("x", tc("y", p("The ", "{{ c d }}", " and {{ c|uppr }}")))),
        parts={"word/header1.xml": header},
    )


def test_each_fault_is_a_comment_on_its_tag() -> None:
    assert marked(checked_and_annotated(a_faulty_template()))[:3] == ["{{ a b }}", "{{ c d }}", "{{ c|uppr }}"]


def test_a_comment_says_rule_message_and_remedy() -> None:
    said = list(comments(checked_and_annotated(a_faulty_template())).values())
    message, remedy = said[0].splitlines()
    assert message == "Error TPL-002: {{ a b }}: “b” is not expected here"
    assert remedy.startswith("Two names need something between them")
    assert said[2].splitlines()[1] == "Did you mean “upper”?"


def test_a_fault_in_a_header_is_said_at_the_start_of_the_document_with_its_place() -> None:
    document = checked_and_annotated(a_faulty_template())
    assert marked(document)[3] == "Dear {{ a b }},"
    assert list(comments(document).values())[3].splitlines()[0] == "In header 1, paragraph 1:"


def test_the_copy_keeps_its_text_and_every_part_that_has_no_comment() -> None:
    template = a_faulty_template()
    document = checked_and_annotated(template)
    assert texts(document) == texts(template)
    assert part(document, "word/header1.xml") == part(template, "word/header1.xml")


def test_the_copy_has_the_same_faults_at_the_same_places_as_the_template() -> None:
    template = a_faulty_template()
    assert Template.check(checked_and_annotated(template), "x.docx") == Template.check(template, "x.docx")


def test_remarks_on_a_copy_replace_those_of_before() -> None:
    once = checked_and_annotated(a_faulty_template())
    assert checked_and_annotated(once) == once
    assert body(add_remarks(once, [])).find(f".//{W}commentReference") is None


def test_a_copy_that_was_corrected_fills_without_its_remarks() -> None:
    copy = add_remarks(a_template(p("Dear {{ a }},")), [remark("Look at {{ this")])
    document = Template.read(copy, "x.docx").render({"a": "Ms B"})
    assert texts(document) == ["Dear Ms B,"]
    assert b"commentReference" not in part(document).encode()
    assert comments(document) == {}


def test_comments_of_other_people_stay() -> None:
    document = add_remarks(good_document(), [remark("Ours")])
    assert "Check." in part(document, COMMENTS)
    assert comments(document) == {"1": "Ours"}
    assert "Check." in part(add_remarks(document, []), COMMENTS)


def test_the_same_input_gives_the_same_bytes_and_names_no_time() -> None:
    template = a_faulty_template()
    assert checked_and_annotated(template) == checked_and_annotated(template)
    ours = etree.fromstring(part(checked_and_annotated(template), COMMENTS).encode())
    assert [each.get(f"{W}date") for each in ours if each.get(f"{W}author") == "briefgen"] == [None] * 4


def test_the_copy_is_sealed_and_says_how_many_remarks_it_holds() -> None:
    document = checked_and_annotated(a_faulty_template())
    assert is_untouched(document)
    assert read_properties(document)["briefgen remarks"] == "4"
    filled = Template.read(a_template(p("x")), "x").render({}, properties=DocumentProperties(custom={"kept": "yes"}))
    properties = read_properties(add_remarks(filled, [remark("A")]))
    assert (properties["kept"], properties["briefgen remarks"]) == ("yes", "1")


def test_several_remarks_on_one_run_have_ranges_of_their_own() -> None:
    document = add_remarks(a_template(p("one two")), [remark("A", words="one"), remark("B", words="two")])
    assert marked(document) == ["one", "two"]
    paragraph = body(document)[0]
    kinds = [etree.QName(each).localname for each in paragraph if each.tag != f"{W}r"]
    assert kinds == ["commentRangeStart", "commentRangeEnd", "commentRangeStart", "commentRangeEnd"]
    assert [each.get(f"{W}id") for each in paragraph.iter(f"{W}commentReference")] == list(comments(document))


@pytest.mark.parametrize("spot", ["paragraph 99", "", "table 1, row 1, column 1, paragraph 1"])
def test_a_place_that_is_not_there_becomes_the_start_of_the_document(spot: str) -> None:
    assert marked(add_remarks(a_template(p("First"), p("Second")), [remark("A", spot)])) == ["First"]


def test_words_that_do_not_stand_there_leave_the_remark_on_the_paragraph() -> None:
    assert marked(add_remarks(a_template(p("First"), p("Second")), [remark("A", "paragraph 2", "third")])) == ["Second"]


def test_words_in_a_link_or_a_content_control_are_marked_inside_it_and_the_reference_stands_behind() -> None:
    link = f'<w:hyperlink w:anchor="x">{r("the {{ link")}</w:hyperlink>'
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{r('{{ held')}</w:sdtContent></w:sdt>"
    template = a_template(p("See ", link, "."), p("Now ", control))
    document = add_remarks(template, [remark("A", words="{{ link"), remark("B", "paragraph 2", "{{ held")])
    assert marked(document) == ["{{ link", "{{ held"]
    kinds = [[etree.QName(each).localname for each in paragraph] for paragraph in [*body(document)][:2]]
    assert kinds == [["r", "hyperlink", "r", "r"], ["r", "sdt", "r"]]
    assert problems(document) == []


def test_words_that_begin_in_a_link_and_end_behind_it_are_marked_with_the_link() -> None:
    link = f'<w:hyperlink w:anchor="x">{r("the link")}</w:hyperlink>'
    document = add_remarks(a_template(p("See ", link, " and more")), [remark("A", words="link and")])
    assert marked(document) == ["the link and"]


@pytest.mark.parametrize(
    ("runs", "words", "start", "before"),
    [
        (("ten trees and ten stones",), "ten", 14, "ten trees and "),
        (("ten trees and ten stones",), "ten", 0, ""),
        (("ten tr", "ees and t", "en stones"), "ten", 14, "ten trees and "),
        (("ten tr", "ees and t", "en stones"), "trees and ten stones", 4, "ten "),
        (('<w:r><w:t xml:space="preserve">one </w:t><w:tab/><w:t>two three</w:t></w:r>',), "\ttwo", 4, "one "),
        (('<w:r><w:t xml:space="preserve">one </w:t><w:tab/><w:t>two three</w:t></w:r>',), "two", 5, "one "),
        (('<w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t><w:footnoteReference w:id="9"/><w:t>bc</w:t></w:r>',), "ab", 0, ""),
    ],
)
def test_a_comment_stands_at_its_words_and_nothing_of_the_paragraph_is_lost(
    runs: tuple[str, ...], words: str, start: int, before: str
) -> None:
    template = a_template(p(*runs))
    document = add_remarks(template, [Remark("", "paragraph 1", words, "A", start)])
    assert (texts(document), marked(document)) == (texts(template), [words.strip()])
    assert _before(document) == before
    looks = [etree.tostring(each) for each in body(document)[0].iter(f"{W}rPr") if each.find(f"{W}b") is not None]
    assert len(set(looks)) <= 1


def _before(document: bytes) -> str:
    """The text before the mark of the first comment."""
    mark = body(document).find(f".//{W}commentRangeStart")
    assert mark is not None
    return "".join(
        str(each.text) for each in reversed([*mark.itersiblings(preceding=True)]) for each in each.iter(f"{W}t")
    )


def with_a_note(text: str) -> bytes:
    """A paragraph with a footnote of two paragraphs."""
    mark = "<w:r><w:footnoteRef/></w:r>"
    notes = f'<w:footnotes {W_NS}><w:footnote w:id="2">{p(mark, " First.")}{p(text)}</w:footnote></w:footnotes>'
    parts = good_parts()
    parts["word/footnotes.xml"] = (DECLARATION + notes).encode()
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    document = f"<w:document {W_NS}><w:body>{p('The text', reference, ' goes on.')}<w:sectPr/></w:body></w:document>"
    return zipped({**parts, MAIN: (DECLARATION + document).encode()})


def test_a_remark_on_a_footnote_stands_at_its_mark_and_says_so() -> None:
    document = add_remarks(with_a_note("See the Act of May."), [remark("A", "paragraph 1, note 1, paragraph 2", "Act")])
    assert list(comments(document).values()) == ["In the note of this mark:\nA"]
    start = body(document).find(f".//{W}commentRangeStart")
    assert start is not None
    run, end = start.getnext(), start.getnext().getnext()  # type: ignore[union-attr]
    assert run is not None and [etree.QName(each).localname for each in run] == ["footnoteReference"]
    assert end is not None and end.tag == f"{W}commentRangeEnd"
    assert part(document, "word/footnotes.xml") == part(with_a_note("See the Act of May."), "word/footnotes.xml")


def test_of_a_note_that_is_not_there_it_stands_at_the_paragraph() -> None:
    there = [remark("A", "paragraph 1, note 2, paragraph 1", "Act")]
    assert marked(add_remarks(with_a_note("See the Act."), there)) == ["The text goes on."]


def test_what_a_comment_parted_is_parted_alike_when_it_is_done_again() -> None:
    once = add_remarks(with_a_note("See the Act."), [remark("A", words="text"), remark("B", words="goes")])
    assert add_remarks(once, [remark("A", words="text"), remark("B", words="goes")]) == once


def test_an_empty_paragraph_and_an_empty_document_can_have_a_remark() -> None:
    for template in (a_template("<w:p/>"), a_template()):
        document = add_remarks(template, [remark("A")])
        assert list(comments(document).values()) == ["A"]
        assert body(document).find(f"{W}p/{W}r/{W}commentReference") is not None
        assert problems(document) == []


def test_what_word_cannot_hold_is_shown_as_a_replacement_character() -> None:
    document = add_remarks(a_template(p("x")), [remark("a\x07b\ud800c")])
    assert list(comments(document).values()) == ["a\ufffdb\ufffdc"]


def without_a_part_of_comments() -> bytes:
    parts = good_parts()
    del parts[COMMENTS]
    types, related = parts["[Content_Types].xml"].decode(), parts["word/_rels/document.xml.rels"].decode()
    parts["[Content_Types].xml"] = "\n".join(x for x in types.splitlines() if "comments" not in x).encode()
    parts["word/_rels/document.xml.rels"] = "\n".join(x for x in related.splitlines() if "comments" not in x).encode()
    document = f"<w:document {W_NS}><w:body>{p('{{ a')}<w:sectPr/></w:body></w:document>"
    return zipped({**parts, MAIN: (DECLARATION + document).encode()})


def test_a_part_of_comments_is_made_where_there_is_none() -> None:
    document = checked_and_annotated(without_a_part_of_comments())
    assert marked(document) == ["{{ a"]
    assert problems(document) == []


def test_the_styles_of_comments_are_added_once_under_free_ids() -> None:
    taken = '<w:style w:type="paragraph" w:styleId="CommentText"><w:name w:val="Mine"/></w:style>'
    document = add_remarks(a_template(p("x"), styles=taken), [remark("A")])
    root = etree.fromstring(part(document, "word/styles.xml").encode())
    names = {str(s.get(f"{W}styleId")): str(s.find(f"{W}name").get(f"{W}val")) for s in root.iter(f"{W}style")}  # type: ignore[union-attr]
    assert names["CommentText1"] == "annotation text"
    assert names["CommentReference"] == "annotation reference"
    again = add_remarks(document, [remark("B")])
    assert part(again, "word/styles.xml") == part(document, "word/styles.xml")


def test_a_finding_becomes_a_remark_with_its_grade_rule_and_remedy() -> None:
    place = Place("annex.docx", part="header 1", spot="paragraph 1")
    made = Remark.of(error("LOOK-001", place, "too wide", "Make it narrower.", "x"))
    assert made == Remark("header 1", "paragraph 1", "x", "Error LOOK-001: too wide\nMake it narrower.")


def test_a_finding_about_an_included_file_names_that_file() -> None:
    place = Place("part.docx", part="header 1", spot="paragraph 1")
    assert Remark.of(error("TPL-002", place, "x"), "annex.docx").part == "part.docx header 1"
    assert Remark.of(error("TPL-002", place, "x"), "part.docx").part == "header 1"


def test_a_remark_on_a_text_box_hangs_on_the_paragraph_that_the_box_hangs_on() -> None:
    box = f"<w:txbxContent>{p('{{ in the')}</w:txbxContent>"
    shape = f'<w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>{box}</v:textbox></v:shape></w:pict>'
    document = add_remarks(a_template(p("Beside ", f"<w:r>{shape}</w:r>")), [remark("A", IN_BOX, "{{ in the")])
    root = body(document)
    marks = list(root.iter(f"{W}commentRangeStart", f"{W}commentReference"))
    assert [next(mark.iterancestors(f"{W}p")) for mark in marks] == [root[0]] * 2


def test_what_word_keeps_about_our_comments_goes_with_them() -> None:
    once = add_remarks(good_document(), [remark("A")])
    ours = f'<w:comment w:id="1" w:author="briefgen" w:initials="bg"><w:p {W14} w14:paraId="0000000A"'
    comments_part = re.sub(r'<w:comment w:id="1"[^>]*><w:p', ours, part(once, COMMENTS))
    assert "0000000A" in comments_part
    saved = with_extended(once, comments_part, paragraphs=("0000000A", "0000000B"))
    left = part(add_remarks(saved, []), EXTENDED)
    assert "0000000A" not in left
    assert "0000000B" in left


def with_extended(document: bytes, comments_part: str, paragraphs: tuple[str, ...]) -> bytes:
    """The document as Word saves it, with a part that says which comments are done."""
    inside = "".join(f'<w15:commentEx w15:paraId="{each}" w15:done="0"/>' for each in paragraphs)
    package = read_package(document, "x.docx")
    related = relationships_name(package.main_part)
    kind = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
    link = with_relationships(package.part(related), [Relationship("rIdEx", kind, "commentsExtended.xml")])
    extended = (
        f'<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">{inside}</w15:commentsEx>'
    )
    return write_package(
        package, {COMMENTS: comments_part.encode(), related: link}, {EXTENDED: (extended.encode(), EXTENDED_TYPE)}
    )


def judged() -> dict[str, bytes]:
    """Copies of several kinds, all to be valid."""
    return {
        "faulty": checked_and_annotated(a_faulty_template()),
        "good": add_remarks(
            good_document(), [remark("A"), remark("B", "table 1, row 2, column 2, paragraph 1", "Talks")]
        ),
        "in a note": add_remarks(with_a_note("An Act."), [remark("A", "paragraph 1, note 1, paragraph 2", "Act")]),
        "made": checked_and_annotated(without_a_part_of_comments()),
        "cleared": add_remarks(checked_and_annotated(a_faulty_template()), []),
    }


@pytest.mark.parametrize("name", judged())
def test_the_copy_passes_lint_and_openxml_audit(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.docx"
    path.write_bytes(judged()[name])
    assert problems(path.read_bytes()) == []
    assert validators.audit(path) == []


@pytest.mark.sdk
def test_the_copies_pass_the_open_xml_sdk(tmp_path: Path) -> None:
    paths = [tmp_path / f"{name}.docx" for name in judged()]
    for path, document in zip(paths, judged().values(), strict=True):
        path.write_bytes(document)
    assert validators.sdk_many(paths) == {path: [] for path in paths}
