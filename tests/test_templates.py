"""The Word templates of the starter workspace, as a careful official would have made them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator

from briefgen.word import Template

TEMPLATES = Path(__file__).parents[1] / "templates"
BOTH = (
    "annex.docx",
    "letter.docx",
    "conclusions.docx",
    "main-results.docx",
    "summary.docx",
    "tracker.docx",
    "corrigendum.docx",
)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
DC = "{http://purl.org/dc/elements/1.1/}"

# what may stand beside a style: the geometry and the text alternative of a table, which no style can hold
ALLOWED = {
    "pPr": {"pStyle"},
    "rPr": {"rStyle"},
    "trPr": {"cantSplit", "tblHeader"},
    "tcPr": {"tcW"},
    "tblPr": {"tblStyle", "tblW", "tblLayout", "tblLook", "tblCaption", "tblDescription"},
}


def part(file: str, name: str) -> etree._Element:
    with zipfile.ZipFile(TEMPLATES / file) as package:
        return etree.fromstring(package.read(name))


def stories(file: str) -> Iterator[etree._Element]:
    with zipfile.ZipFile(TEMPLATES / file) as package:
        names = [n for n in package.namelist() if re.match(r"word/(document|header|footer|footnotes)\d*\.xml", n)]
    yield from (part(file, name) for name in names)


def story_of(file: str, kind: str, page: str) -> etree._Element:
    """The header or footer that the section refers to for the first or the other pages."""
    reference = part(file, "word/document.xml").find(f".//{W}sectPr/{W}{kind}Reference[@{W}type='{page}']")
    assert reference is not None
    relationships = part(file, "word/_rels/document.xml.rels")
    targets = {str(each.get("Id")): str(each.get("Target")) for each in relationships}
    return part(file, f"word/{targets[str(reference.get(f'{R}id'))]}")


def text(element: etree._Element) -> str:
    return "".join(each.text or "" for each in element.iter(f"{W}t"))


def field_codes(element: etree._Element) -> str:
    return " ".join("".join(each.text or "" for each in element.iter(f"{W}instrText")).split())


def styles(file: str) -> dict[str, etree._Element]:
    """The styles by the names that Word shows."""
    found = part(file, "word/styles.xml").iter(f"{W}style")
    return {value(style, "name"): style for style in found}


def value(element: etree._Element, path: str) -> str:
    found = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    return "" if found is None else str(found.get(f"{W}val"))


def paragraphs(file: str) -> dict[str, str]:
    """The style id of each paragraph of the body, by the paragraph's text."""
    return {text(p): value(p, "pPr/pStyle") for p in part(file, "word/document.xml").iter(f"{W}p")}


def table() -> etree._Element:
    found = part("annex.docx", "word/document.xml").find(f".//{W}tbl")
    assert found is not None
    return found


@pytest.mark.parametrize("file", BOTH)
class TestBothTemplates:
    def test_the_engine_finds_no_fault_in_it(self, file: str) -> None:
        _, findings = Template.check((TEMPLATES / file).read_bytes(), file)
        assert findings == []

    def test_it_is_valid_for_word_and_opens_in_python_docx(self, file: str) -> None:
        validator = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365, max_errors=0)
        assert [error.description for error in validator.validate(TEMPLATES / file).errors] == []
        assert docx.Document(str(TEMPLATES / file)).paragraphs

    def test_nothing_is_formatted_by_hand(self, file: str) -> None:
        by_hand = [
            f"{etree.QName(child).localname} in {name}"
            for story in stories(file)
            for name, allowed in ALLOWED.items()
            for properties in story.iter(f"{W}{name}")
            for child in properties
            if etree.QName(child).localname not in allowed
        ]
        assert by_hand == []

    def test_every_style_that_is_used_exists(self, file: str) -> None:
        known = {str(style.get(f"{W}styleId")) for style in styles(file).values()}
        used = {
            str(each.get(f"{W}val"))
            for root in (*stories(file), part(file, "word/styles.xml"), part(file, "word/numbering.xml"))
            for name in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")
            for each in root.iter(f"{W}{name}")
        }
        assert used - known == set()

    def test_every_paragraph_names_its_style(self, file: str) -> None:
        unnamed = [text(p) for s in stories(file) for p in s.iter(f"{W}p") if not value(p, "pPr/pStyle")]
        assert unnamed == []

    def test_every_tag_stands_in_one_run(self, file: str) -> None:
        for story in stories(file):
            for run in (each.text or "" for each in story.iter(f"{W}t")):
                assert len(re.findall(r"\{[{%]", run)) == len(re.findall(r"[%}]\}", run)), run

    def test_paragraphs_that_are_instructions_are_seen_as_such(self, file: str) -> None:
        for story in stories(file):
            for paragraph in story.iter(f"{W}p"):
                is_statement = re.match(r"\{%(p|tr) ", text(paragraph)) is not None
                assert not is_statement or value(paragraph, "pPr/pStyle") == "TemplateTag", text(paragraph)

    def test_it_is_a4_upright_but_for_the_wide_tracker(self, file: str) -> None:
        size = part(file, "word/document.xml").find(f".//{W}sectPr/{W}pgSz")
        assert size is not None
        upright = ("11906", "16838", None)
        wanted = ("16838", "11906", "landscape") if file == "tracker.docx" else upright
        assert (size.get(f"{W}w"), size.get(f"{W}h"), size.get(f"{W}orient")) == wanted

    def test_the_language_is_declared(self, file: str) -> None:
        assert value(part(file, "word/styles.xml"), "docDefaults/rPrDefault/rPr/lang") == "en-IE"

    def test_the_document_properties_are_filled_from_the_data(self, file: str) -> None:
        core = part(file, "docProps/core.xml")
        assert core.findtext(f"{DC}title") == "{{ title }}"
        assert core.findtext(f"{DC}language") == "{{ language }}"
        assert core.findtext(f"{DC}creator") == "{{ dossier.institution }}"

    def test_notes_can_be_added(self, file: str) -> None:
        kinds = [note.get(f"{W}type") for note in part(file, "word/footnotes.xml")]
        assert kinds == ["separator", "continuationSeparator"]
        assert {"footnote text", "footnote reference"} <= styles(file).keys()

    def test_rich_text_finds_its_character_styles(self, file: str) -> None:
        assert {"Strong", "Emphasis", "Hyperlink", "List Bullet", "List Number"} <= styles(file).keys()

    def test_list_styles_are_real_lists(self, file: str) -> None:
        lists = {str(num.get(f"{W}numId")) for num in part(file, "word/numbering.xml").iter(f"{W}num")}
        named = {n: s for n, s in styles(file).items() if re.search(r"(?<!Cover )(Bullet|Number)( 2)?$", n)}
        assert len(named) >= 8
        assert {name: value(s, "pPr/numPr/numId") in lists for name, s in named.items()} == dict.fromkeys(named, True)

    def test_no_list_is_shared_by_two_styles_of_one_level(self, file: str) -> None:
        places = [
            (value(s, "pPr/numPr/numId"), value(s, "pPr/numPr/ilvl"))
            for s in styles(file).values()
            if value(s, "pPr/numPr/numId")
        ]
        assert len(places) == len(set(places))

    def test_it_names_no_other_program_and_no_editing_sessions(self, file: str) -> None:
        with zipfile.ZipFile(TEMPLATES / file) as package:
            whole = b"".join(package.read(name) for name in package.namelist())
        assert b"Microsoft Office" not in whole
        assert b"w:rsid" not in whole

    def test_the_draft_mark_stands_in_every_header(self, file: str) -> None:
        for page in ("first", "default") if file == "letter.docx" else ("default",):
            assert re.search(r"if draft %\}DRAFT\{%(p)? endif", text(story_of(file, "header", page)))


class TestAnnex:
    def test_the_heading_names_the_day(self) -> None:
        assert paragraphs("annex.docx")["{{ dossier.title }} ({{ headline_in_brackets }})"] == "Heading1"

    def test_the_header_row_is_marked_and_repeats(self) -> None:
        rows = table().findall(f"{W}tr")
        assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False, False]
        assert rows[0].find(f"{W}trPr/{W}cantSplit") is not None
        assert table().find(f"{W}tblPr/{W}tblLook[@{W}firstRow='1']") is not None

    def test_the_table_is_plain_and_described(self) -> None:
        merged = [each for name in ("gridSpan", "vMerge", "hMerge") for each in table().iter(f"{W}{name}")]
        assert merged == []
        assert value(table(), "tblPr/tblCaption")
        assert value(table(), "tblPr/tblDescription")

    def test_the_grid_fits_the_cells_and_the_page(self) -> None:
        grid = [str(column.get(f"{W}w")) for column in table().iter(f"{W}gridCol")]
        for row in table().findall(f"{W}tr"):
            assert [str(width.get(f"{W}w")) for width in row.iter(f"{W}tcW")] == grid
        margins = part("annex.docx", "word/document.xml").find(f".//{W}pgMar")
        assert margins is not None
        assert sum(map(int, grid)) == 11906 - 2 * int(str(margins.get(f"{W}left")))

    def test_the_number_stands_in_the_first_cell_which_keeps_its_row_together(self) -> None:
        cells = [text(cell) for cell in table().iter(f"{W}tc")]
        row = next(cell for cell in cells if "{{ point.number }}" in cell)
        assert cells.index(row) % 2 == 0
        assert "{% cantsplit point.fits_page %}" in row

    def test_bullets_subheadings_and_marks_have_their_styles(self) -> None:
        assert paragraphs("annex.docx")["[ended] {{ item.text }}"] == "AnnexBullet"
        assert paragraphs("annex.docx")["{{ group.title }}"] == "AnnexSubheading"
        looks = [(text(run), value(run, "rPr/rStyle")) for run in table().iter(f"{W}r")]
        assert [each for each in looks if "Change" in each[1] or "Ended" in each[1]] == [
            ("[new]", "ChangeMarkNew"),
            ("[updated]", "ChangeMarkUpdated"),
            ("[ended]", "ChangeMarkEnded"),
            ("{{ item.text }}", "EndedText"),
        ]

    def test_the_marks_of_changes_differ_in_more_than_their_colour(self) -> None:
        marks = [styles("annex.docx")[f"Change Mark {word}"] for word in ("New", "Updated", "Ended")]
        looks = [frozenset(etree.QName(each).localname for each in mark.iterfind(f"{W}rPr/*")) for mark in marks]
        assert len({look - {"color"} for look in looks}) == 3
        assert len({value(mark, "rPr/color") for mark in marks}) == 3
        assert styles("annex.docx")["Ended Text"].find(f"{W}rPr/{W}strike") is not None

    @pytest.mark.parametrize("name", ["heading 1", "heading 2", "Annex Subheading", "Annex Column Heading"])
    def test_headings_stay_with_what_follows(self, name: str) -> None:
        assert styles("annex.docx")[name].find(f"{W}pPr/{W}keepNext") is not None

    def test_the_footer_says_page_x_of_y(self) -> None:
        footer = story_of("annex.docx", "footer", "default")
        assert field_codes(footer) == "PAGE NUMPAGES"
        assert re.fullmatch(r"Page \d+ of \d+", text(footer))


class TestLetter:
    def test_the_first_page_has_a_footer_of_its_own_with_the_continuation_mark(self) -> None:
        assert part("letter.docx", "word/document.xml").find(f".//{W}sectPr/{W}titlePg") is not None
        footer = story_of("letter.docx", "footer", "first")
        shown = r"\{% if letter\.body \| string \| length > \d+ %\}\./\.\.\{% endif %\}"
        assert re.fullmatch(shown, text(footer).split("{%p")[0])
        assert field_codes(footer) == 'QUOTE IF NUMPAGES > 1 "./.." ""'

    def test_the_following_pages_are_numbered(self) -> None:
        assert field_codes(story_of("letter.docx", "footer", "default")) == "PAGE"

    def test_the_closing_stays_with_the_signature(self) -> None:
        body = part("letter.docx", "word/document.xml")
        order = [value(p, "pPr/pStyle") for p in body.iter(f"{W}p") if not text(p).startswith("{%p")]
        end = ["LetterBody", "LetterClosing", "LetterSignature", "LetterEnclosure"]
        assert order[-len(end) - 2 : -2] == end
        kept = ("Letter Body Last", "Letter Closing")
        for name in (*kept, "Letter Body Bullet Last", "Letter Body Number Last"):
            assert styles("letter.docx")[name].find(f"{W}pPr/{W}keepNext") is not None

    def test_what_a_letter_may_be_without_leaves_no_line(self) -> None:
        known = ["institution", "name", "function", "address", "reference", "subject", "enclosures", "copies"]
        body = "".join(text(story) for story in stories("letter.docx"))
        for name in known:
            assert re.search(rf"\{{%p (el)?if letter\.(signatory\.)?{name}\b", body), name

    def test_the_emblem_is_a_picture_with_a_text_that_can_be_changed_for_another(self) -> None:
        [drawing] = part("letter.docx", "word/document.xml").iter(f"{WP}inline")
        assert [each.get("descr") for each in drawing.iter(f"{WP}docPr")] == ["Emblem"]
        assert next(drawing.iter(f"{PIC}pic"), None) is not None

    def test_the_institution_is_text_shown_in_capitals_by_its_style(self) -> None:
        assert paragraphs("letter.docx")["{{ letter.signatory.institution }}"] == "LetterheadInstitution"
        assert styles("letter.docx")["Letterhead Institution"].find(f"{W}rPr/{W}caps") is not None

    @pytest.mark.parametrize("kind", ["Bullet", "Bullet 2", "Number", "Number 2", "Heading", "Last"])
    def test_the_body_can_hold_lists_and_headings(self, kind: str) -> None:
        assert f"Letter Body {kind}" in styles("letter.docx")

    def test_the_body_stands_alone_in_its_paragraph(self) -> None:
        assert paragraphs("letter.docx")["{{ letter.body }}"] == "LetterBody"


class TestConclusions:
    def test_recitals_points_and_dashes_stand_in_one_list(self) -> None:
        found = styles("conclusions.docx")
        levels = {
            name: (value(found[name], "pPr/numPr/numId"), value(found[name], "pPr/numPr/ilvl"))
            for name in ("Conclusions Paragraph", "Conclusions Paragraph Bullet")
        }
        assert levels == {"Conclusions Paragraph": ("3", ""), "Conclusions Paragraph Bullet": ("3", "1")}
        assert paragraphs("conclusions.docx")["{{ recital.text }}"] == "ConclusionsParagraph"
        assert paragraphs("conclusions.docx")["{{ point.text }}"] == "ConclusionsParagraph"
        assert paragraphs("conclusions.docx")["{{ dash.text }}"] == "ConclusionsParagraphBullet"

    def test_the_annex_begins_on_a_page_of_its_own(self) -> None:
        assert paragraphs("conclusions.docx")["ANNEX"] == "AnnexHeading"
        assert styles("conclusions.docx")["Annex Heading"].find(f"{W}pPr/{W}pageBreakBefore") is not None

    def test_what_stands_above_points_is_a_heading_and_stays_with_them(self) -> None:
        assert paragraphs("conclusions.docx")["{{ call.head }}"] == "Heading3"
        for name in ("heading 3", "Conclusions Speaker", "Conclusions Title"):
            based = styles("conclusions.docx")[name]
            own = based if value(based, "basedOn") == "Normal" else styles("conclusions.docx")["heading 2"]
            assert own.find(f"{W}pPr/{W}keepNext") is not None

    def test_the_head_is_a_plain_table_that_says_what_it_is(self) -> None:
        head = part("conclusions.docx", "word/document.xml").find(f".//{W}tbl")
        assert head is not None
        assert [each for name in ("gridSpan", "vMerge") for each in head.iter(f"{W}{name}")] == []
        assert value(head, "tblPr/tblCaption") and value(head, "tblPr/tblDescription")
        assert head.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None

    def test_the_footer_has_number_page_and_language(self) -> None:
        footer = story_of("conclusions.docx", "footer", "default")
        assert field_codes(footer) == "PAGE"
        for each in ("about.number", "about.initials", "about.unit", "about.marking", "language | upper"):
            assert f"{{{{ {each} }}}}" in text(footer)


def test_the_page_on_results_has_a_style_for_each_kind_of_paragraph() -> None:
    found = paragraphs("main-results.docx")
    assert found["Main results"] == found["Further information"] == "Heading2"
    assert found["{{ link.text }}"] == "ResultsLink"
    said = [value(p, "pPr/pStyle") for s in stories("main-results.docx") for p in s.iter(f"{W}p")]
    assert {"Quote", "QuoteAuthor", "ResultsBody", "ResultsBodyBullet", "Heading3"} <= set(said)
    assert {"Quote", "Quote Author"} <= styles("main-results.docx").keys()


def test_a_quotation_stays_with_the_name_below_it() -> None:
    assert styles("main-results.docx")["Quote"].find(f"{W}pPr/{W}keepNext") is not None


class TestSummary:
    def test_the_banner_stands_in_the_header_and_not_in_the_text(self) -> None:
        header = story_of("summary.docx", "header", "default")
        for tag in ("{{ dossier.institution }}", "{{ about.motto }}"):
            assert tag in text(header) and tag not in text(part("summary.docx", "word/document.xml"))

    def test_the_heading_is_underlined_by_its_style(self) -> None:
        assert paragraphs("summary.docx")["Summary"] == "Heading2"
        assert value(styles("summary.docx")["heading 2"], "rPr/u") == "single"

    def test_paragraphs_are_numbered_by_word_and_bullets_stand_below_them(self) -> None:
        found = styles("summary.docx")
        assert value(found["Summary Paragraph"], "pPr/numPr/ilvl") == ""
        assert value(found["Summary Paragraph Bullet"], "pPr/numPr/ilvl") == "1"
        assert "{{ block.number }}" not in text(part("summary.docx", "word/document.xml"))


class TestTheTracker:
    """A state is a word with a shape and a colour; who changes the colour changes a style."""

    STATES = ("Done", "Ongoing", "Planned", "Delayed", "Blocked")

    def test_each_state_has_a_shape_and_a_style_of_its_own(self) -> None:
        names = {str(style.get(f"{W}styleId")): name for name, style in styles("tracker.docx").items()}
        runs = part("tracker.docx", "word/document.xml").iter(f"{W}r")
        worn = {(text(run), names.get(value(run, "rPr/rStyle"), "")) for run in runs if text(run)[-1:] in "●►○▲■"}
        words = {each for each, _ in worn if each}
        assert {name for each, name in worn if each} == {f"State {state}" for state in self.STATES}
        assert {each[:-2] for each in words} == set(self.STATES)
        assert len({each[-1] for each in words}) == len(self.STATES)

    @pytest.mark.parametrize("ground", ["FFFFFF", "DCE6F2"])
    def test_its_colours_can_be_read_on_white_and_in_the_head(self, ground: str) -> None:
        found = styles("tracker.docx")
        colours = {
            name: value(found[name], "rPr/color") for name in (*(f"State {s}" for s in self.STATES), "Overdue Mark")
        }
        assert len(set(colours.values())) == len(colours)
        assert {name: colour for name, colour in colours.items() if contrast(colour, ground) < 4.5} == {}


def contrast(colour: str, ground: str) -> float:
    """By WCAG 2.1, of two colours as six hexadecimal digits."""
    bright, dark = sorted((luminance(colour), luminance(ground)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    linear = [each / 12.92 if each <= 0.03928 else ((each + 0.055) / 1.055) ** 2.4 for each in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
