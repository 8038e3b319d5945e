"""The fields that each kind of document offers its template, each with a word of explanation.

One tree serves the check of templates, `briefgen template fields` and the reference in the manual. A text explains a
field; a mapping holds the fields of a record, `ListOf` those of each record of a list. The fields of a kind of
document alone are in its module.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

Schema = Mapping[str, "str | Schema"]


class ListOf(dict[str, "str | Schema"]):
    """The fields of each record of a list."""


class ByName(str):
    """The explanation of a field whose records have names that the dossier gives.

    Attributes:
        fields: of each, or none where each is a text.
    """

    fields: Schema

    def __new__(cls, explanation: str, fields: Schema | None = None) -> ByName:
        """An explanation with the fields of each record."""
        made = super().__new__(cls, explanation)
        made.fields = fields or {}
        return made


ITEMS: Final = ListOf(
    key="the item’s own key",
    text="the wording that stands (rich text)",
    as_of="the day from which the wording holds (date)",
    group="the sub-heading that it stands under, may be empty",
    state="done, ongoing, planned, delayed, blocked, or empty",
    due="the deadline in words, may be empty",
    first_due="the first deadline that was promised, in words; the same where it was never moved, may be empty",
    moves=ListOf(
        day="the day from which the new deadline holds (date)",
        before="the deadline before, in words",
        after="the deadline that it was moved to, in words",
    ),
    confirmed="the day on which the wording was last confirmed without a change (date); else empty",
    overdue="whether the deadline has passed and it is not done",
    owner="who is in charge, may be empty",
    source="where the fact comes from, may be empty",
    change="with --since: new, changed or same; else empty",
    place="file and row that it comes from",
)

_POINTS: Final = ListOf(
    key="the point’s own key",
    number="the number as printed, may be empty",
    part="the title of its section, may be empty",
    text="the commitment (rich text)",
    items=ITEMS,
    groups=ListOf(title="the sub-heading, may be empty", items=ITEMS),
    ended=ITEMS,
    opens="in “point_tables”: the title of the section that it begins, where the table has several; else empty",
    fits_page="always true, for {% cantsplit %}, which itself lets long rows break",
    place="file and row that it comes from",
)

_FIGURE: Final[Schema] = {
    "value": "the value as a number",
    "unit": "what it counts, or its currency",
    "label": "what the figure is of, may be empty",
    "text": "the value, said by its unit",
    "as_of": "the day from which the value holds (date)",
}

COMMON_FIELDS: Final[Schema] = {
    "title": "the document’s title",
    "dossier": {
        "id": "the folder’s name",
        "title": "the dossier’s title",
        "event": "the event that the commitments come from, may be empty",
        "reference": "the dossier’s reference, may be empty",
        "institution": "the institution of the letterhead, may be empty",
        "commitment_heading": "the heading of the left column",
        "followup_heading": "the heading of the right column",
        "settings": ByName("further texts of dossier.yaml by their key"),
    },
    "as_of": "the as-of date (date)",
    "headline": "what the document says of its date: Situation as of 17 March 2023",
    "headline_in_brackets": "the same behind a title: situation as of 17 March 2023",
    "since": "with --since: the earlier date (date); else empty",
    "language": "the document’s language, e.g. en",
    "draft": "whether the document is a draft",
    "points": _POINTS,
    "parts": ListOf(title="the title of the section, may be empty", points=_POINTS),
    "point_tables": ListOf(title="the title of the section, empty where the table has several", points=_POINTS),
    "figures": ByName("the figures by name; each has value, unit, label, text, as_of", _FIGURE),
    "about": ByName("what the head says, by the names given in dossier.yaml: texts, or lists of texts"),
    "body": "the body of the document’s own Markdown file, may be empty (rich text)",
}

MAY_BE_MISSING = frozenset({"recipient"})
"""The names of records that a document may be without."""
