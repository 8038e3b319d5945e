"""Catalogues on their way to XLIFF and back, by Translate Toolkit and `briefgen translate take`: nothing is lost."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from briefgen.localise.po import PoEntry, read_po_file
from briefgen.localise.po_writing import take_translations
from tests.sample_dossier import ROOT
from tests.translations import HEADER, a_catalogue, a_plural_entry, an_entry
from tests.workspaces import SOUND, Workspace, a_workspace

pytest.importorskip("translate.convert.po2xliff")
CATALOGUES = sorted([*ROOT.glob("data/*/locale/*.po"), *ROOT.glob("templates/locale/[fhlp]*.po")])
FULL = a_catalogue(
    an_entry("a/1", "Same", "Un"),
    an_entry("b/1", "Same", "Deux"),
    an_entry("c/1", 'New {{ figure("a") }}', 'Ancien {{ figure("a") }}', "# mine", "#. note", "#: a.csv:3", "#, fuzzy",
             '#| msgid "Old"'),
    a_plural_entry("d/1", '{{ figure("a") }} states', '{{ figure("a") }} un', '{{ figure("a") }} des', "de"),
    an_entry("e/1", "Empty", ""),
    '#~ msgctxt "gone/1"\n#~ msgid "Gone"\n#~ msgstr "Parti"\n',
)  # fmt: skip


def converted(tool: str, source: Path, target: Path) -> Path:
    program = f"import sys; from translate.convert import {tool}; {tool}.main(sys.argv[1:])"
    command = [sys.executable, "-c", program, "-i", str(source), "-o", str(target), "--progress=none"]
    done = subprocess.run(command, capture_output=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr.decode()
    return target


def there_and_back(data: bytes, folder: Path, translate: dict[str, str] | None = None) -> bytes:
    (folder / "out.po").write_bytes(data)
    xliff = converted("po2xliff", folder / "out.po", folder / "out.xlf")
    text = xliff.read_text(encoding="utf-8")
    for old, new in (translate or {}).items():
        assert old in text
        text = text.replace(old, new)
    xliff.write_text(text, encoding="utf-8")
    return converted("xliff2po", xliff, folder / "back.po").read_bytes()


def taken(former: bytes, returned: bytes) -> bytes:
    return take_translations(former, returned, "fr.po", "back.po").data


def entries(data: bytes) -> list[PoEntry]:
    read, findings = read_po_file(data, "fr.po")
    assert findings == ()
    return list(read.entries)


def without_translations(data: bytes) -> bytes:
    """The same catalogue as a translator begins with it."""
    head, _, rest = data.decode().partition("\n\n")
    empty = re.sub(r'^(msgstr(?:\[\d\])?) "(?:[^\n]*"\n)(?:"[^\n]*"\n)*', r'\1 ""\n', rest, flags=re.MULTILINE)
    return f"{head}\n\n{empty}".encode()


def said(entry: PoEntry) -> tuple[object, ...]:
    return entry.context, entry.source, entry.text, entry.fuzzy, entry.remarks, entry.forms


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: "-".join(path.parts[-3::2]))
def test_a_catalogue_comes_back_byte_for_byte(path: Path, tmp_path: Path) -> None:
    data = path.read_bytes()
    assert taken(data, there_and_back(data, tmp_path)) == data


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: "-".join(path.parts[-3::2]))
def test_all_that_was_translated_elsewhere_is_taken(path: Path, tmp_path: Path) -> None:
    data = path.read_bytes()
    empty = without_translations(data)
    assert {each.text for each in entries(empty)} == {""}
    assert list(map(said, entries(taken(empty, there_and_back(data, tmp_path))))) == list(map(said, entries(data)))


def test_contexts_comments_fuzzy_marks_former_wordings_forms_and_what_is_gone_stay(tmp_path: Path) -> None:
    assert taken(FULL, there_and_back(FULL, tmp_path)) == FULL


def test_what_a_translator_has_corrected_is_no_longer_fuzzy(tmp_path: Path) -> None:
    corrected = {
        'approved="no">\n        <source>New': 'approved="yes">\n        <source>New',
        '<target state="needs-translation">Ancien': '<target state="translated">Nouveau',
    }
    text = taken(FULL, there_and_back(FULL, tmp_path, corrected)).decode()
    assert '# mine\n#. note\n#: a.csv:3\nmsgctxt "c/1"\n' in text
    assert "Nouveau" in text
    assert "#|" not in text


def test_a_mark_of_doubt_comes_back_too() -> None:
    former, returned = a_catalogue(an_entry("a", "One", "Un")), a_catalogue(an_entry("", "One", "Une", "#, fuzzy"))
    assert [(each.text, each.fuzzy) for each in entries(taken(former, returned))] == [("Une", True)]


def test_what_comes_back_empty_changes_nothing() -> None:
    former = a_catalogue(an_entry("a", "One", "Un"))
    assert taken(former, a_catalogue(an_entry("", "One", ""))) == former


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = a_workspace(tmp_path, {"dossier.yaml": SOUND["dossier.yaml"].replace("[en]", "[en, fr]")})
    assert made.run("translate", "extract", "-q").code == 0
    return made


def test_the_command_takes_texts_and_tells_of_those_that_it_does_not_know(workspace: Workspace) -> None:
    back = workspace.root / "back.po"
    entries_back = ('msgid "Border controls"\nmsgstr "Contrôles"\n', 'msgid "Of another dossier"\nmsgstr "X"\n')
    back.write_text("\n".join([HEADER, *entries_back]), encoding="utf-8")
    run = workspace.run("translate", "take", back, "-l", "fr")
    assert (run.code, [path.name for path in run.paths]) == (0, ["fr.po"])
    assert "1 entries changed" in run.err
    assert "“Of another dossier”" in run.err
    assert 'msgstr "Contrôles"' in (workspace.data / "locale/fr.po").read_text(encoding="utf-8")
    assert "say the same already" in workspace.run("translate", "take", back, "-l", "fr").err


@pytest.mark.parametrize(
    ("file", "language", "message"),
    [("nowhere.po", "fr", "cannot be read"), ("broken.po", "fr", "TRANS-004"), ("broken.po", "de", "TRANS-004")],
)
def test_what_cannot_be_taken_is_told_and_nothing_changed(
    workspace: Workspace, file: str, language: str, message: str
) -> None:
    (workspace.root / "broken.po").write_text('msgid "a"\n', encoding="utf-8")
    before = (workspace.data / "locale/fr.po").read_bytes()
    run = workspace.run("translate", "take", file, "-l", language)
    assert run.code != 0
    assert message in run.err
    assert (workspace.data / "locale/fr.po").read_bytes() == before
