"""`briefgen clean` and `--clean`: copies that say what stands in them, and nothing of who made them."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from briefgen.editions.clean import WordsDifferError, clean_copy, is_clean_copy
from briefgen.editions.differences import words_of
from briefgen.opc.read import PackageRefusedError
from briefgen.word import lint
from tests import validators
from tests.editions.edits import by_hand, part_bytes, part_of, reword, save
from tests.editions.traces import (
    AUTHOR,
    VANISH,
    a_marked_file,
    bookmark,
    comment,
    deleted,
    field,
    ins,
    note,
)
from tests.word.docx_templates import a_style, a_template, p, part, r, tbl, tc, texts, tr
from tests.word.good import CONTENT_TYPES, DOCUMENT_RELS, FOOTNOTES, OFFICE, PACKAGE, W_NS, good_parts, zipped
from tests.workspaces import Workspace, run

SPLIT = '</w:instrText></w:r><w:r><w:instrText xml:space="preserve">'
GOOD = zipped(good_parts())


def cleaned(*blocks: str, keep_changes: bool = False, styles: str = "") -> tuple[bytes, dict[str, int]]:
    """A clean copy of a file of some blocks, and what was taken out of the text."""
    copy = clean_copy(a_template(*blocks, styles=styles), "file.docx", keep_changes=keep_changes)
    assert lint(copy.data) == []
    assert clean_copy(copy.data, "file.docx", keep_changes=keep_changes).data == copy.data
    of_every_file = ("properties", "leftovers", "comments")
    found = {kind: count for kind, count in copy.traces.found.items() if kind not in of_every_file}
    return copy.data, found


class TestOtherParts:
    def test_nothing_in_the_file_names_a_person_a_unit_or_a_machine(self) -> None:
        copy = clean_copy(a_marked_file(), "file.docx")
        with zipfile.ZipFile(BytesIO(copy.data)) as archive:
            everything = " ".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
        for trace in ("A. Drafter", "B. Chief", "Normal.dotm", "U:", "C.3", "2023/17", "00AB0000", "The Institution<"):
            assert trace not in everything.replace("<w:t>The Institution</w:t>", ""), trace
        assert lint(copy.data) == []

    def test_each_trace_is_counted(self) -> None:
        assert clean_copy(a_marked_file(), "file.docx").traces.found == {
            "comments": 1,
            "properties": 7,
            "template": 1,
            "revision-ids": 2,
            "variables": 2,
            "custom-xml": 1,
            "people": 1,
            "thumbnails": 1,
            "printers": 1,
            "labels": 1,
            "leftovers": 2,
        }

    def test_title_subject_and_language_stay_for_those_who_cannot_see(self) -> None:
        core = part_of(clean_copy(a_marked_file(), "file.docx").data, "docProps/core.xml")
        assert "<dc:title>Minutes</dc:title>" in core
        assert "<dc:language>en</dc:language>" in core
        assert "keywords" not in core

    def test_the_parts_are_gone_with_their_relationships_and_types(self) -> None:
        copy = clean_copy(a_marked_file(), "file.docx").data
        with zipfile.ZipFile(BytesIO(copy)) as archive:
            names = archive.namelist()
        gone = (
            "people",
            "customXml",
            "custom.xml",
            "thumbnail",
            "printer",
            "LabelInfo",
            "comments",
        )
        assert [name for name in names if any(each in name for each in gone)] == []
        everywhere = part_of(copy, "[Content_Types].xml") + part_of(copy, "word/_rels/document.xml.rels")
        assert [each for each in gone if each in everywhere] == []

    def test_the_authors_of_comments_and_the_names_of_properties_are_told(self) -> None:
        words = clean_copy(GOOD, "file.docx").traces.words()
        assert "1 comment (A. Drafter)" in words
        assert "2 properties (creator, created)" in words

    def test_the_workbook_behind_a_chart_loses_its_authors_too(self) -> None:
        copy = clean_copy(a_chart_file(creator="A. Drafter"), "file.docx")
        workbook = part_bytes(copy.data, "word/embeddings/book.xlsx")
        assert "A. Drafter" not in part_of(workbook, "docProps/core.xml")
        assert copy.traces.counts["properties"] > clean_copy(GOOD, "file.docx").traces.counts["properties"]


def a_chart_file(creator: str) -> bytes:
    """A file with a chart and the workbook behind it."""
    from xlsxwriter import Workbook as Xlsx

    stream = BytesIO()
    workbook = Xlsx(stream, {"in_memory": True})
    workbook.set_properties({"author": creator})
    workbook.add_worksheet().write(0, 0, 1)
    workbook.close()
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    chart = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
    types = f'<Default Extension="xlsx" ContentType="{sheet}"/><Override PartName="/word/c.xml" ContentType="{chart}"/>'
    added = {
        "[Content_Types].xml": CONTENT_TYPES.replace("</Types>", f"{types}</Types>"),
        "word/_rels/document.xml.rels": DOCUMENT_RELS.replace("</Rel", f"{REL.format('chart-of', 'c.xml')}</Rel"),
        "word/_rels/c.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f"{REL.format('package', 'embeddings/book.xlsx')}</Relationships>",
        "word/c.xml": "<chart/>",
    }
    parts = {**good_parts(), **{name: text.encode() for name, text in added.items()}}
    return zipped({**parts, "word/embeddings/book.xlsx": stream.getvalue()})


REL = f'<Relationship Id="rId30" Type="{OFFICE}/{{}}" Target="{{}}"/>'


class TestAnchorsAndBookmarks:
    def test_anchors_and_hidden_bookmarks_that_nothing_refers_to_go(self) -> None:
        anchor = f"_bgp{'a' * 12}{'b' * 6}_{'c' * 8}"
        copy, found = cleaned(p(bookmark(1, anchor, r("One"))), p(bookmark(2, "_GoBack", r("Two"))))
        assert found == {"anchors": 1, "bookmarks": 1}
        assert "bookmark" not in part(copy)
        assert texts(copy) == ["One", "Two"]

    @pytest.mark.parametrize(
        "reference",
        [
            field("REF _Ref1 \\h", "One"),
            '<w:fldSimple w:instr=" PAGEREF _Ref1 "><w:r><w:t>1</w:t></w:r></w:fldSimple>',
            '<w:hyperlink w:anchor="_Ref1"><w:r><w:t>One</w:t></w:r></w:hyperlink>',
            # Word splits codes where it likes
            field("REF _Ref1", "One").replace(
                "_Ref1", '_Re</w:instrText></w:r><w:r><w:instrText xml:space="preserve">f1'
            ),
        ],
        ids=["a field", "a simple field", "a link", "a split field"],
    )
    def test_what_is_referred_to_stays(self, reference: str) -> None:
        copy, found = cleaned(p(bookmark(1, "_Ref1", r("One"))), p(reference))
        assert found == {}
        assert 'w:name="_Ref1"' in part(copy)

    def test_a_bookmark_of_the_drafters_own_stays(self) -> None:
        assert 'w:name="annex"' in part(cleaned(p(bookmark(1, "annex", r("One"))))[0])


class TestComments:
    def test_their_marks_go_and_the_text_stays(self) -> None:
        copy, _ = cleaned(p(comment(0, "Agreed")))
        assert "comment" not in part(copy)
        assert texts(copy) == ["Agreed"]


class TestTrackedChanges:
    def test_they_are_accepted_and_counted(self) -> None:
        copy, found = cleaned(p(r("We "), deleted(1, "may "), ins(2, r("shall ")), r("act.")))
        assert found == {"changes": 2}
        assert texts(copy) == ["We shall act."]
        assert "may" not in part(copy)

    def test_they_stay_on_request_without_author_and_date(self) -> None:
        copy, found = cleaned(p(r("We "), deleted(1, "may "), ins(2, r("shall "))), keep_changes=True)
        assert found == {"change-authors": 2}
        assert part(copy).count('w:author="Author"') == 2
        assert "w:date" not in part(copy)
        assert "may" in part(copy)

    def test_a_deleted_row_and_paragraph_are_gone(self) -> None:
        gone = tr("Secret", properties=f'<w:del w:id="3" {AUTHOR}/>')
        mark = f'<w:rPr><w:del w:id="4" {AUTHOR}/></w:rPr>'
        copy, _ = cleaned(tbl(tr("Shown"), gone, columns=1), p(deleted(5, "Secret"), properties=mark), p("End"))
        assert "Secret" not in part(copy)


class TestHiddenText:
    HIDING = a_style("Hide", inside="<w:rPr><w:vanish/></w:rPr>")
    HIDING_RUNS = a_style("Hide Runs", "character", "<w:rPr><w:vanish/></w:rPr>")

    @pytest.mark.parametrize(
        "paragraph",
        [
            p(r("Shown"), r("secret", VANISH)),
            p(r("Shown", '<w:vanish w:val="0"/>'), r("secret"), style="Hide"),
            p(r("Shown"), r("secret", '<w:rStyle w:val="HideRuns"/>')),
            p(r("Shown"), f'<w:hyperlink w:anchor="x">{r("secret", VANISH)}</w:hyperlink>'),
        ],
        ids=["by itself", "by the style of its paragraph", "by its own style", "in a link"],
    )
    def test_it_goes_however_it_is_hidden(self, paragraph: str) -> None:
        copy, found = cleaned(paragraph, styles=self.HIDING + self.HIDING_RUNS)
        assert found == {"hidden-text": 1}
        assert texts(copy) == ["Shown"]
        assert "secret" not in part(copy)

    def test_a_paragraph_of_which_nothing_is_shown_goes_with_it(self) -> None:
        copy, _ = cleaned(p("Shown"), p(r("secret", VANISH), properties=f"<w:rPr>{VANISH}</w:rPr>"), p("End"))
        assert texts(copy) == ["Shown", "End"]

    @pytest.mark.parametrize(
        "block",
        [
            tbl(tr(tc(p(r("secret", VANISH), properties=f"<w:rPr>{VANISH}</w:rPr>"))), columns=1),
            tbl(tr("Shown"), columns=1)
            + p(r("secret", VANISH), properties=f"<w:rPr>{VANISH}</w:rPr>")
            + tbl(tr("Shown"), columns=1),
        ],
        ids=["the only one of a cell", "between two tables"],
    )
    def test_one_that_is_needed_where_it_stands_stays_empty(self, block: str) -> None:
        copy, _ = cleaned(block, p("End"))
        before, after = part(a_template(block, p("End"))), part(copy)
        assert "secret" not in after
        assert after.count("<w:p>") + after.count("<w:p ") == before.count("<w:p>") + before.count("<w:p ")

    def test_a_hidden_field_goes_whole(self) -> None:
        copy, _ = cleaned(p(r("Shown"), field("XE secret", "", VANISH)))
        assert "fldChar" not in part(copy)

    def test_a_hidden_entry_of_an_index_that_is_there_stays(self) -> None:
        copy, found = cleaned(p(r("Shown"), field('XE "Borders"', "", VANISH)), p(field("INDEX", "Borders 1")))
        assert found == {}
        assert "Borders" in part(copy)

    def test_a_field_that_goes_on_where_text_is_shown_keeps_its_signs(self) -> None:
        whole = field("PAGE", "1")
        begun = whole.replace("<w:r><w:fldChar", f"<w:r><w:rPr>{VANISH}</w:rPr><w:fldChar", 1)
        copy, _ = cleaned(p(r("secret", VANISH), begun))
        assert part(copy).count("fldChar ") == 3
        assert "secret" not in part(copy)

    def test_a_note_whose_mark_was_hidden_goes_with_it(self) -> None:
        hidden = note(1).replace("<w:r>", f"<w:r><w:rPr>{VANISH}</w:rPr>")
        data = zipped({**good_parts(), "word/document.xml": part(a_template(p(r("Shown"), hidden))).encode()})
        copy = clean_copy(data, "file.docx")
        assert copy.traces.found["notes"] == 1
        assert "Of 17 March" in FOOTNOTES
        assert "Of 17 March" not in part_of(copy.data, "word/footnotes.xml")

    def test_a_picture_that_nothing_shows_any_more_is_gone_from_the_file(self) -> None:
        document = part(GOOD).replace("<w:r><w:drawing>", f"<w:r><w:rPr>{VANISH}</w:rPr><w:drawing>")
        copy = clean_copy(zipped({**good_parts(), "word/document.xml": document.encode()}), "file.docx").data
        with zipfile.ZipFile(BytesIO(copy)) as archive:
            assert not [name for name in archive.namelist() if "media" in name]


class TestIdsAndXml:
    def test_revision_and_paragraph_ids_go(self) -> None:
        ids = 'w14:paraId="00000001" w14:textId="77777777" w:rsidR="00AB0000" w:rsidRDefault="00AB0000"'
        namespace = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
        copy, found = cleaned(p("One").replace("<w:p>", f"<w:p {namespace} {ids}>"))
        assert found == {"revision-ids": 2, "paragraph-ids": 2}
        assert "rsid" not in part(copy)

    def test_bindings_and_tags_of_custom_xml_go_and_their_text_stays(self) -> None:
        control = (
            '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/case" w:storeItemID="{1}"/></w:sdtPr>'
            f"<w:sdtContent>{r('2023/17')}</w:sdtContent></w:sdt>"
        )
        smart = f'<w:smartTag w:uri="urn:x" w:element="place"><w:smartTagPr/>{r("Brussels")}</w:smartTag>'
        copy, found = cleaned(p(control, smart))
        assert found == {"custom-xml": 2}
        assert words_of(copy, "").body == ("2023/17Brussels",)
        assert "dataBinding" not in part(copy)
        assert "smartTag" not in part(copy)

    @pytest.mark.parametrize("code", ["AUTHOR", "DOCPROPERTY Unit \\* MERGEFORMAT", "docvariable x"])
    def test_a_field_that_shows_what_is_taken_out_becomes_its_text(self, code: str) -> None:
        copy, found = cleaned(p(r("By "), field(code, "Unit C.3")), p(field("PAGE", "1")))
        assert found == {"fields": 1}
        assert texts(copy)[0] == "By Unit C.3"
        assert code not in part(copy)
        assert "PAGE" in part(copy)

    def test_permissions_of_named_persons_go(self) -> None:
        copy, found = cleaned(p('<w:permStart w:id="7" w:ed="ad@house"/>', r("One"), '<w:permEnd w:id="7"/>'))
        assert (found, "perm" in part(copy)) == ({"permissions": 1}, False)


class TestProof:
    def test_the_words_are_the_same_but_for_what_nobody_sees(self) -> None:
        data = a_marked_file(p(comment(0, "Agreed"), r("secret", VANISH), deleted(1, "not "), note(1)))
        assert words_of(clean_copy(data, "").data, "") == words_of(data, "")

    def test_a_copy_that_would_say_something_else_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("briefgen.editions.clean_stories.take_comments", lambda root: root[0].remove(root[0][0]))
        with pytest.raises(WordsDifferError, match="so none was written; first at “Agreed"):
            clean_copy(a_template(p("Agreed."), p("End")), "file.docx")

    @pytest.mark.parametrize("data", [GOOD, a_marked_file()], ids=["good", "marked"])
    def test_the_same_file_gives_the_same_bytes_and_a_copy_stays_as_it_is(self, data: bytes) -> None:
        copy = clean_copy(data, "file.docx")
        assert clean_copy(data, "file.docx").data == copy.data
        again = clean_copy(copy.data, "file.docx")
        assert (again.data, again.traces.found) == (copy.data, {})
        assert is_clean_copy(copy.data)

    def test_a_copy_that_somebody_saved_again_is_none_any_more(self) -> None:
        copy = clean_copy(a_template(p("Agreed.")), "file.docx").data
        assert not is_clean_copy(by_hand(copy, reword("Agreed", "Refused")))

    @pytest.mark.sdk
    def test_the_copy_keeps_to_the_schema(self, tmp_path: Path) -> None:
        path = save(tmp_path / "copy.docx", clean_copy(GOOD, "file.docx").data)
        assert validators.audit(path) == []
        assert validators.sdk(path) == []

    def test_a_file_with_macros_is_refused_by_name(self) -> None:
        with pytest.raises(PackageRefusedError, match=r"file\.docx"):
            clean_copy(zipped({**good_parts(), "word/vbaProject.bin": b"\0"}), "file.docx")


class TestTheCommand:
    def test_writes_a_copy_beside_the_file_and_says_what_was_taken_out(self, tmp_path: Path) -> None:
        save(tmp_path / "minutes.docx", GOOD)
        done = run("clean", "minutes.docx", cwd=tmp_path)
        assert (done.code, done.out) == (0, "minutes.clean.docx\n")
        assert "minutes.clean.docx: taken out: 1 comment (A. Drafter);" in done.err
        assert (tmp_path / "minutes.docx").read_bytes() == GOOD

    def test_is_silent_with_q(self, tmp_path: Path) -> None:
        save(tmp_path / "minutes.docx", GOOD)
        assert run("clean", "minutes.docx", "-q", cwd=tmp_path).err == ""

    def test_tells_programs_the_numbers(self, tmp_path: Path) -> None:
        save(tmp_path / "minutes.docx", GOOD)
        (found,) = json.loads(run("clean", "minutes.docx", "--format", "json", cwd=tmp_path).out)
        assert (found["copy"], found["removed"]["comments"]) == ("minutes.clean.docx", 1)

    def test_never_writes_over_the_file_itself(self, tmp_path: Path) -> None:
        save(tmp_path / "minutes.docx", GOOD)
        assert run("clean", "minutes.docx", "-o", "minutes.docx", cwd=tmp_path).code == 2
        assert (tmp_path / "minutes.docx").read_bytes() == GOOD

    def test_replaces_a_copy_but_no_other_file(self, tmp_path: Path) -> None:
        save(tmp_path / "minutes.docx", GOOD)
        run("clean", "minutes.docx", cwd=tmp_path)
        save(tmp_path / "minutes.docx", a_template(p("Other minutes")))
        assert run("clean", "minutes.docx", cwd=tmp_path).code == 0
        assert texts((tmp_path / "minutes.clean.docx").read_bytes()) == ["Other minutes"]
        save(tmp_path / "minutes.clean.docx", GOOD)
        assert run("clean", "minutes.docx", cwd=tmp_path).code == 2
        assert (tmp_path / "minutes.clean.docx").read_bytes() == GOOD

    def test_cleans_several_or_none(self, tmp_path: Path) -> None:
        save(tmp_path / "a.docx", GOOD)
        save(tmp_path / "b.docx", b"%PDF")
        assert run("clean", "a.docx", "b.docx", cwd=tmp_path).code == 2
        assert sorted(path.name for path in tmp_path.iterdir()) == ["a.docx", "b.docx"]
        assert run("clean", "a.docx", "a.docx", "-o", "c.docx", cwd=tmp_path).code == 2


class TestOfDocuments:
    def test_documents_are_made_without_traces_under_a_name_of_their_own(self, workspace: Workspace) -> None:
        done = workspace.run("make", "all", "--as-of", "2023-03-20", "--to", "be", "--clean")
        assert done.code == 0
        assert workspace.made() == ["annex-2023-03-20.en.clean.docx", "letter-2023-03-20.be.en.clean.docx"]
        assert done.err.count("taken out: ") == 2
        assert "anchors" in done.err
        data = workspace.document("annex-2023-03-20.en.clean.docx")
        assert ("_bg" in part(data), part_of(data, "docProps/custom.xml")) == (False, "")

    def test_they_are_what_clean_makes_of_the_document(self, workspace: Workspace) -> None:
        path = workspace.root / workspace.run("annex", "--as-of", "2023-03-20").paths[0]
        copy = workspace.root / workspace.run("clean", path).paths[0]
        before = copy.read_bytes()
        assert workspace.run("annex", "--as-of", "2023-03-20", "--clean").code == 0
        assert copy.read_bytes() == before

    def test_they_are_replaced_when_the_data_change(self, workspace: Workspace) -> None:
        asked = ("annex", "--as-of", "2023-03-20", "--clean")
        assert workspace.run(*asked).code == 0
        workspace.replace("followup.csv", "Cameras", "Drones")
        assert workspace.run(*asked).code == 0

    def test_other_formats_are_refused(self, workspace: Workspace) -> None:
        done = workspace.run("annex", "--as-of", "2023-03-20", "--clean", "--format", "html")
        assert (done.code, "--clean is for Word files" in done.err) == (2, True)

    def test_fill_makes_them_too(self, tmp_path: Path) -> None:
        save(tmp_path / "guests.docx", a_template(p("{{ name }}")))
        (tmp_path / "guests.json").write_text('{"name": "Ms Martin"}')
        done = run("fill", "guests.docx", "guests.json", "-o", "a.docx", "--clean", cwd=tmp_path)
        assert (done.code, "a.docx: taken out:" in done.err) == (0, True)
        data = (tmp_path / "a.docx").read_bytes()
        assert (texts(data), part_of(data, "docProps/custom.xml")) == (["Ms Martin"], "")


@pytest.mark.parametrize("name", ["annex", "letter"])
def test_the_papers_of_the_sample_lose_no_word(sample: Workspace, name: str) -> None:
    made = sample.root / sample.run(name, "--as-of", "2023-03-17").paths[0]
    copy = clean_copy(made.read_bytes(), made.name)
    assert lint(copy.data) == []
    assert W_NS.partition("=")[2].strip('"') in part(copy.data)
