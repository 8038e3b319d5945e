"""Tables of data put into a document."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from briefgen.model.dossier import State
from briefgen.model.exhibits import Cell, TableColumn
from briefgen.model.richtext import Block, ExhibitRef, RichText, Span, plain
from briefgen.word import RenderingError
from briefgen.word.exhibits.looks import HEAD_COLOUR, HEAD_FILL, STATE_COLOURS
from briefgen.word.lint.accessible import contrast
from tests import validators
from tests.word.docx_templates import W, a_style, body, compiled, p, part, tbl, tc, tr
from tests.word.exhibits.samples import a_table, outline, ref, text


def rendered(table: ExhibitRef, *, styles: str = "") -> bytes:
    return compiled(p("{{ t }}"), p("Text {{ 1 }} behind."), styles=styles).render({"t": table})


def cells_of(document: bytes) -> list[etree._Element]:
    return list(body(document).iter(f"{W}tc"))


def test_a_table_stands_under_its_number_and_caption_and_above_its_notes() -> None:
    assert outline(rendered(a_table(notes=(plain("Source: the services."),)))) == [
        "Table 1 Follow-up by area",
        "| Area | Measures | State |",
        "| Borders | 12 | ongoing |",
        "| Returns | 4 | done |",
        "Source: the services.",
        "Text 1 behind.",
    ]


def test_a_table_may_stand_in_the_midst_of_a_text() -> None:
    story = RichText((Block((Span("Before."),)), Block((), exhibit=a_table()), Block((Span("Behind."),))))
    assert outline(compiled(p("{{ t }}")).render({"t": story}))[::4] == ["Before.", "| Returns | 4 | done |"]
    assert outline(compiled(p("{{ t }}")).render({"t": story}))[-1] == "Behind."


def test_an_empty_cell_gets_a_dash() -> None:
    table = a_table(rows=((Cell(""), Cell(" "), Cell("", state="done")),))
    assert "| – | – | – |" in outline(rendered(table))


def test_a_state_without_its_word_has_no_colour() -> None:
    worded = part(rendered(a_table(rows=((Cell("a"), Cell("b"), Cell("done", state="done")),))))
    bare = part(rendered(a_table(rows=((Cell("a"), Cell("b"), Cell("", state="done")),))))
    assert STATE_COLOURS["done"][0] in worded
    assert STATE_COLOURS["done"][0] not in bare


def test_every_state_has_colours_that_can_be_read() -> None:
    assert set(STATE_COLOURS) == set(State)
    pairs = [*STATE_COLOURS.values(), (HEAD_FILL, HEAD_COLOUR)]
    assert all(contrast(*pair) >= 4.5 for pair in pairs)


def test_heads_repeat_on_each_page_and_no_row_breaks() -> None:
    rows = list(body(rendered(a_table())).iter(f"{W}tr"))
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_a_table_says_what_it_shows_to_those_who_do_not_see_it() -> None:
    xml = part(rendered(a_table(description='R & D: "12"')))
    assert '<w:tblCaption w:val="Follow-up by area"/><w:tblDescription w:val="R &amp; D: &quot;12&quot;"/>' in xml


def test_columns_share_the_width_of_the_text_to_the_last_point() -> None:
    columns = [int(each.get(f"{W}w") or 0) for each in body(rendered(a_table())).iter(f"{W}gridCol")]
    width = body(rendered(a_table())).find(f".//{W}tblW")
    assert width is not None
    assert str(sum(columns)) == width.get(f"{W}w")
    assert columns[0] == pytest.approx(columns[1] * 2, abs=2)


def test_numbers_stand_right() -> None:
    marks = [cell.find(f".//{W}jc") for cell in cells_of(rendered(a_table()))]
    assert ["" if each is None else each.get(f"{W}val") for each in marks] == ["", "right", ""] * 3


def test_a_head_may_span_columns_and_a_row_may_not() -> None:
    heads = ((Cell("All", span=3),), (Cell("a"), Cell("b"), Cell("c")))
    assert outline(rendered(a_table(heads=heads)))[1] == "| All |"
    with pytest.raises(RenderingError, match="row 2 of the table “areas” has a cell over several columns"):
        rendered(a_table(rows=((Cell("a", span=2), Cell("b")),)))


def test_a_row_that_does_not_fill_the_columns_is_refused() -> None:
    with pytest.raises(RenderingError, match="row 2 of the table “areas” fills 2 of 3 columns"):
        rendered(a_table(rows=((Cell("a"), Cell("b")),)))


def test_a_table_without_rows_is_refused() -> None:
    with pytest.raises(RenderingError, match="the table “areas” has no rows"):
        rendered(a_table(rows=()))


def test_a_short_table_stays_together_and_with_its_caption() -> None:
    keeps = [each.find(f"{W}pPr/{W}keepNext") is not None for each in body(rendered(a_table())).iter(f"{W}p")]
    assert keeps == [True] + [True] * 6 + [False] * 3 + [False]


def test_a_long_table_may_break_but_keeps_three_rows_with_its_heads_and_three_with_its_totals() -> None:
    row = (Cell("a"), Cell("b"), Cell("c"))
    document = rendered(a_table(rows=(row,) * 20, totals=(row,)))
    keeps = [each.find(f".//{W}keepNext") is not None for each in body(document).iter(f"{W}tr")]
    assert keeps == [True] * 3 + [False] * 15 + [True] * 3 + [False]


@pytest.mark.parametrize("name", ["Exhibit Table", "Data Table"])
def test_a_table_style_of_the_template_gives_the_table_its_look(name: str) -> None:
    xml = part(rendered(a_table(), styles=a_style(name, "table") + a_style("caption") + a_style("Exhibit Text")))
    assert f'<w:tblStyle w:val="{name.replace(" ", "")}"/>' in xml
    assert HEAD_FILL not in xml
    assert "w:tblBorders" not in xml
    assert '<w:pStyle w:val="ExhibitText"/>' in xml
    assert '<w:pStyle w:val="caption"/>' in xml


def test_two_tables_in_a_row_stay_two() -> None:
    bare = a_table(label="", caption=RichText())
    document = compiled(p("{{ a }}"), p("{{ b }}")).render({"a": bare, "b": bare})
    assert [each.tag.rpartition("}")[2] for each in body(document)] == ["tbl", "p", "tbl", "p", "sectPr"]


def test_a_table_behind_one_of_the_template_stays_another() -> None:
    own = tbl(tr("{{ 1 }}", "x"))
    document = compiled(own, p("{{ t }}")).render({"t": a_table(label="", caption=RichText())})
    assert [each.tag.rpartition("}")[2] for each in body(document)] == ["tbl", "p", "tbl", "p", "sectPr"]


def test_totals_are_bold_and_set_off() -> None:
    document = rendered(a_table(totals=((Cell("All"), Cell("16"), Cell("")),)))
    bold = [cell.find(f".//{W}b") is not None for cell in cells_of(document)]
    ruled = [cell.find(f"{W}tcPr/{W}tcBorders") is not None for cell in cells_of(document)]
    assert bold == [True] * 3 + [False] * 6 + [True] * 3
    assert ruled == [False] * 9 + [True] * 3


def test_no_trace_of_the_sign_behind_a_table_is_left() -> None:
    assert "<?" not in part(rendered(a_table())).removeprefix("<?xml")


def test_a_table_in_a_cell_is_refused() -> None:
    template = compiled(tbl(tr(tc("{{ t }}"), tc("x"))))
    with pytest.raises(RenderingError, match=r"table 1, row 1.*would stand in a cell of another table"):
        template.render({"t": a_table()})


def test_a_table_beside_other_text_is_refused() -> None:
    with pytest.raises(RenderingError, match=r"paragraph 1: .*put the tag alone in a paragraph"):
        compiled(p("See {{ t }}")).render({"t": a_table()})


def test_a_table_in_a_footnote_is_refused() -> None:
    note = RichText((Block((), exhibit=a_table()),))
    with pytest.raises(RenderingError, match="can stand in the body of a document only"):
        compiled(p("{{ t }}")).render({"t": text("x", Span("", note=note))})


def test_an_unknown_alignment_is_refused() -> None:
    with pytest.raises(RenderingError, match="“middle” is no alignment"):
        rendered(a_table(columns=(TableColumn(1, "middle"), TableColumn(), TableColumn())))


def test_documents_with_tables_are_valid(tmp_path: Path) -> None:
    heads = ((Cell("All", span=3),), (Cell("a"), Cell("b"), Cell("c")))
    total = ((Cell("All", emphasis=True), Cell("16"), Cell("")),)
    full = a_table("full", heads=heads, totals=total, notes=(text("As Table ", ref("table/areas"), " says."),))
    template = compiled(p("{%p for t in ts %}"), p("{{ t }}"), p("{%p endfor %}"))
    path = tmp_path / "tables.docx"
    path.write_bytes(template.render({"ts": [a_table(), full]}))
    assert validators.audit(path) == []
    assert validators.sdk(path) == []
    printed = " ".join(validators.pdf_text(path).replace("\u00a0", " ").split())
    assert "Table 2 Follow-up by area" in printed
    assert "As Table 1 says." in printed
