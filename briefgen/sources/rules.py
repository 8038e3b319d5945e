"""The rules on data: a stable id each, and one line on what it means.

An id never changes its meaning and is never used again for another; a new rule takes the next number.
"""

from __future__ import annotations

from typing import Final

UNKNOWN_COLUMN: Final = "DATA-001"
MISSING_COLUMN: Final = "DATA-002"
DUPLICATE_COLUMN: Final = "DATA-003"
FIELD_COUNT: Final = "DATA-004"
EMPTY_CELL: Final = "DATA-005"
NO_DATE: Final = "DATA-006"
NO_NUMBER: Final = "DATA-007"
UNKNOWN_STATE: Final = "DATA-008"
NO_DUE: Final = "DATA-009"
NO_KEY: Final = "DATA-010"
CONTROL_CHARACTER: Final = "DATA-011"
BIDI_CHARACTER: Final = "DATA-012"
MOJIBAKE: Final = "DATA-013"
FORMULA: Final = "DATA-014"
ERROR_CELL: Final = "DATA-015"
HIDDEN: Final = "DATA-016"
MERGED: Final = "DATA-017"
STRUCK: Final = "DATA-018"
CELL_KIND: Final = "DATA-019"
LONG_NUMBER: Final = "DATA-020"
NEAR_KEY: Final = "DATA-021"
DUPLICATE_KEY: Final = "DATA-022"
DUPLICATE_NUMBER: Final = "DATA-023"
DUPLICATE_ENTRY: Final = "DATA-024"
UNKNOWN_POINT: Final = "DATA-025"
TWO_POINTS: Final = "DATA-026"
UNKNOWN_TOTAL: Final = "DATA-027"
OTHER_LANGUAGE: Final = "DATA-028"
TEXT_FAULT: Final = "DATA-029"
NAMES_NOTHING: Final = "DATA-030"
VALUE_NOT_SAID: Final = "DATA-031"
TWO_DOORS: Final = "DATA-032"
STRAY_FILE: Final = "DATA-033"
UNKNOWN_ENTRY: Final = "DATA-034"
WRONG_SHAPE: Final = "DATA-035"
MISSING_ENTRY: Final = "DATA-036"
UNKNOWN_KIND: Final = "DATA-037"
UNKNOWN_DOCUMENT: Final = "DATA-038"
NOT_PRINTED: Final = "DATA-039"
UNKNOWN_FRAME: Final = "DATA-040"
UNKNOWN_VALUE: Final = "DATA-041"
WRONG_DEFINITION: Final = "DATA-042"
NEAR_VALUE: Final = "DATA-043"
WANTED_AND_REFUSED: Final = "DATA-044"
NO_ADDRESS: Final = "DATA-045"

RULES: Final[dict[str, str]] = {
    UNKNOWN_COLUMN: "A table has only the columns that are known for it.",
    MISSING_COLUMN: "A table has all the columns that are required of it.",
    DUPLICATE_COLUMN: "A column stands in a table once, and has a name.",
    FIELD_COUNT: "Each row of a CSV file has as many fields as the header.",
    EMPTY_CELL: "A required cell is not empty.",
    NO_DATE: "A date is written as year-month-day and is a day of the calendar.",
    NO_NUMBER: "A number is written without ambiguity: digits, a decimal point, spaces between thousands.",
    UNKNOWN_STATE: "A state is one of the known words.",
    NO_DUE: "A deadline is a date or an imprecise date that can be said in words.",
    NO_KEY: "A key is made of letters, digits, “-”, “_” and “.”.",
    CONTROL_CHARACTER: "A text holds no control characters, which Word cannot hold.",
    BIDI_CHARACTER: "A text holds no invisible characters that turn the direction of writing.",
    MOJIBAKE: "A text was not read with the wrong encoding before (Ã© for é).",
    FORMULA: "A formula has a value saved with it.",
    ERROR_CELL: "A cell is not an error of Excel (#N/A, #REF!).",
    HIDDEN: "Rows, columns and sheets that are read can be seen.",
    MERGED: "Cells of a table are not merged.",
    STRUCK: "A text that is read is not struck through.",
    CELL_KIND: "A cell holds the kind of value that its column takes.",
    LONG_NUMBER: "A number in a cell has at most 15 digits, because Excel keeps no more.",
    NEAR_KEY: "Keys do not differ by capitals or look-alikes only.",
    DUPLICATE_KEY: "A key stands once in its table.",
    DUPLICATE_NUMBER: "A point's number stands once in the commitments.",
    DUPLICATE_ENTRY: "An item, figure or paragraph has one wording for one day.",
    UNKNOWN_POINT: "A follow-up belongs to a point of the commitments.",
    TWO_POINTS: "All rows of an item belong to the same point.",
    UNKNOWN_TOTAL: "A figure is part of another figure of the table, and never of itself.",
    OTHER_LANGUAGE: "A recipient's or a term's language is one of the dossier's.",
    TEXT_FAULT: "A text uses only the values and the markup that are known.",
    NAMES_NOTHING: "point(…), figure(…), table(…) and the like in a text name what the dossier has.",
    VALUE_NOT_SAID: "{{ … }} stands only in texts in which values are put.",
    TWO_DOORS: "A table comes from one place.",
    STRAY_FILE: "A table file in the dossier's folder is one that is read.",
    UNKNOWN_ENTRY: "dossier.yaml has only known entries.",
    WRONG_SHAPE: "An entry of dossier.yaml has the shape that is expected of it.",
    MISSING_ENTRY: "dossier.yaml has all required entries.",
    UNKNOWN_KIND: "A paragraph is of one of the known kinds.",
    UNKNOWN_DOCUMENT: "A paragraph belongs to a document of dossier.yaml.",
    NOT_PRINTED: "A paragraph is of a kind that its document prints.",
    UNKNOWN_FRAME: "The definition of a table or chart names a frame that there is, and columns that it has.",
    UNKNOWN_VALUE: "A value that the definition of a table or chart names stands in its column.",
    WRONG_DEFINITION: "The definition of a table or chart can be computed as it stands.",
    NEAR_VALUE: "The values that a table or chart counts by do not differ by capitals or blanks only.",
    WANTED_AND_REFUSED: "A word of the glossary is not both a term and refused.",
    NO_ADDRESS: "A link in the paragraphs says where it goes: to http, https or mailto.",
}
