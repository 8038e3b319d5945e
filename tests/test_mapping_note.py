"""The Presidency note on the mapping: every number of it is that of the data, and all of it is where it belongs."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from briefgen.model.data_tables import ValueKind
from briefgen.model.manuscript import Role
from briefgen.word import accessibility, lint
from briefgen.word.reader import read_manuscript
from tests.sample_documents import document
from tests.sample_dossier import ROOT
from tests.sample_mapping import (
    EARLIER,
    FOLDER,
    NOTE_DAY,
    NOTES,
    VALUE,
    Counted,
    dossier,
    expected,
    grid,
    manuscript,
    prose,
    shown,
    source,
    typed,
    words_of,
)
from tests.tables.test_western_balkans import AREAS, AREAS_OF, PARTNERS, TYPES
from tests.test_sample_wording import SEEDS, copied
from tests.workspaces import Workspace, a_sample

NOTE, FRENCH = NOTES[NOTE_DAY], "translated-note-2020-05-12-fr"
HEAD_TABLE = 1
# KOSOVO_NOTE: the formula that the institutions agreed on, which cannot be said in other words
ILLUSTRATIVE, KOSOVO_NOTE = sorted({note for each in dossier().exhibits for note in each.notes}, key=len)
TITLE = "Strengthening migration management capacities in the Western Balkan region"
DAYS = pytest.mark.parametrize("day", NOTES)


def said(name: str) -> list[str]:
    return [words_of(each) for each in prose(name)]


def text_of(name: str) -> str:
    return "\n".join(said(name))


def section(partner: str) -> str:
    """What stands under the heading of a partner, tables and captions left out."""
    found = [each for each in manuscript(NOTE).body if each.heading.rstrip("*") == partner and each.cell is None]
    return "\n".join(map(words_of, found))


def captions(name: str) -> list[str]:
    return [words_of(each) for each in manuscript(name).body if each.style.casefold() == "caption"]


# figures


def test_no_figure_of_the_text_is_typed() -> None:
    bare = re.sub(r"^\d\. |\[\^[\w-]+\]:?", "", VALUE.sub("", source()), flags=re.MULTILINE)
    assert re.findall(r"\d+", bare) == []


@DAYS
def test_every_paragraph_says_the_figures_of_its_day(day: date) -> None:
    paragraphs = said(NOTES[day])
    wanted = [re.sub(r"^(- |\d\. |: )", "", expected(text, day)).strip() for text in typed()]
    assert [text for text in wanted if text.lstrip(": ") not in paragraphs] == []


@DAYS
@pytest.mark.parametrize("number", range(1, 21))
def test_every_cell_of_every_table_is_counted_from_the_data(day: date, number: int) -> None:
    counted = Counted(day)
    spec = counted.spec(f"table/{shown('table')[number - 1]}")
    heads, *lines = grid(NOTES[day], HEAD_TABLE + number)
    names, across = counted.names(spec, spec.rows.column), counted.names(spec, spec.columns.column)
    for first, *cells in lines:
        at = {spec.rows.column: names[name]} if (name := first.rstrip("*").casefold()) in names else {}
        total = first in {"Total", "In all", "Member States active in the region"}
        assert at or total or cells == ["–"]
        for place, cell in enumerate(cells):
            if spec.ranked:
                assert ranked(counted, spec.key, at[spec.rows.column], cell)
                continue
            column = across.get(heads[place + 1].casefold())
            measure = spec.values[0] if spec.columns.column else spec.values[place]
            wanted = counted.number(spec, measure, **at, **({spec.columns.column: column} if column else {}))
            assert cell.replace("–", "0") == wanted, (first, heads[place + 1])


def ranked(counted: Counted, key: str, row: str, cell: str) -> bool:
    """Whether each partner of a place of a ranking has as many activities as the place says."""
    if cell == "–":
        return True
    found = re.fullmatch(r"(.+) \((\d+)\)", cell)
    assert found, cell
    spec = counted.spec(key)
    names = [name.rstrip("*") for name in found[1].split(", ")]
    return {counted.number(spec, spec.values[0], area=row, partner=name) for name in names} == {found[2]}


def test_the_published_figures_stand_in_the_text() -> None:
    text = text_of(NOTE)
    assert all(f"{name} ({share} %)" in text for name, share in AREAS.items())
    finance = TYPES["financial assistance"]
    assert f"67 % of all activities, financial assistance for {finance} % and equipment for 16 %" in text
    assert "15 of the 27 Member States" in text
    assert "Replies were received from 23 Member States, of which 15" in text
    assert "228 activities of various types are carried out in eight areas by 15 Member States" in text
    assert "North Macedonia (23 %) and Serbia (24 %)" in text
    assert "13 are engaged in border management, which accounts for 32 % of all activities" in text
    assert "and 12 in combating migrant smuggling, which accounts for 22 %" in text


@pytest.mark.parametrize("partner", PARTNERS)
def test_the_published_figures_of_each_partner_stand_in_its_section(partner: str) -> None:
    members, _, _ = PARTNERS[partner]
    text = section(partner)
    spelt = {7: "seven", 9: "nine"}.get(members, str(members))
    assert re.search(rf"^{partner}\*?(, one of .+,)? (receives assistance from|is assisted by) {spelt} Member", text)
    for told in AREAS_OF[partner.lower().replace(" ", "-")].split(", "):
        area, _, number = told.rpartition(" ")
        assert (f"{area} ({number})" in text) == (number != "0")
        assert number != "0" or re.search(rf"No Member State[^.]*\b{area}", text)


@DAYS
def test_what_the_text_says_in_words_of_its_figures_holds_on_each_day(day: date) -> None:
    def share(table: str, row: str) -> int:
        return int(Counted(day).say("share", [table, row]).removesuffix(" %"))

    shares = {partner: share("activities-by-partner", partner) for partner in PARTNERS}
    assert "More than half of their activities" in text_of(NOTES[day])
    assert share("areas", "border management") + share("areas", "combating migrant smuggling") > 50
    assert "with almost half of all activities, whereas Kosovo* has the smallest share" in text_of(NOTES[day])
    assert 40 <= shares["North Macedonia"] + shares["Serbia"] < 50
    assert min(shares.values()) == shares["Kosovo"]


# of all other tables more stands there than the published note tells in its text
WHOLLY_PUBLISHED = {
    "members-by-partner", "shares-by-partner", "albania-areas", "montenegro-areas", "north-macedonia-areas",
}  # fmt: skip


@pytest.mark.parametrize("key", shown("table"))
def test_a_table_with_invented_figures_says_that_they_are_illustrative(key: str) -> None:
    notes = Counted(NOTE_DAY).spec(f"table/{key}").notes
    assert (ILLUSTRATIVE in notes) == (key not in WHOLLY_PUBLISHED)


def test_the_text_quotes_published_figures_only() -> None:
    quoted = {each for partner in PARTNERS for each in re.findall(r"[a-z][a-z ]+ \(\d+\)", section(partner))}
    published = {told for each in AREAS_OF.values() for told in each.split(", ")}
    said = {re.sub(r"^.*\b(?:in|and|concerns|come) ", "", each) for each in quoted}
    assert {re.sub(r" \((\d+)\)", r" \1", each) for each in said} <= published


def test_an_earlier_day_has_smaller_figures_and_its_own_date() -> None:
    earlier = Counted(EARLIER).say("total", ["activities"])
    assert 0 < int(earlier) < 228
    assert "228" not in text_of(NOTES[EARLIER]) + str([grid(NOTES[EARLIER], each) for each in range(2, 22)])
    assert "Brussels, 10 March 2020" in said(NOTES[EARLIER])
    assert "Brussels, 12 May 2020" in said(NOTE)


# charts


@pytest.mark.parametrize("day", NOTES)
@pytest.mark.parametrize("number", range(1, 5))
def test_the_workbook_of_each_chart_holds_the_numbers_that_are_drawn_and_told(day: date, number: int) -> None:
    counted = Counted(day)
    spec = counted.spec(f"chart/{shown('chart')[number - 1]}")
    with zipfile.ZipFile(io.BytesIO(document(NOTES[day]))) as package:
        book = load_workbook(io.BytesIO(package.read(f"word/embeddings/Microsoft_Excel_Sheet{number}.xlsx")))
        drawn = package.read(f"word/charts/chart{number}.xml").decode()
        _emblem, *told = re.findall(r' descr="([^"]*)"', package.read("word/document.xml").decode())
    _, *rows = book.worksheets[0].iter_rows(values_only=True)
    measure = spec.values[0]
    assert len(rows) == int(counted.say("rows", [f"chart/{spec.key}"]))
    for name, value in rows:
        category = counted.names(spec, spec.rows.column)[str(name).rstrip("*").casefold()]
        wanted = counted.number(spec, measure, **{spec.rows.column: category})
        assert value == (int(wanted[:-2]) / 100 if measure.kind is ValueKind.SHARE else int(wanted))
        assert f"<c:v>{value}</c:v>" in drawn
        assert f"{str(name).casefold()} {wanted}" in told[number - 1].replace("\u00a0", " ").casefold()


def test_percentages_of_charts_are_in_house_style() -> None:
    with zipfile.ZipFile(io.BytesIO(document(NOTE))) as package:
        formats = [
            re.findall(r'formatCode="([^"]*)"', package.read(f"word/charts/chart{n}.xml").decode()) for n in (1, 4)
        ]
    assert {code for codes in formats for code in codes} - {"General"} == {"0\u00a0%"}


# the parts of a note


def test_the_head_is_that_of_a_council_document() -> None:
    about = [
        "Council of the European Union", "Brussels, 12 May 2020", "(OR. en)", "7896/20", "LIMITE",
        "JAI 347", "ASIM 24", "MIGR 32", "COWEB 56", "ELARG 37", "RELEX 317", "NOTE",
    ]  # fmt: skip
    assert said(NOTE)[1 : len(about) + 1] == about  # the emblem stands first
    entries = {"From:": "Presidency", "To:": "Delegations", "Subject:": f"{TITLE} – Presidency discussion paper"}
    assert dict(grid(NOTE, HEAD_TABLE)) == entries
    [head] = [each for each in manuscript(NOTE).tables if each.number == HEAD_TABLE]
    assert (head.heads, head.merged, bool(head.description)) == (1, False, True)


def test_each_page_tells_number_page_marking_and_language() -> None:
    [foot] = [words_of(each) for each in manuscript(NOTE).passages if each.role is Role.FOOTER]
    assert foot.split() == ["7896/20", "1", "LIMITE", "EN"]
    [foot] = [words_of(each) for each in manuscript(FRENCH).passages if each.role is Role.FOOTER]
    assert foot.split() == ["7896/20", "1", "LIMITE", "FR"]


def test_charts_and_tables_are_numbered_as_they_come_and_each_is_referred_to_before() -> None:
    labels = [caption.split("\u2002")[0] for caption in captions(NOTE)]
    assert labels == [*(f"Chart {n}" for n in range(1, 5)), *(f"Table {n}" for n in range(1, 21))]
    passages = [words_of(each) for each in manuscript(NOTE).body]
    for label, caption in zip(labels, captions(NOTE), strict=True):
        before = passages[: passages.index(caption)]
        assert any(re.search(rf"{label}\b", text) and text not in captions(NOTE) for text in before), label


def test_references_are_live() -> None:
    with zipfile.ZipFile(io.BytesIO(document(NOTE))) as package:
        parts = [package.read(f"word/{name}.xml").decode() for name in ("document", "footnotes")]
    fields = [re.findall(r"> (REF|NOTEREF) (\w+) \\h <", part) for part in parts]
    assert len({name for _, name in fields[0]}) == 24
    assert [kind for kind, _ in fields[1]] == ["REF", *["NOTEREF"] * 5]


def test_questions_are_numbered_from_1_to_5() -> None:
    questions = [each for each in manuscript(NOTE).body if each.role is Role.NUMBERED]
    assert [each.number for each in questions] == ["1.", "2.", "3.", "4.", "5."]
    assert all(each.text.endswith("?") for each in questions)


def test_partners_have_sections_in_alphabetical_order() -> None:
    headings = [words_of(each) for each in manuscript(NOTE).body if each.role is Role.HEADING and each.level == 3]
    assert headings == [partner.replace("Kosovo", "Kosovo*") for partner in sorted(PARTNERS)]


def test_levels_of_headings_are_not_skipped() -> None:
    levels = [each.level for each in manuscript(NOTE).body if each.role is Role.HEADING]
    assert levels == [1, 1, 2, 2, 2, *[3] * 6]


def test_five_footnotes_lead_back_to_the_second() -> None:
    notes = [words_of(each) for each in manuscript(NOTE).passages if each.role is Role.NOTE]
    assert len(notes) == 7
    assert notes[2:] == ["See the explanation in footnote 2."] * 5
    assert notes[1].startswith("Figures in Table 10 are numbers of Member States")


@pytest.mark.parametrize("name", [NOTE, FRENCH])
def test_kosovo_has_its_asterisk_everywhere_and_the_note_below_each_chart_and_table_that_names_it(name: str) -> None:
    passages = [words_of(each) for each in manuscript(name).body]
    named = [text for text in passages if "Kosovo" in text and not text.startswith("* ")]
    assert [text for text in named if re.search(r"Kosovo(?!\*)", text)] == []
    notes = [text for text in passages if text.startswith("* ") and "1244/1999" in text]
    assert len(notes) == 8
    assert name == FRENCH or set(notes) == {KOSOVO_NOTE}


def test_charts_and_tables_can_be_listed_and_the_list_follows_them(tmp_path: Path) -> None:
    workspace = mapping(tmp_path)
    workspace.replace("dossier.yaml", "      subject:", "      lists: Charts and tables\n      subject:")
    run = workspace.run("make", "note", "--dossier", workspace.dossier, "--as-of", "2020-05-12")
    assert run.code == 0, run.err
    made = workspace.document("note-2020-05-12.en.docx")
    body = read_manuscript(made, "note.docx").body
    listed = [words_of(each).strip() for each in body if each.style == "table of figures"]
    assert [" ".join(line.split()) for line in listed] == [" ".join(caption.split()) for caption in captions(NOTE)]
    assert lint(made) == [] and accessibility(made) == []


def mapping(folder: Path) -> Workspace:
    """A workspace in which the dossier of the mapping may be changed."""
    import shutil

    name = "western-balkans-mapping"
    sample = a_sample(folder)
    shutil.copytree(ROOT / "data" / name, folder / "data" / name)
    return Workspace(sample.root, name)


# our own words


@pytest.mark.parametrize("seed", sorted(SEEDS.glob("*.txt")) or [None])
def test_no_sentence_is_taken_from_a_published_paper(seed: Path | None) -> None:
    if seed is None:
        pytest.skip("the published papers are not at hand")
    yaml = (FOLDER / "dossier.yaml").read_text(encoding="utf-8").replace(KOSOVO_NOTE, "†").replace(TITLE, "†")
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    published = seed.read_text(encoding="utf-8")
    assert [run for text in (source(), yaml, readme) for run in copied(text, published)] == []


# in French


def test_the_french_note_has_the_same_figures_in_the_same_places() -> None:
    for number in range(2, 22):
        figures = [sorted(re.findall(r"\d+", " ".join(line))) for line in grid(NOTE, number)[1:]]
        french = [sorted(re.findall(r"\d+", " ".join(line))) for line in grid(FRENCH, number)[1:]]
        assert sorted(french) == sorted(figures)
    assert len(said(FRENCH)) == len(said(NOTE))


def test_the_french_note_is_french_down_to_the_labels() -> None:
    labels = [caption.split("\u2002")[0] for caption in captions(FRENCH)]
    assert labels == [*(f"Graphique {n}" for n in range(1, 5)), *(f"Tableau {n}" for n in range(1, 21))]
    text = text_of(FRENCH) + "".join(" ".join(line) for n in range(1, 22) for line in grid(FRENCH, n))
    assert re.findall(r"\b(?:Member|States?|the|Table|Chart|assistance from|equipment|Total of)\b", text) == []
    assert "Voir l’explication dans la note 2." in said(FRENCH)
