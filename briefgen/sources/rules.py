"""The rules on data: a stable id each, and one line on what it means.

An id never changes its meaning and is never used again for another; a new rule takes the next number.
"""

from __future__ import annotations

from typing import Final

from briefgen.findings import declare

UNKNOWN_COLUMN: Final = declare("DATA-001", "A table has only the columns that are known for it.")
MISSING_COLUMN: Final = declare("DATA-002", "A table has all the columns that are required of it.")
DUPLICATE_COLUMN: Final = declare("DATA-003", "A column stands in a table once, and has a name.")
FIELD_COUNT: Final = declare("DATA-004", "Each row of a CSV file has as many fields as the header.")
EMPTY_CELL: Final = declare("DATA-005", "A required cell is not empty.")
NO_DATE: Final = declare("DATA-006", "A date is written as year-month-day and is a day of the calendar.")
NO_NUMBER: Final = declare(
    "DATA-007", "A number is written without ambiguity: digits, a decimal point, spaces between thousands."
)
UNKNOWN_STATE: Final = declare("DATA-008", "A state is one of the known words.")
NO_DUE: Final = declare("DATA-009", "A deadline is a date or an imprecise date that can be said in words.")
NO_KEY: Final = declare("DATA-010", "A key is made of letters, digits, “-”, “_” and “.”.")
CONTROL_CHARACTER: Final = declare("DATA-011", "A text holds no control characters, which Word cannot hold.")
BIDI_CHARACTER: Final = declare("DATA-012", "A text holds no invisible characters that turn the direction of writing.")
MOJIBAKE: Final = declare("DATA-013", "A text was not read with the wrong encoding before (Ã© for é).")
FORMULA: Final = declare("DATA-014", "A formula has a value saved with it.")
ERROR_CELL: Final = declare("DATA-015", "A cell is not an error of Excel (#N/A, #REF!).")
HIDDEN: Final = declare("DATA-016", "Rows, columns and sheets that are read can be seen.")
MERGED: Final = declare("DATA-017", "Cells of a table are not merged.")
STRUCK: Final = declare("DATA-018", "A text that is read is not struck through.")
CELL_KIND: Final = declare("DATA-019", "A cell holds the kind of value that its column takes.")
LONG_NUMBER: Final = declare("DATA-020", "A number in a cell has at most 15 digits, because Excel keeps no more.")
NEAR_KEY: Final = declare("DATA-021", "Keys do not differ by capitals or look-alikes only.")
DUPLICATE_KEY: Final = declare("DATA-022", "A key stands once in its table.")
DUPLICATE_NUMBER: Final = declare("DATA-023", "A point's number stands once in the commitments.")
DUPLICATE_ENTRY: Final = declare("DATA-024", "An item, figure or paragraph has one wording for one day.")
UNKNOWN_POINT: Final = declare("DATA-025", "A follow-up belongs to a point of the commitments.")
TWO_POINTS: Final = declare("DATA-026", "All rows of an item belong to the same point.")
UNKNOWN_TOTAL: Final = declare("DATA-027", "A figure is part of another figure of the table, and never of itself.")
OTHER_LANGUAGE: Final = declare("DATA-028", "A recipient's or a term's language is one of the dossier's.")
TEXT_FAULT: Final = declare("DATA-029", "A text uses only the values and the markup that are known.")
NAMES_NOTHING: Final = declare(
    "DATA-030", "point(…), figure(…), table(…) and the like in a text name what the dossier has."
)
VALUE_NOT_SAID: Final = declare("DATA-031", "{{ … }} stands only in texts in which values are put.")
TWO_DOORS: Final = declare("DATA-032", "A table comes from one place.")
STRAY_FILE: Final = declare("DATA-033", "A table file in the dossier's folder is one that is read.")
UNKNOWN_ENTRY: Final = declare("DATA-034", "dossier.yaml has only known entries.")
WRONG_SHAPE: Final = declare("DATA-035", "An entry of dossier.yaml has the shape that is expected of it.")
MISSING_ENTRY: Final = declare("DATA-036", "dossier.yaml has all required entries.")
UNKNOWN_KIND: Final = declare("DATA-037", "A paragraph is of one of the known kinds.")
UNKNOWN_DOCUMENT: Final = declare("DATA-038", "A paragraph belongs to a document of dossier.yaml.")
NOT_PRINTED: Final = declare("DATA-039", "A paragraph is of a kind that its document prints.")
UNKNOWN_FRAME: Final = declare(
    "DATA-040", "The definition of a table or chart names a frame that there is, and columns that it has."
)
UNKNOWN_VALUE: Final = declare(
    "DATA-041", "A value that the definition of a table or chart names stands in its column."
)
WRONG_DEFINITION: Final = declare("DATA-042", "The definition of a table or chart can be computed as it stands.")
NEAR_VALUE: Final = declare(
    "DATA-043", "The values that a table or chart counts by do not differ by capitals or blanks only."
)
WANTED_AND_REFUSED: Final = declare("DATA-044", "A word of the glossary is not both a term and refused.")
NO_ADDRESS: Final = declare("DATA-045", "A link in the paragraphs says where it goes: to http, https or mailto.")
LOOK: Final = declare("DATA-046", "What a cell's look says (raised, underlined, coloured, linked) is in its words too.")
COMMENT: Final = declare("DATA-047", "A cell that is read has no comment, which no document would show.")
VOLATILE: Final = declare("DATA-048", "A formula does not give another value each time (TODAY, NOW, RAND).")
OPEN_ELSEWHERE: Final = declare("DATA-049", "A file that is read is not open in another program.")
STRAY_LETTER: Final = declare(
    "DATA-050", "A letter that holds from a day on has that day in its file's name: letter.2023-03-17.md."
)
EARLY_ITEM: Final = declare("DATA-051", "A follow-up holds from no earlier day than its commitment.")
STATE_OF_POINT: Final = declare(
    "DATA-052", "The state of a commitment is “withdrawn” or empty: how far it is, its follow-ups say."
)
ENDED_BEFORE: Final = declare("DATA-053", "A row without a text confirms a wording that has not been withdrawn before.")
STATE_WORD: Final = declare("DATA-054", "A state word of a tracker is one of ours, or stands under `states`.")
DAY_ORDER: Final = declare(
    "DATA-055", "Day and month in a tracker's dates can be told apart: by a day above 12, or by `date-format`."
)
DEADLINE_IN_WORDS: Final = declare("DATA-056", "A deadline of a tracker is a date; one in other words is left out.")
ROW_WITHOUT_WORDS: Final = declare(
    "DATA-057", "A row of a tracker says more than its number; one that does not is left out."
)
KEYS_MEET: Final = declare("DATA-058", "Keys that are made of words differ where the words do.")
FILES_CLASH: Final = declare("DATA-059", "Two files do not say different things of one item on one day.")
ROWS_NOT_APART: Final = declare("DATA-060", "Rows that say different things of one point on one day can be told apart.")
ROWS_ALIKE: Final = declare("DATA-061", "A row stands in one file only; the same again counts once.")
HISTORY_UNREAD: Final = declare(
    "DATA-063", "Of the items that stand, a database gives all rows; where they are too many, the last wording of each."
)
NO_HEADING: Final = declare("DATA-062", "A heading that `sources` names stands in its table, once.")
UNKNOWN_OFFICE: Final = declare("MAIL-006", "A recipient's office is president, prime-minister, minister, or not said.")
UNKNOWN_GENDER: Final = declare("MAIL-005", "A recipient's gender is female, male, other, or not said.")
