"""Catalogues as PO files: what is read of them, what is refused, and how they are brought up to date."""

from __future__ import annotations

import shutil
import subprocess
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.errors import FindingsError
from briefgen.localise.po import PoEntry, SourceText, read_catalogue, read_po_file
from briefgen.localise.po_writing import change_translations, merge_catalogue
from tests.translations import HEADER, a_catalogue, an_entry

LINES = [
    'msgid ""',
    'msgstr ""',
    'msgctxt "a"',
    'msgid "b"',
    'msgstr "c"',
    '"more"',
    "",
    "# remark",
    "#: a.csv:1",
    "#: \u2068a",
    "#, fuzzy",
    '#| msgid "d"',
    '#~ msgid "e"',
    '#~ msgstr "f"',
    '#~ "g"',
    'msgid_plural "h"',
    'msgstr[0] "i"',
    'msgstr[1] "j"',
    "msgstr[0] x",
    "\u2068",
]
FRONTEX = SourceText("followup/frontex/2023-03-06", "Frontex is **reviewing**.", ("Item frontex",), "followup.csv", 12)
DUBLIN = SourceText("commitments/dublin", "Carry out the roadmap.", ("Commitment 10",), "commitments.csv", 3)


def update(former: bytes | None, *texts: SourceText) -> bytes:
    return merge_catalogue(former, texts, "fr", "locale/fr.po", "spring-summit")


def entries(data: bytes) -> tuple[PoEntry, ...]:
    read, findings = read_po_file(data, "fr.po")
    assert findings == ()
    return read.entries


class TestReading:
    def test_an_entry_is_found_by_context_and_source_with_its_line(self) -> None:
        catalogue, findings = read_catalogue(a_catalogue(an_entry("commitments/dublin", "More", "Plus")), "fr.po")
        found = catalogue.find("commitments/dublin", "More")
        assert findings == ()
        assert found
        assert (found.text, found.fuzzy, found.place.line) == ("Plus", False, 5)

    def test_a_text_that_has_moved_within_its_family_is_found(self) -> None:
        catalogue, _ = read_catalogue(a_catalogue(an_entry("letter/3", "We met.", "Nous…")), "fr.po")
        assert (catalogue.find("letter/4", "We met.") or pytest.fail()).text == "Nous…"
        assert catalogue.find("commitments/dublin", "We met.") is None

    def test_an_entry_of_its_own_goes_before_one_of_the_family(self) -> None:
        data = a_catalogue(an_entry("letter/1", "Same", "un"), an_entry("letter/2", "Same", "deux"))
        catalogue, _ = read_catalogue(data, "fr.po")
        assert [(catalogue.find(f"letter/{each}", "Same") or pytest.fail()).text for each in (1, 2)] == ["un", "deux"]

    def test_one_of_the_family_serves_where_its_own_is_empty(self) -> None:
        data = a_catalogue(an_entry("letter/1", "Same", ""), an_entry("letter/2", "Same", "deux"))
        catalogue, _ = read_catalogue(data, "fr.po")
        assert (catalogue.find("letter/1", "Same") or pytest.fail()).text == "deux"

    def test_a_sound_translation_of_the_family_goes_before_a_fuzzy_one(self) -> None:
        fuzzy = an_entry("letter/2", "Same", "deux", "#, fuzzy")
        for both in ((an_entry("letter/1", "Same", "un"), fuzzy), (fuzzy, an_entry("letter/1", "Same", "un"))):
            catalogue, _ = read_catalogue(a_catalogue(*both), "fr.po")
            assert (catalogue.find("letter/9", "Same") or pytest.fail()).text == "un"

    def test_an_empty_entry_is_not_fuzzy_whatever_its_mark(self) -> None:
        assert not entries(a_catalogue(an_entry("a", "b", "", "#, fuzzy")))[0].fuzzy

    def test_texts_over_several_lines_and_with_quotation_marks_are_read_whole(self) -> None:
        data = HEADER + '\nmsgctxt "a"\nmsgid ""\n"One \\"two\\"\\n"\n"three"\nmsgstr "x"\n'
        assert entries(data.encode())[0].source == 'One "two"\nthree'

    def test_windows_line_ends_and_a_byte_order_mark_do_no_harm(self) -> None:
        data = b"\xef\xbb\xbf" + a_catalogue(an_entry("a", "b", "c")).replace(b"\n", b"\r\n")
        assert [each.text for each in entries(data)] == ["c"]


class TestBrokenFiles:
    @pytest.mark.parametrize(
        ("lines", "line", "message"),
        [
            ('msgid "a"\nmsgstr "b', 5, "cannot be read"),
            ('msgid "a"\nmsgstr "b" c', 5, "cannot be read"),
            ('msgid "a"\nnonsense', 5, "cannot be read"),
            ('msgid "a"\nmsgstr "b "quoted" c"', 5, "cannot be read"),
            ('msgid "a"', 4, "has no msgstr"),
            ('msgid "a"\nmsgctxt "b"\nmsgstr "c"', 5, "msgctxt cannot stand here"),
            ('msgid "a"\nmsgstr "b"\nmsgstr "c"', 6, "msgstr cannot stand here"),
            ('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"', 7, "stands here again"),
        ],
    )
    def test_each_fault_is_reported_with_its_line(self, lines: str, line: int, message: str) -> None:
        catalogue, findings = read_catalogue(f"{HEADER}\n{lines}\n".encode(), "locale/fr.po")
        assert (findings[0].rule, findings[0].place.file) == ("TRANS-004", "locale/fr.po")
        assert message in findings[0].message
        assert findings[0].place.line in (line, line + 1)
        assert catalogue.entries == ()

    def test_the_name_of_a_file_in_open_isolates_is_reported(self) -> None:
        _, (finding,) = read_catalogue(a_catalogue() + '\n#: \u2068a b.csv:1\nmsgid "a"\nmsgstr ""\n'.encode(), "fr.po")
        assert (finding.rule, finding.place.line) == ("TRANS-004", 4)

    def test_more_entries_than_are_read_are_refused_with_their_number(self) -> None:
        data = a_catalogue() + b'\nmsgid "a"\nmsgstr "b"\n' * 20_000
        _, (finding,) = read_catalogue(data, "fr.po")
        assert "has 20001 entries; at most 20000 are read" in finding.message

    @given(st.lists(st.sampled_from(LINES), max_size=9))
    def test_no_order_of_lines_is_more_than_a_finding(self, lines: list[str]) -> None:
        read, findings = read_catalogue("\n".join(lines).encode(), "fr.po")
        assert not (read.entries and findings)

    def test_all_faults_are_reported_in_one_run(self) -> None:
        data = f'{HEADER}\nmsgid "a\nmsgstr "b"\n\nmsgid "c"\nmsgstr d\n'.encode()
        _, findings = read_catalogue(data, "fr.po")
        assert [each.place.line for each in findings] == [4, 8]

    def test_another_encoding_is_refused_with_the_line_of_its_first_sign(self) -> None:
        _, (finding,) = read_catalogue(a_catalogue(an_entry("a", "b", "é")).decode().encode("latin-1"), "fr.po")
        assert (finding.place.line, finding.remedy[:13]) == (6, "Save it as UT")

    def test_a_file_that_names_another_encoding_is_refused(self) -> None:
        data = a_catalogue().replace(b"UTF-8", b"ISO-8859-2")
        _, (finding,) = read_catalogue(data, "fr.po")
        assert "ISO-8859-2" in finding.message

    def test_a_broken_file_is_never_written_over(self) -> None:
        with pytest.raises(FindingsError):
            update(b'msgid "a"\nmsgstr "half', DUBLIN)


class TestBringingUpToDate:
    def test_a_new_catalogue_has_an_entry_for_each_text_with_its_comments_and_place(self) -> None:
        text = update(None, DUBLIN, FRONTEX).decode()
        assert '#. Item frontex\n#: followup.csv:12\nmsgctxt "followup/frontex/2023-03-06"\n' in text
        assert text.index("dublin") < text.index("frontex")
        assert "Language: fr" in text

    def test_the_header_holds_no_clock_and_the_same_texts_give_the_same_bytes(self) -> None:
        first = update(None, DUBLIN, FRONTEX)
        assert b"Date" not in first
        assert first == update(None, DUBLIN, FRONTEX) == update(first, DUBLIN, FRONTEX)

    def test_what_was_translated_stays_with_the_translators_remarks_and_header(self) -> None:
        former = a_catalogue(an_entry(DUBLIN.context, DUBLIN.source, "Exécuter.", "# Ask the Council."))
        former = former.replace(b"UTF-8\\n", b"UTF-8\\nLast-Translator: A. Dupont\\n")
        text = update(former, FRONTEX, DUBLIN).decode()
        assert "# Ask the Council.\n" in text
        assert "Last-Translator: A. Dupont" in text
        assert [each.text for each in entries(text.encode())] == ["", "Exécuter."]

    def test_a_changed_text_keeps_its_translation_as_fuzzy_with_the_former_wording(self) -> None:
        former = a_catalogue(an_entry(DUBLIN.context, "Carry out a roadmap.", "Exécuter."))
        text = update(former, DUBLIN)
        (entry,) = entries(text)
        assert (entry.text, entry.fuzzy, entry.previous) == ("Exécuter.", True, "Carry out a roadmap.")
        assert b'#, fuzzy\n#| msgid "Carry out a roadmap."\n' in text

    def test_a_text_changed_twice_keeps_the_wording_that_the_translation_was_made_for(self) -> None:
        once = update(a_catalogue(an_entry(DUBLIN.context, "First wording.", "Premier.")), DUBLIN)
        twice = update(once, SourceText(DUBLIN.context, "Third wording."))
        assert [(each.fuzzy, each.previous) for each in entries(twice)] == [(True, "First wording.")]
        assert update(twice, SourceText(DUBLIN.context, "Third wording.")) == twice

    def test_a_long_former_wording_is_kept_over_several_lines(self) -> None:
        long = "A wording that goes on and on. " * 12
        text = update(a_catalogue(an_entry(DUBLIN.context, long, "Longue.")), DUBLIN)
        assert entries(text)[0].previous == long

    def test_a_changed_text_without_a_translation_is_just_new(self) -> None:
        (entry,) = entries(update(a_catalogue(an_entry(DUBLIN.context, "Old.")), DUBLIN))
        assert (entry.text, entry.fuzzy, entry.previous) == ("", False, "")

    def test_paragraphs_that_have_moved_keep_their_translations(self) -> None:
        former = a_catalogue(an_entry("letter/1", "One.", "Un."), an_entry("letter/2", "Two.", "Deux."))
        texts = (SourceText("letter/1", "New."), SourceText("letter/2", "One."), SourceText("letter/3", "Two."))
        found = entries(update(former, *texts))
        assert [(each.text, each.fuzzy) for each in found] == [("", False), ("Un.", False), ("Deux.", False)]

    @pytest.mark.parametrize("word", ["a" * 40_000, "a-" * 20_000, "…" * 40_000, f"{'a' * 190} " * 400])
    def test_a_text_of_very_long_words_is_written_at_once_and_read_again(self, word: str) -> None:
        begun = time.process_time()
        former = update(None, SourceText("a/b", "Old."), SourceText("a/c", word))
        (_, entry) = entries(
            update(former.replace(b'msgstr ""', b'msgstr "x"'), SourceText("a/b", "Old."), SourceText("a/c", word))
        )
        assert (entry.source, entry.text) == (word, "x")
        assert time.process_time() - begun < 5

    @pytest.mark.parametrize("wording", ["Same.", "Text {0}."])
    @pytest.mark.parametrize("place", ["followup/{0}", "letter/{0}", "part"])
    def test_thousands_of_texts_that_have_moved_find_theirs_at_once(self, wording: str, place: str) -> None:
        former = a_catalogue(*(an_entry(f"annex/{n}", wording.format(n), f"Texte {n}") for n in range(2000)))
        begun = time.process_time()
        found = entries(update(former, *(SourceText(place.format(n), wording.format(n)) for n in range(2000))))
        assert [each.text for each in found] == [f"Texte {n}" for n in range(len(found))]
        assert time.process_time() - begun < 10

    def test_a_text_that_is_gone_stays_as_obsolete_and_comes_back(self) -> None:
        gone = update(a_catalogue(an_entry(DUBLIN.context, DUBLIN.source, "Exécuter.")), FRONTEX)
        assert b'#~ msgctxt "commitments/dublin"\n#~ msgid "Carry out the roadmap."\n' in gone
        assert update(gone, FRONTEX) == gone
        assert [each.text for each in entries(update(gone, DUBLIN))] == ["Exécuter."]

    def test_a_text_that_is_gone_untranslated_leaves_nothing(self) -> None:
        assert b"#~" not in update(a_catalogue(an_entry(DUBLIN.context, DUBLIN.source)), FRONTEX)

    def test_in_a_context_of_many_texts_only_a_like_one_is_taken_for_the_former(self) -> None:
        former = a_catalogue(an_entry("part", "EU Action Plan", "Plan d’action de l’UE"))
        assert [each.text for each in entries(update(former, SourceText("part", "Other matters")))] == [""]
        like = entries(update(former, SourceText("part", "EU Action Plans")))
        assert [(each.text, each.fuzzy) for each in like] == [("Plan d’action de l’UE", True)]

    def test_texts_of_one_context_and_wording_are_one_entry_with_all_their_places(self) -> None:
        texts = (SourceText("group", "Outreach", (), "followup.csv", each) for each in (4, 9))
        assert b"#: followup.csv:4\n#: followup.csv:9\n" in update(None, *texts)

    def test_a_percent_sign_does_not_make_a_text_a_format(self) -> None:
        assert b"python-format" not in update(None, SourceText("a/b", "12 % of {{ x }} and 5 %s"))

    @pytest.mark.skipif(not shutil.which("msgfmt"), reason="GNU gettext is not installed")
    def test_gettext_reads_what_is_written(self, tmp_path: Path) -> None:
        changed = a_catalogue(an_entry(DUBLIN.context, "Old.\nTwo lines", "É."), an_entry("x/y", "Gone", "Parti"))
        (tmp_path / "fr.po").write_bytes(update(changed, DUBLIN, FRONTEX))
        command = ["msgfmt", "-o", str(tmp_path / "fr.mo"), str(tmp_path / "fr.po")]
        assert subprocess.run(command, capture_output=True, check=False).returncode == 0


words = st.text(st.sampled_from('ab \\"\n\t%{}é’#~|_\u00a0\u2028\x85\x0b'), max_size=40)
texts = st.lists(st.tuples(st.sampled_from(["a/1", "a/2", "part"]), words.filter(bool)), max_size=6)


@given(texts, st.dictionaries(words.filter(bool), words, max_size=4))
def test_whatever_the_texts_are_they_are_read_as_they_were_written(
    wanted: list[tuple[str, str]], translations: dict[str, str]
) -> None:
    former = a_catalogue(*(an_entry("a/1", source, text) for source, text in translations.items()))
    kept = entries(update(former.replace(b"\t", b"\\t"), *(SourceText(*each) for each in wanted)))
    assert [(each.context, each.source) for each in kept] == list(dict.fromkeys(wanted))


@given(texts, st.dictionaries(words.filter(bool), words.filter(bool), min_size=1, max_size=4))
def test_no_translation_is_ever_lost(wanted: list[tuple[str, str]], translations: dict[str, str]) -> None:
    former = a_catalogue(*(an_entry("a/1", source, text) for source, text in translations.items()))
    read, _ = read_po_file(update(former.replace(b"\t", b"\\t"), *(SourceText(*each) for each in wanted)), "fr.po")
    kept = {each.text for each in (*read.entries, *read.obsolete)}
    assert set(translations.values()) <= kept


def test_a_changed_translation_keeps_the_former_above_it_and_all_else() -> None:
    former = a_catalogue(an_entry("a", "One", "Un"), an_entry("b", "Two", "Deux"))
    changed = change_translations(
        former, {("b", "Two", "Deux"): "Les deux", ("c", "Three", ""): "Trois"}, "fr.po", "Until May"
    )
    text = former.decode()
    assert changed.decode() == text.replace('msgctxt "b"', '# Until May: Deux\nmsgctxt "b"').replace(
        'Deux"', 'Les deux"'
    )
