"""Files that briefgen would not take as templates, but that a reader may have been sent all the same."""

import pytest

from briefgen.word import PackageRefusedError
from briefgen.word.reader import read_manuscript
from tests.opc.test_dangers import DANGERS
from tests.word.changes import swap, with_change

# what is another kind of file, or no sound one, is refused to readers too
REFUSED = {"NOT_A_WORD_DOCUMENT", "NO_DOCUMENT", "STRICT_OOXML", "EXCEL_FILE", "POWERPOINT_FILE"}


KINDS_WITH_MACROS = (".docm renamed", ".dotm renamed")
READ = [name for name, (code, _) in DANGERS.items() if code not in REFUSED and name not in KINDS_WITH_MACROS]


@pytest.mark.parametrize("danger", READ)
def test_what_no_template_may_hold_does_not_keep_a_file_from_being_read(danger: str) -> None:
    _, change = DANGERS[danger]
    assert "Borders" in " ".join(each.text for each in read_manuscript(with_change(change), "letter.docx").body)


def test_another_kind_of_file_is_refused_to_readers_too() -> None:
    workbook = swap("wordprocessingml.document.main+xml", "spreadsheetml.sheet.main+xml", "[Content_Types].xml")
    with pytest.raises(PackageRefusedError):
        read_manuscript(with_change(workbook), "figures.docx")
