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
    "about": "what the head says, by the names given in dossier.yaml: texts, or lists of texts",
    "body": "the body of the document’s own Markdown file, may be empty (rich text)",
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

_PAPER: Schema = {
    "dateline": "place and day in house style: the day in about.date or about.adopted, else the as-of date",
    "charts": "the charts by key, each a paragraph with all that belongs to it (rich text)",
    "tables": "the tables by key, each a paragraph with all that belongs to it (rich text)",
}

_DASH: Schema = {
    "key": "the dash’s own key",
    "text": "the wording with its stop (rich text)",
    "place": "file and row that it comes from",
}

_CLAUSE: Schema = {
    "key": "its own key",
    "number": "its number, to which references lead; numbering runs on from the recitals",
    "text": "the wording with capitals and stop by rule (rich text)",
    "dashes": _DASH,
    "place": "file and row that it comes from",
}

_POINT_CLAUSE: Schema = {**_CLAUSE}  # not the same record again: a starter without its number could not be referred to

_CONCLUSIONS: Schema = {
    "council": "who speaks: THE COUNCIL OF THE EUROPEAN UNION, (rich text)",
    "acting": "who acts, before the operative part: THE COUNCIL (rich text)",
    "recitals": _CLAUSE,
    "calls": {"head": "whom it calls on, in capitals, may be empty (rich text)", "points": _POINT_CLAUSE},
}

_BLOCK: Schema = {
    "kind": "heading, subheading, paragraph, bullet, dash, quotation or link",
    "key": "the paragraph’s own key; empty for a heading from the column “heading”",
    "text": "the wording; that of a link leads there (rich text)",
    "name": "of a quotation: who said it, else may be empty",
    "function": "of the person who said it, may be empty",
    "href": "where a link goes, may be empty",
    "place": "file and row that it comes from",
}

_MAIN_RESULTS: Schema = {
    "blocks": _BLOCK,
    "sections": {"heading": "of the section, may be empty (rich text)", "paragraphs": _BLOCK},
    "quotations": _BLOCK,
    "links": _BLOCK,
}

_NUMBERED: Schema = {**_BLOCK, "number": "of a paragraph, counted from 1; empty for any other kind"}

_GROUP: Schema = {
    "key": "what the column “heading” says, as typed",
    "heading": "the same, in the document’s language (rich text)",
    "count": "how many there are",
    "listed": "all of them in a sentence: a, b and c",
    "members": {"key": "the participant’s own key", "name": "the name"},
}

_SUMMARY: Schema = {
    "blocks": _NUMBERED,
    "paragraphs": _NUMBERED,
    "participants": {
        "count": "how many there are in all groups",
        "groups": _GROUP,
        "by_group": "the same groups by what the column “heading” says",
    },
}

LISTS = frozenset(
    "points parts items groups ended blocks sections paragraphs quotations links recitals calls dashes members".split()
)
"""The names of fields that are lists of records."""

MAY_BE_MISSING = frozenset({"recipient"})
"""The names of records that a document may be without."""

BY_NAME: Mapping[str, Schema] = {
    "settings": {},
    "about": {},
    "charts": {},
    "tables": {},
    "by_group": _GROUP,
    "figures": {
        "value": "the value as a number",
        "unit": "what it counts, or its currency",
        "label": "what the figure is of, may be empty",
        "text": "the value, said by its unit",
        "as_of": "the day from which the value holds (date)",
    },
}
"""What is kept under names that the dossier gives: the fields of each, or none where each is a text."""

_BY_KIND: Mapping[str, Schema] = {
    "annex": COMMON_FIELDS,
    "letter": {**COMMON_FIELDS, **_LETTER},
    "note": {**COMMON_FIELDS, **_PAPER},
    "conclusions": {**COMMON_FIELDS, **_PAPER, **_CONCLUSIONS},
    "main-results": {**COMMON_FIELDS, **_PAPER, **_MAIN_RESULTS},
    "summary": {**COMMON_FIELDS, **_PAPER, **_SUMMARY},
}


def known_fields(kind: str) -> Schema:
    """The fields of a kind of document; those of all kinds for an unknown one."""
    return _BY_KIND.get(kind) or {name: known for fields in _BY_KIND.values() for name, known in fields.items()}
