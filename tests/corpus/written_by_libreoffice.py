"""Templates whose XML LibreOffice has written: from `sources/`, or from templates of python-docx saved again."""

from collections.abc import Mapping
from typing import Any

from tests.corpus import in_tables, in_texts, of_paragraphs, of_values, outside_the_text
from tests.corpus.case import CASES, RESAVED, Case, add

LIBREOFFICE = "written by LibreOffice"
XS = ["a", "R & D"]
SOURCES: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "lo_paragraphs": ("`{%p for %}`, a heading, a condition in a sentence", {"title": "Annex", "xs": XS}),
    "lo_split_tags": ("Tags cut up by spans of format and language", {"name": "Ada"}),
    "lo_table": ("A table with header row, row loop, merged cells", {"xs": XS}),
    "lo_footnote": ("A tag in a footnote", {"x": "one", "source": "R & D"}),
    "lo_lists": ("A loop in a list of two levels", {"xs": XS}),
    "lo_text_box": ("A text box", {"a": "x", "b": "R & D"}),
    "lo_link": ("A tag in a link", {"name": "Ada"}),
    "lo_breaks": ("Tabs, line breaks and rows of spaces", {"a": "x", "b": "y", "text": "one\ntwo\tthree"}),
    "lo_header_and_footer": ("Header and footer of a page style", {"title": "Annex", "day": "Monday", "draft": True}),
    "lo_from_html": ("A page of HTML: heading, list, table", {"title": "Annex", "name": "Ada", "xs": XS}),
    "lo_right_to_left": ("A page of HTML in Hebrew", {"name": "Ada", "town": "ירושלים", "polite": True}),
}
AGAIN = (
    of_values.tag_split_by_format,
    of_values.smart_quotes,
    of_paragraphs.joined_paragraphs,
    of_paragraphs.lists_in_loops,
    in_texts.run_conditions,
    in_tables.row_loop,
    in_tables.column_loop,
    in_tables.cells_merged_downwards,
    in_tables.cell_background,
    in_tables.table_in_a_table,
    outside_the_text.headers_of_sections,
    outside_the_text.table_of_contents,
)

for name, (shows, data) in SOURCES.items():
    add(Case(name, LIBREOFFICE, shows, data))
add(
    Case(
        "lo_properties",
        LIBREOFFICE,
        "Title and subject; docxtpl does so to every file of LibreOffice",
        {"title": "Annex"},
        differs="loses the document's properties and calls it “Word Document”",
        instead="keeps and fills them",
        part="docProps/core.xml",
        ours=("title: On Annex", "subject: of Annex"),
    )
)
for write in AGAIN:
    source = CASES[write.__name__]
    told: Mapping[str, Any] = {"differs": source.differs, "instead": source.instead, "ours": source.ours}
    add(Case(f"{RESAVED}{source.name}", LIBREOFFICE, f"`{source.name}`, saved again", source.data, **told))
