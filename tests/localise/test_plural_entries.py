"""Entries with plural forms in catalogues: read, refused in words, kept and written."""

from __future__ import annotations

import re
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest

from briefgen.localise import languages
from briefgen.localise.plural_forms import form_for, numbers_of, rule_of, rule_of_language
from briefgen.localise.po import PoEntry, SourceText, read_catalogue, read_po_file
from briefgen.localise.po_writing import change_translations, merge_catalogue
from tests.translations import HEADER, a_plural_entry

OFFERS = SourceText("commitments/call", '{{ figure("offers") }} states helped.')
FORMS = ('{{ figure("offers") }} państwo', '{{ figure("offers") }} państwa', '{{ figure("offers") }} państw')


def polish(*entries: str, header: str = HEADER) -> bytes:
    return "\n".join([header, *entries]).encode()


def an_entry_of_offers(*forms: str, before: str = "") -> str:
    return before + a_plural_entry(OFFERS.context, OFFERS.source, *(forms or FORMS))


def entries(data: bytes) -> tuple[PoEntry, ...]:
    read, findings = read_po_file(data, "locale/pl.po")
    assert findings == ()
    return read.entries


PLURAL = 'msgid "a"\nmsgid_plural "b"\n'
THREE = r"there are 3: msgstr\[0\] for 1; msgstr\[1\] for 2, 3, 4, 22; msgstr\[2\] for 0, 5"


class TestRules:
    @pytest.mark.parametrize(
        ("language", "number", "form"),
        [
            ("pl", 1, 0),
            ("pl", 22, 1),
            ("pl", 12, 2),
            ("sl", 2, 1),
            ("ga", 7, 3),
            ("hu", 5, 1),
            ("uk", 21, 0),
            ("pl", -2, 1),
        ],
    )
    def test_a_number_has_its_form(self, language: str, number: int, form: int) -> None:
        assert form_for(Decimal(number), rule_of_language(language)) == form

    def test_every_language_has_a_rule_and_a_number_for_each_form(self) -> None:
        assert [each for each in languages() if rule_of_language(each).count < 2] == []
        assert numbers_of(1, rule_of_language("pl")) == "2, 3, 4, 22"
        assert numbers_of(1, rule_of_language("fr")) == "1000000"

    def test_what_the_header_says_goes_before_the_rule_of_the_language(self) -> None:
        assert rule_of("Plural-Forms: nplurals=2; plural=(n > 1);\n", "fr").count == 2
        assert rule_of("Plural-Forms: nplurals=2; plural=(n > 1)\n", "fr").count == 2
        assert rule_of("", "xx").count == 1

    @pytest.mark.parametrize(
        "rule", ["nplurals=1; plural=n != 1;", "nplurals=2; plural=__import__('os');", "nplurals=9; plural=0;"]
    )
    def test_a_rule_that_is_none_is_refused(self, rule: str) -> None:
        with pytest.raises(ValueError, match="rule"):
            rule_of(f"Plural-Forms: {rule}\n", "pl")

    def test_a_fraction_has_no_form(self) -> None:
        with pytest.raises(ValueError, match="whole number"):
            form_for(Decimal("1.5"), rule_of_language("pl"))


class TestReading:
    def test_an_entry_has_its_forms(self) -> None:
        [found] = entries(polish(an_entry_of_offers()))
        assert (found.source, found.plural, found.forms, found.text) == (OFFERS.source, OFFERS.source, FORMS, FORMS[0])

    def test_a_form_that_is_missing_is_empty(self) -> None:
        assert entries(polish(an_entry_of_offers("a", "b")))[0].forms == ("a", "b", "")
        assert entries(polish(an_entry_of_offers("", "b", "")))[0].text == "b"

    def test_a_catalogue_chooses_by_its_own_rule(self) -> None:
        header = HEADER.replace('\\n"\n', '\\n"\n"Plural-Forms: nplurals=2; plural=n > 1;\\n"\n')
        catalogue, findings = read_catalogue(polish(an_entry_of_offers("a", "b"), header=header), "locale/pl.po")
        found = catalogue.find(OFFERS.context, OFFERS.source)
        assert findings == ()
        assert found
        assert found.rule
        assert (found.forms, found.rule.rule) == (("a", "b"), "n > 1")

    @pytest.mark.parametrize(
        ("lines", "line", "message"),
        [
            ('msgid "a"\nmsgid_plural "b"\nmsgstr "c"', 6, "msgstr cannot stand here"),
            ('msgid "a"\nmsgstr[0] "c"', 5, r"msgstr\[0\] cannot stand here"),
            ('msgid "a"\nmsgid_plural "b"\nmsgstr[1] "c"', 6, r"msgstr\[1\] cannot stand here"),
            ('msgid "a"\nmsgid_plural "b"', 6, "has no msgstr"),
            (PLURAL + 'msgstr[0] "c"\nmsgstr[1] "c"\nmsgstr[2] "c"\nmsgstr[3] "d"', 9, THREE),
            ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n\nmsgid "a"\nmsgstr "d"', 8, "stands here again"),
        ],
    )  # fmt: skip
    def test_each_fault_is_told_with_its_line(self, lines: str, line: int, message: str) -> None:
        _, findings = read_po_file(f"{HEADER}\n{lines}\n".encode(), "locale/pl.po")
        assert [(each.rule, each.place.line) for each in findings] == [("TRANS-004", line)]
        assert re.search(message, findings[0].message)

    def test_a_rule_that_cannot_be_read_is_told_at_the_header(self) -> None:
        header = HEADER.replace('\\n"\n', '\\n"\n"Plural-Forms: nplurals=2; plural=what;\\n"\n')
        _, [finding] = read_po_file(polish(an_entry_of_offers("a", "b"), header=header), "locale/pl.po")
        assert (finding.place.line, "Plural-Forms" in finding.message) == (3, True)


class TestWriting:
    def update(self, former: bytes | None, *texts: SourceText, plural: bool = False) -> bytes:
        return merge_catalogue(former, texts, "pl", "locale/pl.po", "summit", is_plural=lambda _: plural)

    def test_forms_stay_as_they_are(self) -> None:
        updated = self.update(polish(an_entry_of_offers(before="# mine\n")), OFFERS)
        assert entries(updated)[0].forms == FORMS
        assert entries(updated)[0].remarks == ("mine",)
        assert b"nplurals=3" in updated
        assert self.update(updated, OFFERS) == updated

    def test_a_changed_text_keeps_its_forms_as_fuzzy(self) -> None:
        changed = SourceText(OFFERS.context, '{{ figure("offers") }} states gave help.')
        [found] = entries(self.update(polish(an_entry_of_offers()), changed))
        assert (found.forms, found.fuzzy, found.previous, found.plural) == (FORMS, True, OFFERS.source, changed.source)

    def test_forms_of_a_text_that_is_gone_stay_as_obsolete_and_come_back(self) -> None:
        gone = self.update(polish(an_entry_of_offers()))
        assert b'#~ msgstr[2] "{{ figure' in gone
        assert entries(self.update(gone, OFFERS))[0].forms == FORMS

    def test_a_text_with_a_count_gets_forms_where_they_are_asked_for(self) -> None:
        assert entries(self.update(None, OFFERS, plural=True))[0].forms == ("", "", "")
        assert entries(self.update(None, OFFERS))[0].forms == ()

    def test_what_is_translated_without_forms_stays_so(self) -> None:
        former = self.update(None, OFFERS).replace(b'msgstr ""\n', b'msgstr "x"\n')
        assert entries(self.update(former, OFFERS, plural=True))[0].forms == ()

    def test_an_edited_form_is_changed_alone(self) -> None:
        new = {(OFFERS.context, OFFERS.source, FORMS[1]): 'Pomogły {{ figure("offers") }} państwa'}
        changed = change_translations(polish(an_entry_of_offers()), new, "pl.po", "Until May")
        [found] = entries(changed)
        assert found.forms == (FORMS[0], next(iter(new.values())), FORMS[2])
        assert found.remarks == (f"Until May: {FORMS[1]}",)

    def test_gettext_reads_what_is_written(self, tmp_path: Path) -> None:
        file = tmp_path / "pl.po"
        file.write_bytes(self.update(polish(an_entry_of_offers()), OFFERS))
        try:
            done = subprocess.run(["msgfmt", "--check", "-o", "-", file], capture_output=True, check=False)
        except FileNotFoundError:
            pytest.skip("msgfmt is not installed")
        assert done.returncode == 0, done.stderr.decode()
