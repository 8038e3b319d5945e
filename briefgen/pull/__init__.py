"""What people wrote into workbooks, against what they were given and what is known now: proposed rows of the ledger.

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
