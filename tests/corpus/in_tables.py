"""Tables: rows and cells that are repeated or left out, merged and shaded cells, tables in tables."""

from typing import TYPE_CHECKING

from tests.corpus.authoring import fill_cell, loop_rows, paragraphs, table
from tests.corpus.case import case

if TYPE_CHECKING:
    from docx.document import Document

TABLES = "tables"
POINTS = [{"n": 1, "text": "Borders", "lines": ["a", "b"]}, {"n": 2, "text": "R & D", "lines": ["c"]}]
GRID = {"columns": ["x", "y", "z"], "lines": [{"name": "A", "cells": [1, 2, 3]}, {"name": "B", "cells": [4, 5, 6]}]}


@case(TABLES, data={"xs": POINTS})
def row_loop(document: "Document") -> None:
    """`{%tr for %}` under a header row."""
    table(document, ["No.", "Point"], *loop_rows(["{{ x.n }}", "{{ x.text }}"]), ["", "{{ xs | length }} points"])


@case(TABLES, data={"xs": [{"n": n, "text": f"Point {n}"} for n in range(1, 201)]})
def long_table(document: "Document") -> None:
    """Two hundred rows."""
    table(document, ["No.", "Point"], *loop_rows(["{{ x.n }}", "{{ x.text }}"]))


@case(TABLES, data={"xs": POINTS})
def repeated_header_row(document: "Document") -> None:
    """A header row that Word repeats on each page."""
    from tests.corpus.authoring import element

    made = table(document, ["No.", "Point"], *loop_rows(["{{ x.n }}", "{{ x.text }}"]))
    made.rows[0]._tr.get_or_add_trPr().append(element("tblHeader"))


@case(TABLES, data={"xs": POINTS, "shown": True, "hidden": False})
def row_conditions(document: "Document") -> None:
    """`{%tr if %}` with `elif` and `else`, alone and in a loop."""
    condition = [
        ["{%tr if x.n == 1 %}", ""],
        ["first", "{{ x.text }}"],
        ["{%tr else %}", ""],
        ["later", "{{ x.text }}"],
    ]
    table(
        document,
        ["{%tr if hidden %}", ""],
        ["hidden", ""],
        ["{%tr elif shown %}", ""],
        ["shown", ""],
        ["{%tr endif %}", ""],
        *loop_rows(*condition, ["{%tr endif %}", ""]),
    )


@case(TABLES, data={"xs": POINTS})
def row_loops_in_row_loops(document: "Document") -> None:
    """A loop over rows in a loop over rows."""
    inner = loop_rows(["{{ x.n }}.{{ loop.index }}", "{{ item }}"], over="item in x.lines")
    table(document, *loop_rows(["{{ x.n }}", "{{ x.text }}"], *inner))


@case(TABLES, data={"parts": [{"title": "I", "points": POINTS}, {"title": "II", "points": POINTS[1:]}]})
def paragraphs_in_rows_in_tables_in_loops(document: "Document") -> None:
    """A loop over paragraphs in a row of a table in a loop."""
    paragraphs(document, "{%p for part in parts %}", "{{ part.title }}")
    made = table(document, *loop_rows(["{{ point.n }}", ""], over="point in part.points"))
    fill_cell(made.cell(1, 1), "{{ point.text }}", "{%p for item in point.lines %}", "• {{ item }}", "{%p endfor %}")
    paragraphs(document, "", "{%p endfor %}")


@case(TABLES, data={"xs": POINTS})
def row_remarks(document: "Document") -> None:
    """`{#tr … #}` takes its row away, `{#tc … #}` its cell."""
    table(document, ["{#tr a remark #}", ""], ["{{ xs[0].n }}", "kept"], ["{#tc another #}", "{{ xs[1].n }}", "kept"])


@case(TABLES, data=GRID)
def column_loop(document: "Document") -> None:
    """`{%tc for %}` in the header and in each row."""
    head = ["", "{%tc for c in columns %}", "{{ c }}", "{%tc endfor %}"]
    row = ["{{ line.name }}", "{%tc for n in line.cells %}", "{{ n }}", "{%tc endfor %}"]
    table(document, head, *loop_rows(row, over="line in lines", columns=4))


@case(TABLES, data={"wide": True, "narrow": False})
def column_conditions(document: "Document") -> None:
    """`{%tc if %}` around a cell."""
    cells = ["a", "{%tc if wide %}", "b", "{%tc endif %}", "{%tc if narrow %}", "c", "{%tc endif %}", "d"]
    table(document, cells, cells)


@case(TABLES, data={"xs": [{"colour": "FF0000", "name": "red"}, {"colour": "00FF00", "name": "green"}]})
def cell_background(document: "Document") -> None:
    """`{% cellbg %}` shades a cell."""
    table(document, *loop_rows(["{% cellbg x.colour %}{{ x.name }}", "plain"]))


@case(TABLES, data={"n": 3})
def column_span(document: "Document") -> None:
    """`{% colspan %}` widens a cell."""
    table(document, ["{% colspan n %}over all"], ["a", "b", "c"])


@case(TABLES, data={"title": "all", "xs": [1, 2, 3]})
def cells_merged_downwards(document: "Document") -> None:
    """`{% vm %}` merges a cell over the rows of a loop."""
    table(document, *loop_rows(["{% vm %}{{ title }}", "{{ x }}"]))


@case(TABLES, data={"title": "all", "xs": [1, 2, 3]})
def cells_merged_sideways(document: "Document") -> None:
    """`{% hm %}` merges a cell over the cells of a loop."""
    head = ["{%tc for x in xs %}", "{% hm %}{{ title }}", "{%tc endfor %}"]
    table(document, head, ["{%tc for x in xs %}", "{{ x }}", "{%tc endfor %}"])


@case(TABLES, data={"xs": POINTS})
def merged_cells_of_the_template(document: "Document") -> None:
    """Cells that the template itself has merged, sideways and downwards."""
    made = table(document, ["", ""], *loop_rows(["{{ x.n }}", "{{ x.text }}"]), ["", ""], ["", "d"])
    made.cell(0, 0).merge(made.cell(0, 1)).text = "All {{ xs | length }}"
    made.cell(4, 0).merge(made.cell(5, 0)).text = "{{ xs[0].text }}"


@case(TABLES, data={"xs": POINTS})
def table_in_a_table(document: "Document") -> None:
    """A table in a cell of a repeated row, with a loop of its own."""
    made = table(document, *loop_rows(["{{ x.text }}", ""]))
    inner = made.cell(1, 1).add_table(3, 1)
    for row, text in zip(inner.rows, ("{%tr for item in x.lines %}", "{{ item }}", "{%tr endfor %}"), strict=True):
        row.cells[0].text = text
    made.cell(1, 1).add_paragraph("below")


@case(TABLES, data={"names": ["Ada", "R & D"]})
def row_macro(document: "Document") -> None:
    """`{%tr macro %}` around whole rows, put in with `{{tr … }}`."""
    table(
        document,
        ["{%tr macro entry(name) %}", ""],
        ["Name", "{{ name }}"],
        ["{%tr endmacro %}", ""],
        ["{{tr entry(names[0]) }}", ""],
        ["{{tr entry(names[1]) }}", ""],
    )


@case(TABLES, data={"xs": POINTS, "total": 2})
def texts_in_cells(document: "Document") -> None:
    """Loops and conditions in the text of cells."""
    table(document, ["{% for x in xs %}{{ x.text }}; {% endfor %}", "{% if total > 1 %}many{% else %}one{% endif %}"])


@case(TABLES, data={"xs": POINTS})
def loop_tags_beside_empty_cells(document: "Document") -> None:
    """Rows of a loop's tags whose other cells hold empty paragraphs."""
    made = table(document, *loop_rows(["{{ x.n }}", "{{ x.text }}", "{{ loop.length }}"], columns=3))
    made.cell(0, 1).add_paragraph("")
    made.cell(2, 2).add_paragraph(" ")


@case(
    TABLES,
    data={
        "months": ["Jan", "Feb", "Mar"],
        "rows": [{"name": "A", "sums": [1, 2, 3]}, {"name": "B", "sums": [4, 5, 6]}],
    },
)
def table_of_two_dimensions(document: "Document") -> None:
    """Rows and columns from data under a heading that spans them."""
    head = ["Country", "{% colspan months | count %}Month"]
    names = ["", "{%tc for month in months %}", "{{ month }}", "{%tc endfor %}"]
    line = ["{{ row.name }}", "{%tc for sum in row.sums %}", "{{ sum }}", "{%tc endfor %}"]
    table(document, head, names, *loop_rows(line, over="row in rows", columns=4))


@case(TABLES, data={"shown": True, "hidden": False})
def table_under_a_condition(document: "Document") -> None:
    """`{%p if %}` around a whole table."""
    for condition in ("shown", "hidden"):
        document.add_paragraph(f"{{%p if {condition} %}}")
        table(document, [condition, "x"])
        document.add_paragraph("{%p endif %}")


@case(TABLES, data={"xs": []})
def header_over_no_rows(document: "Document") -> None:
    """A header row over a loop over nothing, with `{%tr else %}`."""
    table(
        document,
        ["No.", "Point"],
        ["{%tr for x in xs %}", ""],
        ["{{ x }}", ""],
        ["{%tr else %}", ""],
        ["none", "at all"],
        ["{%tr endfor %}", ""],
    )


@case(TABLES, data={"xs": [1, 2, 3, 4], "title": "pairs"})
def wide_cells_merged_sideways(document: "Document") -> None:
    """`{% hm %}` in a cell that spans two columns already."""
    made = table(
        document,
        ["{%tc for x in xs[:2] %}", "", "", "{%tc endfor %}"],
        ["{%tc for x in xs %}", "{{ x }}", "{%tc endfor %}"],
    )
    made.cell(0, 1).merge(made.cell(0, 2)).text = "{% hm %}{{ title }}"


@case(TABLES, data={"xs": [{"n": 2, "colour": "FF0000"}, {"n": 3, "colour": "00FF00"}]})
def span_and_background(document: "Document") -> None:
    """`{% colspan %}` and `{% cellbg %}` in one cell."""
    table(document, *loop_rows(["{% colspan x.n %}{% cellbg x.colour %}{{ x.n }}"], columns=1))


@case(TABLES, data={"xs": [{"n": n, "good": n > 1} for n in range(1, 4)]})
def shading_by_condition(document: "Document") -> None:
    """`{% cellbg %}` with a choice of colours."""
    table(document, *loop_rows(["{% cellbg '00FF00' if x.good else 'FF0000' %}{{ x.n }}", "{{ x.good }}"]))


@case(TABLES, data={"groups": [{"title": "a", "xs": [1, 2]}, {"title": "b", "xs": [3]}]})
def merged_cells_of_groups(document: "Document") -> None:
    """`{% vm %}` over the rows of each group."""
    inner = loop_rows(["{% vm %}{{ group.title }}", "{{ x }}"], over="x in group.xs")
    table(document, *loop_rows(*inner, over="group in groups"))
