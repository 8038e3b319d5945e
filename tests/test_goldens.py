"""The documents of the sample as readable outlines, and that nothing in them depends on where they were made.

A golden outline that changed is to be read like prose before it is approved with BRIEFGEN_UPDATE_GOLDEN=1.
"""

import re
from collections.abc import Iterable
from datetime import date

import pytest

from briefgen.compose import Request, texts_for
from briefgen.compose.keys import DossierText
from briefgen.localise import localiser
from tests.outline import assert_golden, outline
from tests.sample_documents import ANNEXES, LETTERS, ORDERS, document, workspace
from tests.sample_dossier import ANNEX_DAYS, ROOT, dossier, letter, situation, standing
from tests.word.docx_templates import texts
from tests.workspaces import start

DIGEST = re.compile(r"\b[0-9a-f]{64}\b")
SURROUNDINGS = (
    {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "LC_ALL": "C"},
    {"TZ": "America/Anchorage", "PYTHONHASHSEED": "77", "LC_ALL": "de_DE.UTF-8"},
)
BRACES = re.compile(r"\{[{%#].*?[}%#]\}")


# what the annex says where nothing has been done yet, and the letter before what the sample has not, or has once
NOT_IN_THE_SAMPLE = {
    "annex": {"No follow-up recorded by"},
    "letter": {"Our reference:", "Enclosures:", "Copy to:"},
}


def said(name: str) -> list[str]:
    """The paragraphs of a document without marks of change and with blanks of one kind."""
    return [re.sub(r"^\[(?:new|updated|ended)\] ", "", text.replace("\u00a0", " ")) for text in texts(document(name))]


def plain(sources: Iterable[str], day: date) -> list[str]:
    """Texts of the record as plain paragraphs, as of a day."""
    writer = texts_for(situation(day), Request(localiser("en", day)))
    place = dossier().place
    paragraphs = [line for source in sources for line in str(writer.block(DossierText("", source, place))).split("\n")]
    assert writer.findings == []
    return [paragraph.replace("\u00a0", " ") for paragraph in paragraphs]


@pytest.mark.parametrize("name", ORDERS)
def test_the_document_is_the_one_that_was_approved(name: str) -> None:
    assert_golden(name, DIGEST.sub("(digest)", outline(document(name))))


def test_the_four_dates_give_four_annexes() -> None:
    bodies = {tuple(texts(document(f"annex-{day}"))[2:]) for day in ANNEX_DAYS}
    assert len(bodies) == 4


@pytest.mark.parametrize("name", ORDERS)
def test_the_same_inputs_give_the_same_bytes_anywhere_and_at_any_time(name: str) -> None:
    for number, surroundings in enumerate(SURROUNDINGS):
        target = workspace().root / f"again-{number}-{name}.docx"
        run = start(*ORDERS[name], "-o", str(target), cwd=workspace().root, **surroundings)
        assert (run.code, run.err) == (0, "")
        assert target.read_bytes() == document(name)


def test_what_is_dated_20_march_is_not_in_the_annex_of_the_17th() -> None:
    before, after = standing(date(2023, 3, 17)), standing(date(2023, 3, 20))
    fresh = [row for key, row in after.items() if row.as_of == date(2023, 3, 20) and before.get(key) != row]
    assert len(fresh) >= 3
    for paragraph in plain((row.text for row in fresh), date(2023, 3, 20)):
        assert paragraph in said("annex-2023-03-20")
        assert paragraph not in said("annex-2023-03-17")


def test_since_marks_exactly_what_was_not_so_on_the_earlier_day() -> None:
    marked = {text for text in texts(document("annex-2023-03-17-since-2023-03-06")) if text.startswith("[")}
    before, now = standing(date(2023, 3, 6)), standing(date(2023, 3, 17))
    assert sum(text.startswith("[new]") for text in marked) == len(now.keys() - before.keys())
    assert sum(text.startswith("[ended]") for text in marked) == len(before.keys() - now.keys())
    rewritten = [key for key in now.keys() & before.keys() if now[key].text != before[key].text]
    assert sum(text.startswith("[updated]") for text in marked) == len(rewritten)


@pytest.mark.parametrize("name", ANNEXES)
def test_every_commitment_and_every_entry_that_stands_is_in_the_annex_once(name: str) -> None:
    day = date.fromisoformat(name[6:16])
    commitments = plain((point.text for point in dossier().commitments), day)
    entries = plain((item.follow_up.text for item in situation(day).items), day)
    shown = [re.sub(r"^\d+[a-z]?\. ", "", text) for text in said(name)]
    assert [text for text in (*commitments, *entries) if shown.count(text) != 1] == []


@pytest.mark.parametrize("name", LETTERS)
def test_every_paragraph_of_the_letter_stands_in_it_in_order(name: str) -> None:
    body = plain([letter()], date(2023, 3, 20))
    shown = said(name)
    first = shown.index(body[0])
    assert shown[first : first + len(body)] == body


@pytest.mark.parametrize(("template", "name"), [("annex", "annex-2023-03-17-since-2023-03-06"), ("letter", LETTERS[0])])
def test_every_word_that_the_template_says_itself_is_kept(template: str, name: str) -> None:
    source = texts((ROOT / "templates" / f"{template}.docx").read_bytes())
    words = {word.strip() for text in source for word in BRACES.split(text) if word.strip(" .,:()[]")}
    shown = "\n".join(texts(document(name)))
    assert {word for word in words if word not in shown} == NOT_IN_THE_SAMPLE.get(template, set())
