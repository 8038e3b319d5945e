"""Any Word file as a manuscript: passages, places, roles, numbers, looks."""

import subprocess
import sys
from pathlib import Path

import pytest

from briefgen.findings import Place
from briefgen.model.manuscript import CellOf, Manuscript, Role
from briefgen.model.richtext import Span
from briefgen.word import PackageRefusedError
from briefgen.word.annotate import Remark, add_remarks
from briefgen.word.reader import read_manuscript
from tests import validators
from tests.sample_documents import document
from tests.word.changes import put, swap, with_change
from tests.word.docx_templates import a_style, a_template, p, part, r, tbl, tr
from tests.word.good import BY, DECLARATION, FOOTNOTES, W_NS, good_document
from tests.workspaces import Workspace

NUMBERING = "word/numbering.xml"


def read(*blocks: str, styles: str = "", numbering: str = "") -> Manuscript:
    parts = {NUMBERING: f"<w:numbering {W_NS}>{numbering}</w:numbering>"} if numbering else None
    return read_manuscript(a_template(*blocks, styles=styles, parts=parts), "note.docx")


def texts(manuscript: Manuscript) -> list[str]:
    return [each.text for each in manuscript.body]


def listed(level: int, num: int, text: str = "x", style: str = "") -> str:
    return p(text, style=style, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')


def lvl(level: int, form: str, text: str, more: str = "", start: int = 1) -> str:
    inside = f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{level}">{inside}</w:lvl>'


def abstract(number: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def num(number: int, of: int, inside: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{inside}</w:num>'


def numbers(manuscript: Manuscript) -> list[str]:
    return [each.number for each in manuscript.body]


def test_the_good_document_is_read_from_its_first_heading_to_its_note() -> None:
    manuscript = read_manuscript(good_document(), "good.docx")
    assert [(each.role, each.text) for each in manuscript.passages] == [
        (Role.HEADING, "Situation as of 17 March 2023"),
        (Role.HEADING, "Borders"),
        (Role.PARAGRAPH, "Agreedthe reportnowongoing"),
        (Role.PARAGRAPH, ""),
        (Role.PARAGRAPH, "Commitment"),
        (Role.PARAGRAPH, "Follow-up"),
        (Role.PARAGRAPH, "Secure the border"),
        (Role.BULLET, "Talks go on."),
        (Role.PARAGRAPH, ""),
        (Role.HEADER, "The Institution"),
        (Role.FOOTER, "Page 11"),
        (Role.NOTE, "Of 17 March."),
    ]
    assert manuscript.language == "en"
    assert manuscript.properties == {"title": "Follow-up", "language": "en-GB", "creator": "A. Drafter"}


def test_a_place_is_said_as_findings_of_templates_say_it() -> None:
    bullet = next(each for each in read_manuscript(good_document(), "good.docx").body if each.role is Role.BULLET)
    spot = "table 1, row 2, column 2, paragraph 1"
    assert bullet.place == Place("good.docx", spot=spot, heading="Borders")
    assert bullet.cell == CellOf(1, 2, 2, grid=2)


def test_a_remark_at_a_passage_s_place_stands_at_its_words() -> None:
    place = next(each.place for each in read_manuscript(good_document(), "good.docx").body if "Talks" in each.text)
    copy = add_remarks(good_document(), [Remark(place.part, place.spot, "Talks", "Which talks?")])
    before, after = part(copy).split("<w:commentRangeStart", 2)[1:]
    assert ">Talks</w:t></w:r><w:commentRangeEnd" in after
    assert "Talks" not in before
    again = next(each for each in read_manuscript(copy, "copy.docx").body if "Talks" in each.text)
    assert again.place.spot == place.spot


def test_a_note_stands_at_its_mark_and_is_a_passage_of_its_own() -> None:
    manuscript = read_manuscript(good_document(), "good.docx")
    mark = next(span for each in manuscript.body for span in each.spans if span.note)
    note = manuscript.passages[-1]
    assert (str(mark.note), mark.text) == ("Of 17 March.", "")
    assert (note.number, note.place.spot, note.heading) == ("1", "paragraph 3, note 1, paragraph 1", "Borders")


def test_deletions_are_not_read_and_insertions_are() -> None:
    inserted, deleted = f'<w:ins w:id="1" {BY}>', f'<w:del w:id="2" {BY}>'
    row = tr("gone", "gone", properties=f'<w:del w:id="3" {BY}/>')
    gone = f"{deleted}<w:r><w:delText>now</w:delText></w:r></w:del>"
    moved = f'<w:moveFrom w:id="4" {BY}>{r("here")}</w:moveFrom>'
    manuscript = read(p(f"{inserted}{r('new')}</w:ins>", gone, moved), tbl(tr("a", "b"), row))
    assert texts(manuscript) == ["new", "a", "b"]


def test_a_paragraph_whose_mark_was_deleted_runs_on_into_the_next() -> None:
    mark = f'<w:rPr><w:del w:id="1" {BY}/></w:rPr>'
    manuscript = read(p("One ", properties=mark), p("two."), p("Three."))
    assert [(each.text, each.place.spot) for each in manuscript.body] == [
        ("One two.", "paragraph 2"),
        ("Three.", "paragraph 3"),
    ]


def test_hidden_text_is_not_read_wherever_it_is_hidden() -> None:
    secret = a_style("Secret", "character", "<w:rPr><w:vanish/></w:rPr>")
    hidden = p(r("all", "<w:vanish/>"), properties="<w:rPr><w:vanish/></w:rPr>")
    manuscript = read(
        p("Seen ", r("direct ", "<w:vanish/>"), r("style ", '<w:rStyle w:val="Secret"/>'), "too."),
        hidden,
        styles=secret,
    )
    assert texts(manuscript) == ["Seen too."]


def test_tabs_breaks_hyphens_and_symbols_are_characters() -> None:
    inside = (
        '<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:br w:type="page"/><w:noBreakHyphen/><w:softHyphen/>'
        '<w:sym w:font="Symbol" w:char="F0B7"/><w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="X" w:char="?"/>'
        "</w:r>"
    )
    assert texts(read(p(inside))) == ["a\tb\nc\u2011\u00ad•✓\ufffc"]


def test_of_a_field_its_result_is_read_and_a_link_leads_where_it_says() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "https://example.eu/x"</w:instrText>'
        '</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    simple = f'<w:fldSimple w:instr=" PAGE ">{r("7")}</w:fldSimple>'
    (passage,) = read(p("See ", field.format(r("there")), ". ", simple)).body
    assert passage.text == "See there. 7"
    assert [(span.text, span.href, span.sequence) for span in passage.spans] == [
        ("See ", "", ""),
        ("there", "https://example.eu/x", ""),
        (". ", "", ""),
        ("7", "", "PAGE"),
    ]


def test_a_field_that_goes_over_paragraphs_hides_its_instruction_only() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r>'
    go_on = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert texts(read(p(begin, go_on, "One"), p("Two", end), p("Three"))) == ["One", "Two", "Three"]


def test_a_text_box_is_read_once_though_a_file_holds_it_twice() -> None:
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = f"<w:pict><w:txbxContent>{p('inside')}</w:txbxContent></w:pict>"
    both = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    manuscript = read(p(f"<w:r><mc:AlternateContent {mc}>{both}</mc:AlternateContent></w:r>", "outside"))
    assert [(each.text, each.place.spot) for each in manuscript.body] == [
        ("outside", "paragraph 1"),
        ("inside", "paragraph 1, text box 1, paragraph 1"),
    ]


def test_looks_come_through_styles_and_two_toggles_undo_each_other() -> None:
    styles = (
        a_style("Base", inside="<w:rPr><w:b/></w:rPr>")
        + a_style("Lead", inside='<w:basedOn w:val="Base"/><w:rPr><w:u w:val="single"/></w:rPr>')
        + a_style("Strong", "character", "<w:rPr><w:b/></w:rPr>")
    )
    strong = '<w:rStyle w:val="Strong"/>'
    super_ = '<w:i/><w:vertAlign w:val="superscript"/>'
    (passage,) = read(
        p(r("a"), r("b", strong), r("c", f'{strong}<w:b w:val="1"/>'), r("d", super_), style="Lead"), styles=styles
    ).body
    assert [(s.text, s.bold, s.italic, s.underline, s.superscript, s.style) for s in passage.spans] == [
        ("a", True, False, True, False, ""),
        ("b", False, False, True, False, "Strong"),
        ("c", True, False, True, False, "Strong"),
        ("d", True, True, True, True, ""),
    ]


def test_only_what_is_in_another_language_than_most_of_the_text_says_so() -> None:
    french, american = '<w:lang w:val="fr-FR"/>', '<w:lang w:val="en-US"/>'
    manuscript = read(p("Mostly English, ", r("du français", french), r(" and American", american)))
    (passage,) = manuscript.body
    assert manuscript.language == "en"
    assert [(span.text, span.language) for span in passage.spans] == [
        ("Mostly English, ", ""),
        ("du français", "fr-FR"),
        (" and American", ""),
    ]
    assert read(p(r("Tout en français", french))).language == "fr"


@pytest.mark.parametrize(
    ("name", "based", "role", "level"),
    [
        ("Title", "", Role.TITLE, 0),
        ("heading 2", "", Role.HEADING, 2),
        ("Überschrift B", "Heading2", Role.HEADING, 2),
        ("caption", "", Role.CAPTION, 0),
        ("Table", "Caption", Role.CAPTION, 0),
        ("Intense Quote", "", Role.QUOTATION, 0),
        ("Results Quote", "", Role.QUOTATION, 0),
        ("Results Quote Author", "", Role.ATTRIBUTION, 0),
        ("Body Text", "", Role.PARAGRAPH, 0),
    ],
)
def test_a_style_tells_the_role_by_its_name_or_by_what_it_is_based_on(
    name: str, based: str, role: Role, level: int
) -> None:
    caption = a_style("caption").replace('w:styleId="caption"', 'w:styleId="Caption"')
    inside = f'<w:basedOn w:val="{based}"/>' if based else ""
    style = a_style(name, inside=inside).replace(f'w:styleId="{name.replace(" ", "")}"', 'w:styleId="X"')
    (passage,) = read(p("text", style="X"), styles=caption + style).body
    assert (passage.role, passage.level, passage.style) == (role, level, name)


def test_a_paragraph_knows_the_record_that_its_anchor_names_and_one_of_the_template_alone_knows_none() -> None:
    one, other = (read_manuscript(document(f"annex-{day}"), "annex.docx") for day in ("2023-03-06", "2023-03-17"))
    [before], [after] = (
        [each for each in paper.passages if each.text.startswith("Frontex review")] for paper in (one, other)
    )
    assert before.record == after.record != ""
    assert {each.record for each in one.passages if each.cell is None or each.cell.is_head} == {""}


def test_styles_that_are_based_on_each_other_do_not_hang() -> None:
    styles = a_style("A", inside='<w:basedOn w:val="B"/>') + a_style("B", inside='<w:basedOn w:val="A"/>')
    assert texts(read(p("text", style="A"), styles=styles)) == ["text"]


LEGAL = abstract(
    1,
    lvl(0, "decimal", "%1."),
    lvl(1, "lowerLetter", "(%2)"),
    lvl(2, "lowerRoman", "%1.%2.%3"),
) + num(1, 1)


def test_numbers_are_those_that_word_prints() -> None:
    levels = (0, 0, 1, 1, 0, 1, 2, 2)
    manuscript = read(*(listed(level, 1) for level in levels), numbering=LEGAL)
    assert numbers(manuscript) == ["1.", "2.", "(a)", "(b)", "3.", "(a)", "3.a.i", "3.a.ii"]
    assert {each.role for each in manuscript.body} == {Role.NUMBERED}
    assert [each.level for each in manuscript.body] == list(levels)


def test_a_list_begins_anew_where_its_number_says_so_and_only_once() -> None:
    again = num(2, 1, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="27"/></w:lvlOverride>')
    numbering = LEGAL + again
    blocks = [listed(0, each) for each in (1, 1, 2, 2, 1)]
    assert numbers(read(*blocks, numbering=numbering)) == ["1.", "2.", "27.", "28.", "29."]


def test_a_list_that_begins_anew_at_its_very_beginning_counts_on() -> None:
    only = abstract(1, lvl(0, "decimal", "%1.")) + num(
        2, 1, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    )
    assert numbers(read(*[listed(0, 2)] * 3, numbering=only)) == ["5.", "6.", "7."]


def test_a_level_may_go_on_counting_or_be_legal_or_of_another_form() -> None:
    numbering = (
        abstract(
            1,
            lvl(0, "upperRoman", "%1"),
            lvl(1, "decimal", "%1.%2", '<w:lvlRestart w:val="0"/><w:isLgl/>', start=3),
        )
        + num(1, 1)
        + num(3, 1, f'<w:lvlOverride w:ilvl="0">{lvl(0, "ordinal", "%1")}</w:lvlOverride>')
    )
    blocks = [listed(*each) for each in ((0, 1), (1, 1), (0, 1), (1, 1), (0, 3))]
    assert numbers(read(*blocks, numbering=numbering)) == ["I", "1.3", "II", "2.4", "3rd"]


def test_a_paragraph_in_a_list_by_its_style_has_the_level_that_names_the_style() -> None:
    numbering = abstract(1, lvl(0, "decimal", "%1."), lvl(1, "decimal", "%1.%2", '<w:pStyle w:val="Sub"/>')) + num(1, 1)
    by_style = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = a_style("Point", inside=by_style) + a_style("Sub", inside=by_style)
    none = p("x", style="Point", properties='<w:numPr><w:numId w:val="0"/></w:numPr>')
    manuscript = read(p("x", style="Point"), p("x", style="Sub"), none, styles=styles, numbering=numbering)
    assert numbers(manuscript) == ["1.", "1.1", ""]
    assert [each.role for each in manuscript.body] == [Role.NUMBERED, Role.NUMBERED, Role.PARAGRAPH]


def test_a_numbered_heading_is_a_heading_with_a_number() -> None:
    (passage,) = read(listed(0, 1, "Aims", style="Heading1"), numbering=LEGAL).body
    assert (passage.role, passage.level, passage.number) == (Role.HEADING, 1, "1.")


@pytest.mark.parametrize("start", [0, 32767, 99999999999])
def test_a_list_of_senseless_numbers_costs_nothing(start: int) -> None:
    numbering = abstract(1, lvl(0, "chicago", "%1", start=start)) + num(1, 1)
    assert all(len(each) < 900 for each in numbers(read(*[listed(0, 1)] * 3, numbering=numbering)))


HEAD = "<w:tblHeader/>"


def test_a_table_says_how_it_is_built() -> None:
    whole = "<w:cantSplit/>"
    rows = tr("Point", "Done", properties=HEAD), tr("1", "x", properties=whole), tr("", "y"), tr("3", "z")
    caption = a_style("caption")
    manuscript = read(p("Table 1", style="caption"), tbl(*rows), styles=caption)
    (form,) = manuscript.tables
    assert (form.heads, form.rows, form.columns, form.splitting) == (1, 4, 2, (1, 3, 4))
    assert (form.empty_firsts, form.captioned, form.described, form.merged) == ((3,), True, False, False)
    assert [each.cell.is_head for each in manuscript.body if each.cell] == [True] * 2 + [False] * 6


def test_merged_cells_are_cells_that_go_over_several() -> None:
    wide = '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + p("wide") + "</w:tc>"
    first = '<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>' + p("tall") + "</w:tc>"
    below = "<w:tc><w:tcPr><w:vMerge/></w:tcPr>" + p("covered") + "</w:tc>"
    manuscript = read(tbl(f"<w:tr>{wide}</w:tr>", tr(first, "b"), tr(below, "c")))
    cells = {each.text: each.cell for each in manuscript.body}
    assert cells["wide"] == CellOf(1, 1, 1, columns=2, grid=1)
    assert cells["tall"] == CellOf(1, 2, 1, rows=2, grid=1)
    assert "covered" not in cells
    assert manuscript.tables[0].merged


def test_a_table_in_a_table_knows_its_cell_and_does_not_disturb_the_count() -> None:
    outer = tbl(tr(f"{p('before')}{tbl(tr('in', 'ner'))}{p('after')}", "right"))
    manuscript = read(outer, tbl(tr("second", "x")))
    tables = {each.number: each for each in manuscript.tables}
    place = {each.text: (each.cell.table, each.place.spot) for each in manuscript.body if each.cell}
    assert place["second"] == (2, "table 2, row 1, column 1, paragraph 1")
    assert place["in"] == (3, "table 1, row 1, column 1, table 1, row 1, column 1, paragraph 1")
    assert tables[3].inside == CellOf(1, 1, 1, grid=1)
    assert tables[3].place.spot == "table 1, row 1, column 1, table 1"


def test_headers_of_first_pages_are_read_only_where_they_are_shown() -> None:
    first = swap('<w:headerReference w:type="default"', '<w:headerReference w:type="first"')
    assert "The Institution" not in [each.text for each in read_manuscript(with_change(first), "x.docx").passages]
    shown = swap("<w:pgSz", "<w:titlePg/><w:pgSz")

    def both(parts: dict[str, bytes]) -> None:
        first(parts)
        shown(parts)

    assert "The Institution" in [each.text for each in read_manuscript(with_change(both), "x.docx").passages]


def test_notes_are_counted_in_the_order_of_their_marks_and_in_their_own_form() -> None:
    notes = FOOTNOTES.replace(
        "</w:footnotes>",
        f'<w:footnote w:id="2">{p("Second.")}{p("More.")}</w:footnote>'
        f'<w:footnote w:id="3">{p("Third.")}</w:footnote></w:footnotes>',
    )
    marks = "".join(f'<w:r><w:footnoteReference w:id="{each}"/></w:r>' for each in (3, 1, 2))

    def change(parts: dict[str, bytes]) -> None:
        swap('<w:r><w:footnoteReference w:id="1"/></w:r>', marks)(parts)
        put("word/footnotes.xml", (DECLARATION + notes).encode())(parts)
        swap("<w:pgSz", '<w:footnotePr><w:numFmt w:val="lowerLetter"/></w:footnotePr><w:pgSz')(parts)

    found = [each for each in read_manuscript(with_change(change), "x.docx").passages if each.role is Role.NOTE]
    assert [(each.number, each.text) for each in found] == [
        ("a", "Third."),
        ("b", "Of 17 March."),
        ("c", "Second."),
        ("c", "More."),
    ]


def test_a_picture_says_what_it_shows() -> None:
    (picture,) = read_manuscript(good_document(), "good.docx").pictures
    assert (picture.description, picture.is_chart, picture.captioned) == ("The institution's emblem", False, False)


def test_a_document_of_briefgen_says_what_it_is(sample: Workspace) -> None:
    assert sample.run("annex", "--as-of", "2023-03-17", "-l", "en", "-l", "fr").code == 0
    manuscript = read_manuscript(sample.document("annex-2023-03-17.en.docx"), "annex.docx")
    assert (manuscript.kind, manuscript.language, str(manuscript.as_of)) == ("annex", "en", "2023-03-17")
    assert manuscript.properties["briefgen dossier"] == "february-2023-european-council"
    assert "briefgen seal" not in manuscript.properties
    assert read_manuscript(sample.document("annex-2023-03-17.fr.docx"), "annexe.docx").language == "fr"


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\3\4 and no more"])
def test_what_is_no_word_file_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(PackageRefusedError, match=r"^reply\.docx"):
        read_manuscript(data, "reply.docx")


def test_every_file_of_the_corpus_is_read() -> None:
    files = list((Path(__file__).parents[2] / "corpus").glob("*.docx"))
    assert len(files) > 100
    # one of them has no paragraph at all
    assert sum(bool(read_manuscript(path.read_bytes(), path.name).passages) for path in files) >= len(files) - 1


def test_libreoffice_prints_the_numbers_that_are_read(tmp_path: Path) -> None:
    levels = (0, 1, 1, 2, 0, 1, 0)
    blocks = [listed(level, 1, f"item{index}") for index, level in enumerate(levels)]
    again = num(2, 1, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="27"/></w:lvlOverride>')
    blocks += [listed(0, 2, "item7"), listed(1, 2, "item8")]
    data = a_template(*blocks, parts={NUMBERING: f"<w:numbering {W_NS}>{LEGAL}{again}</w:numbering>"})
    file = tmp_path / "numbers.docx"
    file.write_bytes(data)
    printed = validators.pdf_text(file).split()
    expected = [word for each in read_manuscript(data, "x").body for word in (each.number, each.text)]
    assert [word for word in printed if word in expected] == expected


def test_one_span_for_all_that_looks_the_same() -> None:
    (passage,) = read(p(r("one "), r("two "), r("three", "<w:b/>"))).body
    assert passage.spans == (Span("one two "), Span("three", bold=True))


def test_the_reader_is_not_loaded_by_an_annex() -> None:
    code = "import sys, briefgen.cli.make, briefgen.commands.make; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    unasked = {"briefgen.word.reader", "briefgen.pages.html", "briefgen.production.formats", "subprocess"}
    assert not unasked & set(loaded)
