"""The fields that each kind of document offers its template, each with a word of explanation.

One tree serves the check of templates, `briefgen template fields` and the reference in the manual. A text explains a
field; a mapping holds the fields of a record, or of each record of a list.
"""

from __future__ import annotations

from collections.abc import Mapping

Schema = Mapping[str, "str | Schema"]

_ITEM: Schema = {
    "key": "the item’s own key",
    "text": "the wording that stands (rich text)",
    "as_of": "the day from which the wording holds (date)",
    "group": "the sub-heading that it stands under, may be empty",
    "state": "done, ongoing, planned, delayed, blocked, or empty",
    "due": "the deadline in words, may be empty",
    "overdue": "whether the deadline has passed and it is not done",
    "owner": "who is in charge, may be empty",
    "source": "where the fact comes from, may be empty",
    "change": "with --since: new, changed or same; else empty",
    "place": "file and row that it comes from",
}

_POINT: Schema = {
    "key": "the point’s own key",
    "number": "the number as printed, may be empty",
    "part": "the title of its section, may be empty",
    "text": "the commitment (rich text)",
    "items": _ITEM,
    "groups": {"title": "the sub-heading, may be empty", "items": _ITEM},
    "ended": _ITEM,
    "fits_page": "whether the row is shorter than a page, for {% cantsplit %}",
    "place": "file and row that it comes from",
}

COMMON_FIELDS: Schema = {
    "title": "the document’s title",
    "dossier": {
        "id": "the folder’s name",
        "title": "the dossier’s title",
        "event": "the event that the commitments come from, may be empty",
        "reference": "the dossier’s reference, may be empty",
        "institution": "the institution of the letterhead, may be empty",
        "commitment_heading": "the heading of the left column",
        "followup_heading": "the heading of the right column",
        "settings": "further texts of dossier.yaml by their key",
    },
    "as_of": "the as-of date (date)",
    "headline": "what the document says of its date: Situation as of 17 March 2023",
    "headline_in_brackets": "the same behind a title: situation as of 17 March 2023",
    "since": "with --since: the earlier date (date); else empty",
    "language": "the document’s language, e.g. en",
    "draft": "whether the document is a draft",
    "points": _POINT,
    "parts": {"title": "the title of the section, may be empty", "points": _POINT},
    "figures": "the figures by name; each has value, unit, label, text, as_of",
}

_LETTER: Schema = {
    "letter": {
        "date": "the date of the letter (date)",
        "place": "the place of the dateline",
        "dateline": "place and date in house style",
        "salutation": "the salutation, the recipient’s own where there is one (rich text)",
        "body": "the body (rich text)",
        "closing": "the complimentary close (rich text)",
        "signatory": {"name": "", "function": "", "institution": ""},
    },
    "recipient": {
        "key": "the recipient’s key",
        "name": "name or office",
        "salutation": "the recipient’s own salutation, may be empty",
        "address": "the address, a paragraph for each line (rich text)",
        "language": "the recipient’s language",
    },
}

LISTS = frozenset({"points", "parts", "items", "groups", "ended"})
"""The names of fields that are lists of records."""

MAY_BE_MISSING = frozenset({"recipient"})
"""The names of records that a document may be without."""

BY_NAME: Mapping[str, Schema] = {
    "settings": {},
    "figures": {
        "value": "the value as a number",
        "unit": "what it counts, or its currency",
        "label": "what the figure is of, may be empty",
        "text": "the value, said by its unit",
        "as_of": "the day from which the value holds (date)",
    },
}
"""What is kept under names that the dossier gives: the fields of each, or none where each is a text."""

_BY_KIND: Mapping[str, Schema] = {"annex": COMMON_FIELDS, "letter": {**COMMON_FIELDS, **_LETTER}}


def known_fields(kind: str) -> Schema:
    """The fields of a kind of document; those of all kinds for an unknown one."""
    return _BY_KIND.get(kind, {**COMMON_FIELDS, **_LETTER})
