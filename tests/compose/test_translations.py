"""Texts in another language: what is looked up, what stands in, and what is held against the source."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.asof import situation_as_of
from briefgen.compose import Composed, Request, compose, words_for
from briefgen.compose.keys import DossierText
from briefgen.compose.translations import Translating, differences, needs_translation
from briefgen.findings import Grade, Place
from briefgen.localise import languages, localiser
from briefgen.model.catalogue import Catalogue, Reach, Translation
from briefgen.model.dossier import DocumentSpec, Dossier, Letter, Signatory
from briefgen.model.richtext import RichText
from tests.builders import a_commitment, a_dossier, a_follow_up

LETTER = DocumentSpec("letter", "letter", "letter.docx")
ANNEX = DocumentSpec("annex", "annex", "annex.docx")
NOTED = "One[^a].\n\nTwo[^b].\n\n[^a]: First note.\n\n[^b]: Second note.\n\n    It goes on.\n"
NOTED_FRENCH = {
    "One[^a].": "Un[^a].",
    "Two[^b].": "Deux[^b].",
    "[^a]: First note.": "[^a]: Première note.",
    "[^b]: Second note.\n\n    It goes on.": "[^b]: Deuxième note.\n\n    Suite.",
}


def a_translation(source: str, text: str, context: str = "letter/1", **more: Any) -> Translation:
    return Translation(context, source, text, **{"fuzzy": False, "place": Place("locale/fr.po", line=7), **more})


def in_french(dossier: Dossier, document: DocumentSpec, *entries: Translation, **options: Any) -> Composed:
    situation = situation_as_of(dossier, date(2023, 3, 17))
    source, target = localiser("en", situation.as_of), localiser("fr", situation.as_of)
    grade, marked = options.pop("grade", Grade.ERROR), options.pop("marked", False)
    catalogue = Catalogue("locale/fr.po", entries)
    translating = Translating("fr", catalogue, words_for(situation, source), source.language_tag, "en", grade, marked)
    return compose(situation, document, Request(target, translating=translating, **options))


def a_letter(body: str, *entries: Translation, **options: Any) -> Composed:
    dossier = a_dossier(a_commitment(), title="", letters=(Letter("", body, ""),))
    reads = frozenset({"letter"})
    return in_french(dossier, LETTER, *entries, reads=reads, **options)


def spans(text: RichText) -> list[list[tuple[str, str]]]:
    """The texts and languages of a rich text, notes in brackets."""
    return [[(f"({span.note})" if span.note else span.text, span.language) for span in b.spans] for b in text.blocks]


class TestTheLetter:
    def test_paragraphs_are_looked_up_one_by_one_and_notes_find_their_marks(self) -> None:
        entries = (a_translation(source, text) for source, text in NOTED_FRENCH.items())
        letter = a_letter(NOTED, *entries)
        assert letter.findings == ()
        assert spans(letter.data["letter"]["body"]) == [
            [("Un", ""), ("(Première note.)", ""), (".", "")],
            [("Deux", ""), ("(Deuxième note.\nSuite.)", ""), (".", "")],
        ]

    def test_a_paragraph_that_stays_takes_its_notes_and_language_with_it(self) -> None:
        entries = (a_translation(source, text) for source, text in list(NOTED_FRENCH.items())[1:])
        letter = a_letter(NOTED, *entries, grade=Grade.WARNING)
        assert [(each.rule, each.grade, each.place.line) for each in letter.findings] == [
            ("TRANS-001", Grade.WARNING, 1)
        ]
        assert spans(letter.data["letter"]["body"]) == [
            [("One", "en-IE"), ("(First note.)", "en-IE"), (".", "en-IE")],
            [("Deux", ""), ("(Deuxième note.\nSuite.)", ""), (".", "")],
        ]

    def test_values_of_a_text_that_stays_are_said_in_its_own_language(self) -> None:
        letter = a_letter('Done {{ when("2023-03-14") }}.', grade=Grade.WARNING)
        assert str(letter.data["letter"]["body"]) == "Done on 14\u00a0March."

    def test_values_of_a_translation_are_said_in_the_documents_language(self) -> None:
        source = 'Done {{ when("2023-03-14") }}.'
        letter = a_letter(source, a_translation(source, 'Fait {{ when("2023-03-14") }}.'))
        assert str(letter.data["letter"]["body"]) == "Fait le 14\u00a0mars."

    def test_a_text_of_values_alone_needs_no_translation(self) -> None:
        assert a_letter('{{ date("2023-03-14") }} – 5 %').findings == ()

    def test_a_translation_that_cannot_be_said_is_a_finding_in_the_catalogue(self) -> None:
        letter = a_dossier(a_commitment(), title="", letters=(Letter("Dear all,", "x", ""),))
        broken = a_translation("Dear all,", "Chers [^note]", "letter/salutation")
        found = [each for each in in_french(letter, LETTER, broken).findings if each.rule == "TEXT-001"]
        assert [(each.place.file, each.place.line) for each in found] == [("locale/fr.po", 7)]

    def test_the_place_and_the_signatory_are_translated(self) -> None:
        dossier = a_dossier(dateline_place="Brussels", signatory=Signatory("A. B.", "The President", "Commission"))
        entries = (
            a_translation("Brussels", "Bruxelles", "dossier/place"),
            a_translation("The President", "La présidente", "signatory/function"),
        )
        data = in_french(dossier, LETTER, *entries).data["letter"]
        assert data["dateline"] == "Bruxelles, le 17\u00a0mars 2023"
        assert data["signatory"]["function"] == "La présidente"
        assert spans(data["signatory"]["institution"]) == [[("Commission", "en-IE")]]


class TestTheAnnex:
    def test_only_what_stands_on_the_day_is_asked_for(self) -> None:
        dossier = a_dossier(
            a_commitment(),
            a_follow_up(as_of="2023-03-01", text="Old."),
            a_follow_up(as_of="2023-03-10", text="New."),
            a_follow_up(as_of="2023-03-20", text="Future."),
        )
        asked = {source for _, source in in_french(dossier, ANNEX).reaches}
        assert {"Old.", "New.", "Future."} & asked == {"New."}

    def test_what_the_template_does_not_read_is_not_asked_for(self) -> None:
        dossier = a_dossier(event="A summit", commitment_heading="Agreed")
        asked = in_french(dossier, ANNEX, reads=frozenset({"dossier", "dossier.event"})).reaches
        assert [source for _, source in asked] == ["Follow-up to the spring summit", "A summit"]

    def test_short_texts_that_stay_say_their_language_too(self) -> None:
        data = in_french(a_dossier(a_follow_up(group="Outreach"), commitment_heading="Agreed"), ANNEX).data
        for text in (data["dossier"]["commitment_heading"], data["points"][0]["items"][0]["group"]):
            assert spans(text)[0][0][1] == "en-IE"

    def test_a_mark_stands_before_what_is_not_translated_in_a_draft(self) -> None:
        dossier = a_dossier(a_commitment(text="**Old** text"), a_follow_up())
        point = in_french(dossier, ANNEX, marked=True).data["points"][0]
        assert spans(point["text"])[0][:2] == [("[en] ", ""), ("Old", "en-IE")]

    def test_fuzzy_and_missing_texts_are_told_apart(self) -> None:
        dossier = a_dossier(a_commitment(text="Old"), a_follow_up(text="New"))
        reaches = in_french(dossier, ANNEX, a_translation("Old", "Vieux", "commitments/dublin", fuzzy=True)).reaches
        assert reaches[("commitments/dublin", "Old")] is Reach.FUZZY
        assert reaches[("followup/roadmap/2023-03-01", "New")] is Reach.MISSING

    def test_in_the_source_language_nothing_is_asked_for(self) -> None:
        situation = situation_as_of(a_dossier(), date(2023, 3, 17))
        made = compose(situation, ANNEX, Request(localiser("en", situation.as_of)))
        assert (made.reaches, made.findings) == ({}, ())

    @pytest.mark.parametrize("language", languages())
    def test_behind_the_title_the_headline_begins_small_but_for_german_nouns(self, language: str) -> None:
        situation = situation_as_of(a_dossier(), date(2023, 3, 17))
        data = compose(situation, ANNEX, Request(localiser(language, situation.as_of))).data
        first = data["headline_in_brackets"][0]
        assert first.isupper() if language == "de" else first.islower()
        plain = [data[name].replace("\u00a0", " ").casefold() for name in ("headline", "headline_in_brackets")]
        assert plain[0] == plain[1]


class TestDifferences:
    @pytest.mark.parametrize(
        ("source", "text"),
        [
            ('{{ date("2023-03-01") }} a {{ money(5) }}', 'a {{ money(5) }} {{ date("2023-03-01") }}'),
            ('{{ date("2023-03-01") }}', "{{ '2023-03-01' | date }}"),
            ('{{ when("2023-03-01") }}', 'dne {{ date("2023-03-01") }}'),
            ("[a](https://x.eu) b[^n]", "b[^n] [c](https://x.eu)"),
            ("**bold**", "plain"),
        ],
    )
    def test_order_spelling_and_looks_are_free(self, source: str, text: str) -> None:
        assert list(differences(source, text)) == []

    @pytest.mark.parametrize(
        ("source", "text", "words"),
        [
            ("{{ money(5) }}", "cinq", "{{ money(5) }}"),
            ("{{ money(5) }}", "{{ money(6) }} {{ money(5) }}", "{{ money(6) }}"),
            ("{{ money(1) }}", "{{ money(1.0) }}", "{{ money(1) }}"),
            ('{{ date("2023-03-01", year=true) }}', '{{ date("2023-03-01") }}', '{{ date("2023-03-01", year=true) }}'),
            ("[a](https://x.eu)", "[a](https://y.eu)", "https://x.eu"),
            ("a[^n]", "a", "[^n]"),
        ],
    )
    def test_what_is_lost_changed_or_doubled_is_found(self, source: str, text: str, words: str) -> None:
        assert words in [found for found, _, _ in differences(source, text)]


VALUE = st.sampled_from(['{{ date("2023-03-01") }}', "{{ money(5) }}", "{{ number(5) }}", "[a](https://x.eu)", "[^n]"])


@given(st.lists(VALUE, max_size=5), st.lists(VALUE, max_size=5))
def test_texts_differ_where_their_values_do(some: list[str], others: list[str]) -> None:
    alike = sorted(some) == sorted(others)
    assert (list(differences(" a ".join(some), " b ".join(others))) == []) is alike


@given(st.lists(st.sampled_from(["a", "b c", " d", "- e", "", " ", "\t"]), max_size=12))
def test_blocks_hold_every_line_of_a_text_at_its_number(lines: list[str]) -> None:
    text = "\n".join(lines)
    found = DossierText("letter", text, Place("letter.md")).blocks()
    typed = text.split("\n")
    assert [line for line in typed if line.strip()] == [
        line for block in found for line in block.source.split("\n") if line.strip()
    ]
    assert all(block.source.split("\n")[0] == typed[(block.place.line or 0) - 1] for block in found)


def test_what_needs_no_translation_has_no_letter_outside_values() -> None:
    assert [needs_translation(text) for text in ("", "12 %", '{{ date("2023") }}.', "a", "é")] == [
        False,
        False,
        False,
        True,
        True,
    ]
