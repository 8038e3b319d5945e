"""The rules on texts while a document is made: a stable id each, and one line on what it asks."""

from __future__ import annotations

from typing import Final

from briefgen.findings import declare

VALUE_UNKNOWN: Final = declare(
    "TEXT-001", "A value in a text can be said on the day asked for, for example a figure that has none yet."
)
NO_PLACE: Final = declare("TEXT-002", "The dateline of a letter or paper has a place.")
NO_BODY: Final = declare("LETTER-001", "A letter has a body, in `letter.md` or in a file of its own.")
NO_PARAGRAPH: Final = declare(
    "PAPER-001", "A note, conclusions, main results or a summary have a paragraph that stands on the day, or a body."
)
LOOSE_DASH: Final = declare("PAPER-002", "A dash in conclusions stands under a recital or a point.")
NO_DAY: Final = declare(
    "PAPER-003", 'The day in the head of a paper, `about.date` or `about.adopted`, is one, written `"2020-06-05"`.'
)
NO_WORDS: Final = declare(
    "PAPER-004", "A recital, point or dash of conclusions begins with words, not with a heading or a list."
)
UNTRANSLATED: Final = declare("TRANS-001", "A text that a document in another language prints is translated.")
FUZZY: Final = declare("TRANS-002", "A translation is made for the wording that holds now (it is not marked “fuzzy”).")
UNLIKE: Final = declare("TRANS-003", "A translation has the values, links and footnotes of its source, each as often.")
