"""What people wrote into files that they were given, against these and what is known now: proposed rows and texts.

Every kind of file that is read back gives `Answer`s; `merge` makes `Proposal`s and `Clash`es of them. Nothing is
written here.
"""

from typing import Final

from briefgen.findings import declare

REFERENCE: Final = declare("PULL-001", "The row of an item keeps its reference.")
LOCKED_CELL: Final = declare("PULL-002", "What stands in the grey columns stays as it was exported.")
TWO_ROWS: Final = declare("PULL-003", "An item has one row in a workbook.")
CONTRADICTION: Final = declare("PULL-004", "A row says that nothing is new, or what is new, and not both.")
OTHER_STATE: Final = declare("PULL-005", "The new state is one of the list.")
OTHER_DUE: Final = declare("PULL-006", "The new deadline is a date, or a period that the ledger knows.")
NO_POINT: Final = declare("PULL-007", "A new line names the point that it belongs to by its number.")
TEXT_NOT_PRINTED: Final = declare("PULL-008", "A new wording can be printed.")
NOT_STANDING: Final = declare("PULL-009", "A new row comes after those that the ledger has of its item.")
OTHER_DAY: Final = declare("PULL-010", "The workbooks that are pulled together were exported for one day.")
ROW_GONE: Final = declare("PULL-011", "Each item that was exported still has its row.")
CLASH: Final = declare("PULL-012", "An item is given one wording, state and deadline.")
NOT_READ: Final = declare("PULL-013", "What a contributor wrote stands where it is read.")
CONFIRMS_ANOTHER: Final = declare("PULL-014", "“Nothing new” confirms the wording that was exported.")
NO_COLUMN: Final = declare("PULL-015", "The table has a column for what is said.")
NO_CROSS: Final = declare("PULL-016", "Under “Nothing new” stands an x, or nothing.")
NOTE_LOST: Final = declare("PULL-018", "A new wording keeps the footnotes of the old one.")
NO_DAY: Final = declare("PULL-017", "The day that a workbook reports on can be read.")
OF_TEMPLATE: Final = declare("PULL-019", "Fixed wording of a document is changed in its template.")
MOVED: Final = declare("PULL-020", "The order of a document is that of the ledger.")
COMMENTED: Final = declare("PULL-021", "A comment in a document is for its drafter.")
VALUE_EDITED: Final = declare("PULL-022", "Words that a value prints are changed in the value.")
TWO_SIDED: Final = declare("PULL-023", "A document that is read back can be made again as it was.")
NOT_CARRIED: Final = declare("PULL-024", "An edit in a document goes back to an entry of the dossier.")
LOOK_LOST: Final = declare("PULL-025", "What is edited has looks that a text of the ledger can have.")
MARGIN_EDITED: Final = declare("PULL-026", "Headers, footers and short texts are changed where they are typed.")
NEW_IN_TRANSLATION: Final = declare("PULL-027", "A new item is written in the language of the dossier.")
EDITED_TWICE: Final = declare("PULL-028", "A text that a document prints several times says the same everywhere.")
TEXTS_CLASH: Final = declare("PULL-029", "A text, figure or translation is given one wording.")
