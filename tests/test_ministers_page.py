"""The page on the results of a meeting: the published facts in our own words, for Word and for the web."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from briefgen.asof import situation_as_of
from briefgen.localise.po import read_catalogue
from briefgen.model.dossier import Dossier
from briefgen.model.kinds import ParagraphEntry
from briefgen.model.manuscript import Manuscript, Role
from briefgen.sources import read_dossier
from briefgen.text import calls, faults
from briefgen.word.reader import read_manuscript
from tests.page_reader import WebPage, barriers
from tests.sample_documents import document, workspace
from tests.sample_dossier import ROOT
from tests.test_sample_wording import LONGEST_RUN, SEEDS, copied, prose, without_names, words

FOLDER = ROOT / "data" / "march-2021-ministers"
DAY = date(2021, 3, 15)
MEMBERS = ("en", "fr")
WORD = {"en": "main-results-2021-03-15", "fr": "translated-main-results-2021-03-15-fr"}
ORIGINAL = [*SEEDS.glob("003_*.txt")]
# titles that cannot be said in other words
NAMES = (
    "informal video conference of foreign affairs and home affairs ministers",
    "High Representative for Foreign Affairs and Security Policy",
)


@cache
def dossier() -> Dossier:
    return read_dossier(FOLDER)[0]


def standing(known_on: date | None = None) -> tuple[ParagraphEntry, ...]:
    return situation_as_of(dossier(), DAY, known_on).paragraphs("main-results")


def of_kind(kind: str) -> list[ParagraphEntry]:
    return [row for row in standing() if row.kind == kind]


@cache
def in_word(language: str = "en") -> Manuscript:
    return read_manuscript(document(WORD[language]), "main-results.docx")


@cache
def web_page(language: str = "en") -> WebPage:
    target = workspace().root / f"page.{language}.html"
    order = ("make", "main-results", "--dossier", FOLDER.name, "--as-of", str(DAY), "-l", language)
    run = workspace().run(*order, "--format", "html", "-o", target)
    assert (run.code, run.err) == (0, "")
    return WebPage(target.read_text(encoding="utf-8"))


# the record


def test_the_record_is_read_without_a_finding() -> None:
    assert read_dossier(FOLDER)[1] == ()


def test_a_sentence_is_quoted_by_itself_and_less_within_its_sentence() -> None:
    assert [row.name for row in of_kind("quotation")] == ["Eduardo Cabrita"]
    assert [row.paragraph for row in standing() if "‘" in row.text] == ["aim"]


def test_four_links_lead_to_public_pages() -> None:
    assert all(row.function for row in of_kind("quotation"))
    hosts = [re.match(r"https://([\w.]+)/", row.href) for row in of_kind("link")]
    assert {host[1] for host in hosts if host} == {"ec.europa.eu", "www.consilium.europa.eu"}
    assert len(hosts) == 4 and all(hosts)


def test_a_quotation_is_short_and_whole() -> None:
    for row in of_kind("quotation"):
        assert len(words(row.text)) <= LONGEST_RUN
        assert row.text[0].isupper() and row.text[-1] in ".!?" and "…" not in row.text


@pytest.mark.parametrize(("minister", "rows"), [("Mr Cabrita", ["urgency", "partnerships"]), ("Mr Borrell", ["aim"])])
def test_what_else_a_minister_said_is_told_beside_the_quotation(minister: str, rows: list[str]) -> None:
    first, *_ = told = [row for row in standing() if row.paragraph in rows]
    assert first.text.startswith(f"{minister} said that ")
    assert sum(len(words(row.text)) for row in told) > 40


@pytest.mark.parametrize("row", of_kind("quotation"), ids=lambda row: row.paragraph)
def test_what_is_quoted_was_said_word_for_word(row: ParagraphEntry) -> None:
    if not ORIGINAL:
        pytest.skip("the published page is not at hand")
    published = " ".join(words(ORIGINAL[0].read_text(encoding="utf-8")))
    assert " ".join(words(row.text)) in published


def test_what_was_recorded_a_day_later_is_not_known_on_the_day() -> None:
    later = {row.paragraph for row in standing()} - {row.paragraph for row in standing(DAY)}
    assert later == {"north-africa"}


# its wording


def all_texts() -> list[str]:
    return [row.text for row in dossier().paragraphs]


def test_every_text_parses() -> None:
    assert [fault for text in all_texts() for fault in faults(text)] == []


@pytest.mark.parametrize("typed", [r"\d", r"EUR|€", r"\bMarch\b"])
def test_no_date_and_no_amount_is_typed(typed: str) -> None:
    assert [text for text in all_texts() if re.search(typed, prose(text))] == []


SLIPS = ("'", '"', " - ", "videoconference", "member states", "Ministers of Foreign", r"organiz", "manner", "  ")


@pytest.mark.parametrize("slip", SLIPS)
def test_spelling_and_terms_are_uniform(slip: str) -> None:
    assert [text for text in all_texts() if re.search(slip, prose(text))] == []


@pytest.mark.parametrize("seed", [*SEEDS.glob("*.txt")] or [None])
def test_no_sentence_is_taken_from_a_published_text(seed: Path | None) -> None:
    if seed is None:
        pytest.skip("the published texts are not at hand")
    own = [*all_texts(), *(row.source for row in dossier().paragraphs), *(row.function for row in dossier().paragraphs)]
    own += [(FOLDER / name).read_text(encoding="utf-8") for name in ("README.md", "dossier.yaml")]
    own.append("\n".join(each.text for each in in_word().passages))
    published = without_names(seed.read_text(encoding="utf-8"), NAMES)
    assert [run for text in own for run in copied(without_names(text, NAMES), published)] == []


# the documents


def test_in_word_each_kind_has_its_role() -> None:
    roles = [each.role for each in in_word().passages if each.role not in (Role.HEADER, Role.FOOTER)]
    assert roles.count(Role.QUOTATION) == roles.count(Role.ATTRIBUTION) == len(of_kind("quotation"))
    assert roles.count(Role.BULLET) == len(of_kind("bullet")) + len(of_kind("link"))
    assert roles.count(Role.PARAGRAPH) == len(of_kind("paragraph"))


@pytest.mark.parametrize("language", MEMBERS)
def test_nothing_keeps_a_reader_out_of_the_page(language: str) -> None:
    page = web_page(language)
    assert barriers(page) == []
    assert page.named("html")[0].attributes["lang"].startswith(language)


def test_the_page_has_its_headings_in_order() -> None:
    sections = list(dict.fromkeys(row.heading for row in standing() if row.heading))
    event = "Informal video conference of foreign affairs and home affairs ministers, 15\u00a0March\u00a02021"
    expected = [(1, event), (2, "Main results"), *((3, each) for each in sections), (2, "Further information")]
    assert web_page().headings == expected
    assert web_page().named("title")[0].text == event


def test_each_quotation_has_the_name_and_function_below_it() -> None:
    said = [" ".join(each.text.split()) for each in web_page().named("blockquote", "figcaption")]
    expected = [(row.text, f"{row.name}, {row.function}") for row in of_kind("quotation")]
    assert said == [each for pair in expected for each in pair]


@pytest.mark.parametrize("language", MEMBERS)
def test_the_links_are_a_list_and_lead_where_the_record_says(language: str) -> None:
    links = web_page(language).named("a")
    assert [each.attributes["href"] for each in links] == [row.href for row in of_kind("link")]
    assert all(each.around[-2:] == ("ul", "li") for each in links)


def test_key_phrases_are_bold_on_the_page_as_in_the_record() -> None:
    bold = {phrase for row in standing() for phrase in re.findall(r"\*\*(.+?)\*\*", row.text)}
    assert len(bold) >= 8
    assert bold <= {each.text for each in web_page().named("strong")}


def test_the_same_texts_stand_in_word_and_on_the_page() -> None:
    shown = " ".join(web_page().named("main")[0].text.split())
    texts = [" ".join(each.text.split()) for each in in_word().body]
    assert len(texts) > len(standing())
    assert [text for text in texts if text not in shown] == []


@pytest.mark.parametrize(
    ("old", "new", "barrier"),
    [
        ("<h1>", "<h1>Twice</h1><h1>", "not one heading of level 1"),
        ("<h3>Partner", "<h4></h4><h3>Partner", "a level left out before “”"),
        (' lang="', ' data-lang="', "no language"),
        ("<main>", "<main><script></script>", "script"),
        ("<main>", '<main><img src="https://example.eu/a.png" alt="A flag">', "src"),
        ('href="https://www', 'href="www', "leads nowhere: "),
        ("</figcaption>", "</figcaption><blockquote>Who?</blockquote>", "a quotation without a name"),
        (":root {", "@import 'a.css'; :root {", "@import"),
    ],
)
def test_a_barrier_would_be_found(old: str, new: str, barrier: str) -> None:
    source = web_page().source
    assert old in source
    assert any(found.startswith(barrier) for found in barriers(WebPage(source.replace(old, new))))


def test_the_french_catalogue_is_complete() -> None:
    catalogue, findings = read_catalogue((FOLDER / "locale" / "fr.po").read_bytes(), "fr.po")
    assert findings == ()
    assert [each.source for each in catalogue.entries if not each.text or each.fuzzy] == []
    sources = {each.source for each in catalogue.entries}
    assert {each for row in dossier().paragraphs for each in (row.text, row.heading, row.function) if each} <= sources


def test_the_day_of_the_meeting_is_a_value() -> None:
    assert {call.args[0] for text in all_texts() for call in calls(text)} == {str(DAY)}
