"""`briefgen translate`: the catalogues brought up to date, and how far they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from briefgen.asof import date_findings
from briefgen.compose import texts_of
from briefgen.compose.translations import PHRASE, has_count, needs_translation
from briefgen.errors import UnreadableInputError, UsageProblemError
from briefgen.findings import did_you_mean
from briefgen.library import Library
from briefgen.localise import languages as languages_at_hand
from briefgen.localise.po import SourceText, read_catalogue
from briefgen.localise.po_writing import merge_catalogue, take_translations
from briefgen.model.catalogue import PHRASES, Catalogue, Reach, reach_of
from briefgen.outputs import Output, write_outputs
from briefgen.production.order import Order, Where
from briefgen.production.record import Record, open_record, refuse_errors, with_translations
from briefgen.production.workshop import DocumentJob, Workshop
from briefgen.sources import catalogue_bytes, catalogue_path
from briefgen.word import fixed_texts

_ANOTHER_LOOK = "<1>…</1> is in another look, such as bold: keep the marks around the words that they are for."


class Count(Struct, frozen=True):
    """How far the texts of a document, or of a file of texts, are translated into a language."""

    language: str
    document: str
    translated: int
    fuzzy: int
    missing: int

    @property
    def whole(self) -> bool:
        """Whether nothing is left to be done."""
        return not (self.fuzzy or self.missing)


class Extracted(Struct, frozen=True):
    """A catalogue that is up to date now, and how far it is."""

    path: Path
    count: Count


def extract(where: Where, languages: Sequence[str], *, plural: bool = False) -> list[Extracted]:
    """Brings the catalogues of the dossier and of the templates up to date, for each language.

    Args:
        languages: codes as given; empty for those of the dossier.
        plural: whether texts with one count, which nobody has translated yet, get an entry with plural forms.

    Raises:
        FindingsError: the dossier or a template has errors, or a catalogue is broken.
        UsageProblemError: a language is not known, or is that of the dossier itself.
        OutputError: a catalogue cannot be written.
    """
    record = open_record(where)
    refuse_errors(record.findings, draft=False)
    wanted = _languages(record, languages)
    texts, wordings = list(texts_of(record.dossier)), _wordings(record)
    outputs = [each for language in wanted for each in _catalogues(record, language, texts, wordings, plural)]
    write_outputs([output for output, _ in outputs], untouched=_keeps_all_work)
    return [Extracted(output.path, count) for output, count in outputs]


class TakenFile(Struct, frozen=True):
    """A catalogue that translations were taken into.

    Attributes:
        changed: how many of its entries are others now.
    """

    path: Path
    changed: int


class TakenBack(Struct, frozen=True):
    """What came of a file that came back from a translator.

    Attributes:
        unknown: its wordings that no catalogue has.
    """

    files: tuple[TakenFile, ...]
    unknown: tuple[str, ...]


def take_back(where: Where, file: Path, language: str) -> TakenBack:
    """Takes the translations of a PO file into the catalogues of the dossier and of the templates.

    Args:
        file: as a program for translators gave it back, perhaps without contexts; see `take_translations`.
        language: the code of its language.

    Raises:
        FindingsError: the dossier has errors, or the file or a catalogue is broken.
        UsageProblemError: the language is not known, or has no catalogue yet.
        UnreadableInputError: the file cannot be read.
        OutputError: a catalogue cannot be written.
    """
    record = open_record(where)
    refuse_errors(record.findings, draft=False)
    [code] = _languages(record, [language])
    returned = _read(file)
    paths = (catalogue_path(record.folder, code), record.library.catalogue_path(code))
    formers = (catalogue_bytes(record.folder, code), record.library.catalogue_bytes(code))
    taken = {
        path: take_translations(former, returned, path.name, file.name)
        for path, former in zip(paths, formers, strict=True)
        if former is not None
    }
    if not taken:
        raise UsageProblemError(
            f"There is no catalogue for “{code}” yet.", f"Try: briefgen translate extract -l {code}"
        )
    changed = {path: each for path, each in taken.items() if each.changed}
    write_outputs([Output(path, each.data) for path, each in changed.items()], untouched=_keeps_all_work)
    first, *others = (each.unknown for each in taken.values())
    unknown = tuple(each for each in first if all(each in other for other in others))
    return TakenBack(tuple(TakenFile(path, each.changed) for path, each in changed.items()), unknown)


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as problem:
        message = f"{file} cannot be read: {problem.strerror or problem}."
        held = isinstance(problem, PermissionError)
        missing = "Name the PO file that came back, as in fr-back.po."
        raise UnreadableInputError(message, "Close it in the program that holds it." if held else missing) from problem


def wording_of(library: Library) -> Iterator[SourceText]:
    """The fixed wording of all templates, then the phrases (`_("…")`) in their tags.

    Raises:
        BriefgenError: a template cannot be read.
    """
    files = [library.read(name) for name in library.template_names()]
    found = [(file.name, each) for file in files for each in fixed_texts(file.data, file.name)]
    for name, each in sorted(found, key=lambda pair: pair[1].phrase):
        if needs_translation(each.text):
            spot = ", ".join(part for part in (each.place.part, each.place.spot) if part)
            comments = (spot, *([_ANOTHER_LOOK] if "<1>" in each.text else []))
            yield SourceText(PHRASE if each.phrase else name, each.text, comments, name)


def translation_status(where: Where, languages: Sequence[str], as_of: date | None, today: date) -> list[Count]:
    """How far the translations into each language are.

    Args:
        as_of: count for each document what it needs on that day; None counts all texts ever recorded.

    Raises:
        FindingsError: the dossier, a template or a catalogue has errors, or nothing stands yet on that day.
    """
    record = open_record(where)
    refuse_errors(record.findings, draft=False)
    wanted = _languages(record, languages)
    read = with_translations(record, wanted)
    refuse_errors(read.findings, draft=False)
    if as_of is None:
        return [count for language in wanted for count in _of_all(read, language)]
    refuse_errors(date_findings(record.dossier, as_of, today), draft=False)
    order = Order(where, as_of, today, documents=("all",), languages=tuple(wanted), allow_untranslated=True)
    workshop = Workshop(read, order)
    return [
        _of_document(workshop, DocumentJob(each, language)) for language in wanted for each in record.dossier.documents
    ]


def _wordings(record: Record) -> list[SourceText]:
    """The wording of the templates, and that of tables and charts, which any dossier of the workspace may have."""
    found = list(wording_of(record.library))
    there = {each.source for each in found if each.context == PHRASE}
    place = record.dossier.place.file
    comments = ("A word of tables and charts; what stands in braces stays.",)
    return [*found, *(SourceText(PHRASE, each, comments, place) for each in PHRASES if each not in there)]


def _of_document(workshop: Workshop, job: DocumentJob) -> Count:
    target = workshop.target(job.language)
    assert target is not None, "only other languages are counted"
    target.reaches.clear()
    workshop.drop_template(job)
    reaches = {**workshop.compose(job).reaches, **target.reaches}
    return _count(job.language, job.document.name, reaches.values())


def _of_all(record: Record, language: str) -> Iterator[Count]:
    found: tuple[tuple[str, Iterable[SourceText], Catalogue], ...] = (
        (record.dossier.id, texts_of(record.dossier), record.dossier.translations[language]),
        ("templates", _wordings(record), record.wordings[language]),
    )
    for name, texts, catalogue in found:
        keys = {(each.context, each.source): None for each in texts}
        yield _count(language, name, (reach_of(catalogue.find(*key)) for key in keys))


def _count(language: str, document: str, reaches: Iterable[Reach]) -> Count:
    found = list(reaches)
    return Count(language, document, *(found.count(each) for each in (Reach.TRANSLATED, Reach.FUZZY, Reach.MISSING)))


def _languages(record: Record, codes: Sequence[str]) -> list[str]:
    own = record.dossier.source_language
    others = [each for each in record.dossier.languages if each != own]
    wanted = list(dict.fromkeys(each for code in codes for each in (others if code == "all" else [code]))) or others
    if not wanted:
        message = f"The dossier {record.dossier.id} is made in {own} alone."
        raise UsageProblemError(message, f"Add a language to “languages” in its dossier.yaml, e.g. [{own}, fr].")
    for code in wanted:
        if code == own:
            raise UsageProblemError(f"“{code}” is the language that the dossier is written in.")
        if code not in languages_at_hand():
            there = f"There are: {', '.join(languages_at_hand())}."
            suggestion = did_you_mean(code, languages_at_hand())
            raise UsageProblemError(f"There is no language “{code}” here.", f"{suggestion} {there}".strip())
    return wanted


def _catalogues(
    record: Record, language: str, texts: Sequence[SourceText], wordings: Sequence[SourceText], plural: bool
) -> Iterator[tuple[Output, Count]]:
    former = catalogue_bytes(record.folder, language)
    file, counted = f"locale/{language}.po", has_count if plural else _is_never_counted
    of_dossier = merge_catalogue(former, texts, language, file, record.dossier.id, is_plural=counted)
    yield _up_to_date(catalogue_path(record.folder, language), of_dossier, language, record.dossier.id)
    former = record.library.catalogue_bytes(language)
    of_templates = merge_catalogue(former, wordings, language, f"templates/locale/{language}.po", "templates")
    yield _up_to_date(record.library.catalogue_path(language), of_templates, language, "templates")


def _is_never_counted(_text: str) -> bool:
    """That no text is to have plural forms but those that translators have given them."""
    return False


def _up_to_date(path: Path, data: bytes, language: str, name: str) -> tuple[Output, Count]:
    catalogue, _ = read_catalogue(data, path.name)
    reaches = (reach_of(catalogue.find(each.context, each.source)) for each in catalogue.entries)
    return Output(path, data), _count(language, name, reaches)


def _keeps_all_work(_former: bytes) -> bool:
    """A catalogue is always written by hand too; what is new is put into it, and nothing is taken away."""
    return True
