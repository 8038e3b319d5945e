from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from briefgen.errors import UnreadableInputError
from briefgen.findings import Grade
from briefgen.model.catalogue import PHRASES
from briefgen.model.data_tables import Axis, Measure, OrderKind, ValueKind, texts_of
from tests.sources.folders import a_csv, a_workbook, found, read

TITLE = "title: Follow-up to the spring summit\n"
ROWS = (
    ("member_state", "partner", "area"),
    ("Austria", "Serbia", "asylum"),
    ("Belgium", "Serbia", "return"),
    ("Belgium", "Kosovo", "return"),
)
FRAME = "frames: {activities: activities.csv}\n"
WHO, NO_COLUMN = "“x” under “tables”", "names a column that the frame"
TABLE = "tables: {areas: {frame: activities, rows: area}}\n"


def folder(yaml: str, rows: tuple[tuple[str, ...], ...] = ROWS) -> dict[str, str | bytes | None]:
    return {"dossier.yaml": TITLE + yaml, "activities.csv": a_csv(rows)}


class TestFrames:
    def test_may_have_any_columns(self, tmp_path: Path) -> None:
        dossier, findings = read(tmp_path, folder(FRAME))
        assert findings == ()
        frame = dossier.frames["activities"]
        assert (frame.key, frame.columns) == ("activities", ROWS[0])
        assert tuple(row.cells for row in frame.rows) == ROWS[1:]
        assert [str(row.place) for row in frame.rows] == [f"activities.csv, row {number}" for number in (2, 3, 4)]

    def test_may_be_a_sheet(self, tmp_path: Path) -> None:
        files: dict[str, str | bytes | None] = {
            "dossier.yaml": TITLE + "frames: {activities: {file: mapping.xlsx, sheet: Mapping}}\n",
            "mapping.xlsx": a_workbook({"Mapping": [("partner", "as_of", "cost"), ("Serbia", date(2020, 3, 1), 12)]}),
        }
        dossier, findings = read(tmp_path, files)
        assert findings == ()
        [row] = dossier.frames["activities"].rows
        assert (row.cells, row.as_of) == (("Serbia", "2020-03-01", "12"), date(2020, 3, 1))

    def test_may_be_a_query(self, tmp_path: Path) -> None:
        import sqlite3

        database = sqlite3.connect(tmp_path / "ledger.db")
        database.execute("CREATE TABLE mapping (partner TEXT, n INTEGER)")
        database.execute("INSERT INTO mapping VALUES ('Serbia', 3)")
        database.commit()
        database.close()
        url = f"sqlite:///{tmp_path / 'ledger.db'}"
        yaml = f'{TITLE}frames: {{activities: {{url: "{url}", query: "SELECT partner FROM mapping"}}}}\n'
        dossier, findings = read(tmp_path, {"dossier.yaml": yaml})
        assert findings == ()
        assert [row.cells for row in dossier.frames["activities"].rows] == [("Serbia",)]

    def test_have_dates_and_keys_of_the_usual_meaning(self, tmp_path: Path) -> None:
        rows = (
            ("key", "as_of", "recorded", "area"),
            ("a", "2020-03-01", "", "asylum"),
            ("b", "2020-03-02", "2020-04-01", ""),
        )
        [first, second] = read(tmp_path, folder(FRAME, rows))[0].frames["activities"].rows
        assert (first.key, first.as_of, first.recorded) == ("a", date(2020, 3, 1), date(2020, 3, 1))
        assert (second.key, second.recorded, second.cells) == (
            "b",
            date(2020, 4, 1),
            ("b", "2020-03-02", "2020-04-01", ""),
        )

    def test_leave_out_faulty_rows(self, tmp_path: Path) -> None:
        rows = (("area", "as_of"), ("asylum", "1 March"), ("return", "2020-03-01"), ("asylum", ""))
        dossier, findings = read(tmp_path, folder(FRAME, rows))
        assert [row.cells[0] for row in dossier.frames["activities"].rows] == ["return"]
        assert [(finding.rule, finding.place.row) for finding in findings] == [("DATA-006", 2), ("DATA-005", 4)]

    @pytest.mark.parametrize(
        ("rows", "rule"),
        [
            ((("key", "area"), ("a", "x"), ("a", "y")), "DATA-022"),
            ((("key", "as_of"), ("a", "2020-03-01"), ("a", "2020-03-01")), "DATA-024"),
            ((("key", "area"), ("a", "x"), ("A", "y")), "DATA-021"),
            ((("area",), ("{{ date('2020-03-01') }}",)), "DATA-031"),
            ((("area", "area"), ("x", "y")), "DATA-003"),
            ((("area", "type"), ("x",)), "DATA-004"),
            ((("area", "type"), ("x", "a\x07b")), "DATA-011"),
        ],
    )
    def test_are_read_as_strictly_as_other_tables(
        self, tmp_path: Path, rows: tuple[tuple[str, ...], ...], rule: str
    ) -> None:
        assert rule in {finding.rule for finding in read(tmp_path, folder(FRAME, rows))[1]}

    def test_that_are_not_there_are_a_dead_end(self, tmp_path: Path) -> None:
        with pytest.raises(UnreadableInputError, match=r"activities\.csv"):
            read(tmp_path, {"dossier.yaml": TITLE + FRAME})

    @pytest.mark.parametrize("key", ["items", "points", "commitments"])
    def test_cannot_take_the_name_of_another_table(self, tmp_path: Path, key: str) -> None:
        [finding] = [
            each for each in found(tmp_path, folder(FRAME.replace("activities:", f"{key}:"))) if "DATA-035" in each
        ]
        assert f"a frame cannot be called “{key}”" in finding

    def test_count_in_the_digest(self, tmp_path: Path) -> None:
        before = read(tmp_path, folder(FRAME))[0].digest
        assert read(tmp_path, folder(FRAME, (*ROWS, ROWS[1])))[0].digest != before


class TestDefinitions:
    def test_have_every_option(self, tmp_path: Path) -> None:
        yaml = """\
tables:
  areas:
    frame: activities
    rows: partner
    columns: area
    value: [count, share, {share: rows}, {share: columns}, {distinct: member_state}]
    where: {member_state: [Austria, Belgium], area: return}
    order: {as listed: [Serbia]}
    column-order: name
    include: all
    column-include: [reception]
    total: yes
    caption: Partners
    notes: [One., Two.]
    labels: {Kosovo: Kosovo*}
    heads: {rows: Partner, columns: Area, values: [Number, Share], total: All}
    widths: [3, 1]
    decimals: 1
    zeros: dash
  first: {frame: activities, rows: area, ranked: partner, top: 3}
charts:
  areas: {frame: activities, rows: area, order: smallest, kind: stacked bar, title: Areas, unit: activities}
"""
        dossier, findings = read(tmp_path, folder(FRAME + yaml))
        assert findings == ()
        table, first, chart = dossier.exhibits
        assert (table.key, table.frame, table.chart, table.group, table.place.line) == (
            "areas",
            "activities",
            "",
            "tables",
            4,
        )
        assert table.rows == Axis("partner", OrderKind.LISTED, ("Serbia",), ("*",), "Partner")
        assert table.columns == Axis("area", OrderKind.NAME, (), ("reception",), "Area")
        assert table.values == (
            Measure(head="Number"), Measure(ValueKind.SHARE, head="Share"), Measure(ValueKind.SHARE, base="rows"),
            Measure(ValueKind.SHARE, base="columns"), Measure(ValueKind.DISTINCT, column="member_state"),
        )  # fmt: skip
        assert table.where == {"member_state": ("Austria", "Belgium"), "area": ("return",)}
        assert (table.total, table.total_head, table.dashed, table.decimals, table.widths) == (
            True,
            "All",
            True,
            1,
            (3, 1),
        )
        assert (table.caption, table.notes, table.labels) == ("Partners", ("One.", "Two."), {"Kosovo": "Kosovo*"})
        assert (first.ranked, first.columns.column, first.top) == (True, "partner", 3)
        assert (chart.chart, chart.title, chart.unit, chart.rows.order) == (
            "stacked bar",
            "Areas",
            "activities",
            "smallest",
        )

    def test_need_little(self, tmp_path: Path) -> None:
        dossier, findings = read(tmp_path, folder(FRAME + TABLE + "charts: {areas: {frame: items, rows: state}}\n"))
        assert findings == ()
        assert [spec.chart for spec in dossier.exhibits] == ["", "column"]

    @pytest.mark.parametrize(
        ("entries", "message"),
        [
            ("frame: actvities, rows: area", f"DATA-040: {WHO} counts in no frame that there is: “actvities”."),
            ("frame: activities, rows: aera", f"DATA-040: {WHO} {NO_COLUMN} “activities” does not have: “aera”."),
            ("frame: items, rows: area", f"DATA-040: {WHO} {NO_COLUMN} “items” does not have: “area”."),
            ("rows: area", f"DATA-036: {WHO} does not say its “frame”."),
            ("frame: activities", f"DATA-036: {WHO} does not say its “rows”."),
        ],
    )
    def test_say_what_is_counted_by_what(self, tmp_path: Path, entries: str, message: str) -> None:
        self.assert_refused(tmp_path, entries, message)

    @pytest.mark.parametrize(
        ("option", "message"),
        [
            ("where: {partners: Serbia}", f"DATA-040: {WHO} {NO_COLUMN} “activities” does not have: “partners”."),
            ("value: {distinct: state}", f"DATA-040: {WHO} {NO_COLUMN} “activities” does not have: “state”."),
            ("where: {partner: Sebia}", f"DATA-041: {WHO} names a value that the column “partner” never has: “Sebia”."),
            ("order: [asylun]", f"DATA-041: {WHO} names a value that the column “area” never has: “asylun”."),
            ("colour: red", "DATA-034: there is no entry “colour” under “x”."),
            ("kind: bar", "DATA-034: there is no entry “kind” under “x”."),
            ("heads: {row: Area}", "DATA-034: there is no entry “row” under “heads”."),
            ("value: average", "DATA-042: there is no value “average”."),
            ("value: distinct", "DATA-042: there is no value “distinct”."),
            ("value: {share: partner}", "DATA-042: there is no value “share: partner”."),
            ("value: {share: rows}", "DATA-042: shares of rows or columns need a cross table."),
            ("order: largets", "DATA-042: there is no order “largets”.\n  Did you mean “largest”?"),
            ("zeros: none", "DATA-042: there is no way to print 0 “none”."),
            ("total: perhaps", "DATA-042: “total” should be true or false, but is “perhaps”."),
            ("top: three", "DATA-042: “three” should be a whole number from 0 to 1000."),
            ("decimals: 7", "DATA-042: “7” should be a whole number from 0 to 6."),
            ("widths: [3, 0]", "DATA-042: a width is at least 1."),
            ("top: 3, total: true", "DATA-042: with “top” the rows shown do not make up the total."),
            ("columns: area", "DATA-042: both axes are the same column."),
            ("ranked: partner", "DATA-042: a ranked list does not say how far it goes."),
            ("ranked: partner, top: 1, columns: partner", "DATA-042: “ranked” and “columns” do not go together."),
            ("ranked: partner, top: 1, value: [count, share]", "DATA-042: a ranked list has one value."),
            ("caption: [a]", "DATA-035: “caption” should be a text, but is a list."),
        ],
    )
    def test_with_a_fault_are_reported_and_left_out(self, tmp_path: Path, option: str, message: str) -> None:
        self.assert_refused(tmp_path, f"frame: activities, rows: area, {option}", message)

    @pytest.mark.parametrize("option", ["where: {state: don}", "order: [don]", "where: {overdue: 1}"])
    def test_of_items_know_their_words(self, tmp_path: Path, option: str) -> None:
        self.assert_refused(tmp_path, f"frame: items, rows: state, {option}", f"DATA-041: {WHO} names a value")

    def assert_refused(self, tmp_path: Path, entries: str, message: str) -> None:
        dossier, findings = read(tmp_path, folder(f"{FRAME}tables: {{x: {{{entries}}}}}\n"))
        assert message in "\n".join(map(str, findings))
        assert [finding.grade for finding in findings] == [Grade.ERROR]
        assert findings[0].place.file == "dossier.yaml"
        assert dossier.exhibits == ()

    @pytest.mark.parametrize(
        ("entries", "message"),
        [
            ("kind: bars", "there is no kind of chart “bars”.\n  Did you mean “bar”?"),
            ("kind: pie, columns: partner", "a pie shows one value, without “columns”."),
            ("value: [count, share]", "a chart has one axis, for counts or shares."),
            ("columns: partner, value: [count, {distinct: partner}]", "a chart with “columns” has one value."),
        ],
    )
    def test_of_charts_have_faults_of_their_own(self, tmp_path: Path, entries: str, message: str) -> None:
        files = folder(f"{FRAME}charts: {{x: {{frame: activities, rows: area, {entries}}}}}\n")
        assert any(f"DATA-042: {message}" in each for each in found(tmp_path, files))

    def test_of_a_frame_that_could_not_be_read_are_not_blamed(self, tmp_path: Path) -> None:
        dossier, findings = read(tmp_path, folder(FRAME + TABLE, (("area", "area"), ("x", "y"))))
        assert [finding.rule for finding in findings] == ["DATA-003"]
        assert dossier.exhibits == ()


class TestValuesThatLookLikeSlips:
    def test_by_capitals_or_blanks(self, tmp_path: Path) -> None:
        [message] = found(tmp_path, folder(FRAME + TABLE, (*ROWS, ("Croatia", "Kosovo", "Asylum"))))
        assert message == (
            "activities.csv, row 5, column area: warning DATA-043: “Asylum” differs from “asylum” by capitals or "
            "blanks only; it is counted by itself.\n  Write “asylum”."
        )

    def test_are_told_once_however_many_definitions_there_are(self, tmp_path: Path) -> None:
        yaml = FRAME + TABLE + "charts: {areas: {frame: activities, rows: area}}\n"
        assert len(found(tmp_path, folder(yaml, (*ROWS, ("Croatia", "Kosovo", "Asylum"))))) == 1

    def test_in_columns_that_nobody_counts_by_are_nobodys_business(self, tmp_path: Path) -> None:
        assert found(tmp_path, folder(FRAME + TABLE, (*ROWS, ("austria", "Kosovo", "asylum")))) == []

    @pytest.mark.parametrize(
        ("included", "count"), [("[asylun]", 1), ("[legal migration]", 0), ("[asylum]", 0), ("all", 0)]
    )
    def test_among_included_categories(self, tmp_path: Path, included: str, count: int) -> None:
        yaml = f"{FRAME}tables: {{areas: {{frame: activities, rows: area, include: {included}}}}}\n"
        dossier, findings = read(tmp_path, folder(yaml))
        assert [finding.grade for finding in findings] == [Grade.WARNING] * count
        assert len(dossier.exhibits) == 1


def test_texts_for_translators_have_the_contexts_that_they_are_looked_up_by(tmp_path: Path) -> None:
    yaml = (
        "tables: {areas: {frame: activities, rows: area, caption: Areas, notes: [Source],"
        " heads: {values: [Activities]}, labels: {return: returns}}}\n"
    )
    dossier, _ = read(tmp_path, folder(FRAME + yaml))
    found = [(each.context, each.source) for each in texts_of(dossier.exhibits, dossier.frames)]
    assert found[6:] == [("phrase", phrase) for phrase in PHRASES]
    assert found[:6] == [
        ("tables/areas/caption", "Areas"),
        ("tables/areas/notes/1", "Source"),
        ("tables/areas/heads", "Area"),
        ("tables/areas/heads", "Activities"),
        ("frames/activities/area", "asylum"),
        ("frames/activities/area", "returns"),
    ]
