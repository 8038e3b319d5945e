"""First steps of every command on a dossier: find the workspace, read the dossier."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from operator import attrgetter
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from briefgen.asof.standing import standing
from briefgen.cache import Cache
from briefgen.errors import FindingsError, UsageProblemError
from briefgen.findings import Finding, did_you_mean, has_errors
from briefgen.library import Library
from briefgen.localise import EU, House, Options, house_named
from briefgen.model.catalogue import Catalogue
from briefgen.model.dossier import DocumentSpec, Dossier, Recipient
from briefgen.model.kinds import DOCUMENT_KINDS
from briefgen.outputs.naming import fault_of_name
from briefgen.production.house import house_for
from briefgen.production.order import FORMATS, Order, Where, format_of_name
from briefgen.sources import DayCut, read_dossier, read_translations
from briefgen.workspace import BASELINE_FILE, Workspace, find_workspace, open_workspace
from briefgen.workspace.check_settings import CheckSettings, check_settings_of


class Record(Struct, frozen=True):
    """An opened workspace with the dossier read from it, and what was found while reading.

    Attributes:
        folder: of the dossier.
        wordings: the translations of the templates' fixed wording by language, as far as they were read.
        house: by whose way of writing values its documents are written and read.
    """

    workspace: Workspace
    dossier: Dossier
    findings: tuple[Finding, ...]
    folder: Path
    wordings: Mapping[str, Catalogue] = field(default_factory=dict)
    house: House = EU

    @property
    def library(self) -> Library:
        """The workspace's templates."""
        return Library(self.workspace.templates)


def workspace_for(where: Where) -> Workspace:
    """The workspace asked for, or the one around the current folder."""
    return open_workspace(where.workspace) if where.workspace else find_workspace(where.start)


def open_record(where: Where, cut: DayCut | None = None) -> Record:
    """The workspace and the dossier asked for.

    Args:
        where: the workspace and the dossier.
        cut: the day that is looked at, where nothing is asked of the other rows of a ledger.

    Raises:
        UsageProblemError: there is no such workspace, dossier or house.
        UnreadableInputError: a file of the dossier cannot be read at all.
    """
    workspace = workspace_for(where)
    folder = workspace.dossier_folder(where.dossier)
    dossier, findings = read_dossier(folder, dateline_place=workspace.place, cache=Cache(where.cache), cut=cut)
    if os.path.exists(folder / BASELINE_FILE):  # noqa: PTH110 - few dossiers have one
        from briefgen.workspace.baseline import with_baseline

        workspace = replace(workspace, checks=with_baseline(workspace.checks, folder))
    house = house_for(where.house, dossier, workspace)
    return Record(workspace, dossier, findings, folder, house=house)


def cut_of(order: Order, *compared_with: date) -> DayCut:
    """What the documents of an order, and the rules about them, need of a ledger in a database.

    Args:
        compared_with: earlier days, or days of knowledge, that its day is compared with besides its own.
    """
    days = [day for day in (order.since, *compared_with) if day]
    since = min([*days, order.known_on or date.max]) if days else None
    return DayCut(order.as_of, order.known_on, since, history=True)


def house_around(where: Where, properties: Mapping[str, str]) -> House | None:
    """The house asked for, else the one that a file says it was made by, else that of the workspace around.

    Args:
        properties: of the file.

    Returns:
        None where none of them names a house.

    Raises:
        UsageProblemError: there is no house of the name asked for.
    """
    workspace = workspace_around(where)
    root, usual = (workspace.root, workspace.house) if workspace else (None, "")
    usual = usual or (EU.name if any(name.startswith("briefgen") for name in properties) else "")
    with suppress(UsageProblemError):  # made in another workspace, by a house of its own
        return _house_of(where.house or properties.get("briefgen house", usual), root)
    return _house_of(where.house or usual, root)


def workspace_around(where: Where) -> Workspace | None:
    """The workspace asked for or around; None where there is none: a file can be checked anywhere."""
    try:
        return workspace_for(where)
    except UsageProblemError:
        return None


def _house_of(name: str | None, root: Path | None) -> House | None:
    return house_named(name, root) if name else None


def with_translations(record: Record, languages: Iterable[str]) -> Record:
    """The record with the catalogues of some languages; its findings are those about the catalogues alone.

    Raises:
        UnreadableInputError: a catalogue is there, but cannot be read.
    """
    own = record.dossier.source_language
    wanted = [each for each in dict.fromkeys(languages) if each != own]
    texts = {each: read_translations(record.folder, each) for each in wanted}
    # the templates may be written in another language than the dossier
    is_there = os.path.exists(record.library.catalogue_path(own))  # noqa: PTH110 - pathlib stops at names too long
    own_too = [own] if is_there else []
    wordings = {each: record.library.wording(each) for each in (*wanted, *own_too)}
    found = [finding for _, findings in (*texts.values(), *wordings.values()) for finding in findings]
    catalogues = {each: catalogue for each, (catalogue, _) in texts.items()}
    return replace(
        record,
        dossier=replace(record.dossier, translations=catalogues),
        wordings={each: catalogue for each, (catalogue, _) in wordings.items()},
        findings=tuple(found),
    )


def refuse_errors(findings: Iterable[Finding], *, draft: bool) -> tuple[Finding, ...]:
    """The findings, if the work may go on with them: an error stops it unless a draft was asked for.

    Raises:
        FindingsError: at least one is an error, and no draft was asked for.
    """
    found = tuple(findings)
    if has_errors(found) and not draft:
        raise FindingsError(found)
    return found


def documents_named(dossier: Dossier, names: Iterable[str]) -> list[DocumentSpec]:
    """The dossier's documents of these names; "all" stands for every one.

    Raises:
        UsageProblemError: the dossier has no document of a name.
    """
    known = {document.name: document for document in dossier.documents}
    wanted = _all_of(names, known)
    for name in wanted:
        if name not in known:
            message = f"The dossier {dossier.id} has no document “{name}”; it has: {', '.join(known)}."
            raise UsageProblemError(message, did_you_mean(name, known) or _how_to_have(dossier, name))
    return [known[name] for name in wanted]


def _how_to_have(dossier: Dossier, kind: str) -> str:
    """How a dossier comes to a document that is named as its kind; "" for another name."""
    if kind not in DOCUMENT_KINDS:
        return ""
    text = f", and its text into {_in_data(dossier, 'letter.md')}" if kind == "letter" else ""
    return f"Put the line “{kind}: {kind}.docx” under “documents” in {_in_data(dossier, 'dossier.yaml')}{text}."


def _in_data(dossier: Dossier, name: str) -> str:
    return f"data/{dossier.id}/{name}"


def refuse_other_suffixes(output: Path) -> None:
    """Refuses a name under which Word would not open the document; folders and devices are left to who writes.

    Raises:
        UsageProblemError: the name does not end in .docx, or is none on every system.
    """
    refuse_strange_names(output)
    if not _is_folder_or_device(output) and output.suffix.lower() != ".docx":
        message = f"-o {output}: the name of a Word document ends in .docx."
        raise UsageProblemError(message, f"Write for instance -o {output.parent / output.stem}.docx")


def refuse_unlike_names(output: Path, wanted: str) -> None:
    """Refuses a name that does not say the format of a document; folders and devices are left to who writes.

    Args:
        wanted: the format, one of `briefgen.production.order.FORMATS`.

    Raises:
        UsageProblemError: the name says another format, or none, or is none on every system.
    """
    refuse_strange_names(output)
    if not _is_folder_or_device(output) and format_of_name(output) != wanted:
        known = ", ".join(f".{name}" for name in FORMATS[:-1])
        message = f"-o {output}: the name of a document ends in {known} or .{FORMATS[-1]}."
        raise UsageProblemError(message, f"Write for instance -o {output.parent / output.stem}.{wanted}")


def refuse_strange_names(output: Path) -> None:
    """Refuses a file name that means something else on Windows, where the file may be made or sent.

    Raises:
        UsageProblemError: it is one.
    """
    if fault := fault_of_name(output.name):
        raise UsageProblemError(f"-o {output}: no file should have that name: {fault}.", "Give it another one.")


def _is_folder_or_device(path: Path) -> bool:
    try:
        return not stat.S_ISREG(path.stat().st_mode)
    except OSError:  # it is not there yet, or will be refused with the reason when it is written
        return False


def _all_of(names: Iterable[str], known: Iterable[str]) -> list[str]:
    """The names, each once; "all" is replaced by every known one."""
    return list(dict.fromkeys(each for name in names for each in (known if name == "all" else [name])))


def languages_named(dossier: Dossier, codes: Iterable[str]) -> list[str]:
    """The languages asked for; "all" stands for every one of the dossier, nothing for its source language.

    Raises:
        UsageProblemError: the dossier is not made in a language.
    """
    wanted = _all_of(codes, dossier.languages) or [dossier.source_language]
    for code in wanted:
        if code not in dossier.languages:
            message = f"The dossier {dossier.id} is not made in the language “{code}”."
            there = f"Its languages are: {', '.join(dossier.languages)} (“languages” in its dossier.yaml)."
            raise UsageProblemError(message, f"{did_you_mean(code, dossier.languages)} {there}".strip())
    return wanted


def recipients_named(
    dossier: Dossier, keys: Iterable[str], as_of: date, known_on: date | None = None
) -> list[Recipient]:
    """The recipients asked for, as they stand on a day; "all" stands for every one of the dossier.

    Raises:
        UsageProblemError: the dossier has no recipient of a key, or has none yet.
    """
    known = standing(dossier.recipients, attrgetter("recipient"), as_of, known_on)
    wanted = _all_of(keys, known) if known else list(dict.fromkeys(keys))
    for key in wanted:
        if key not in known:
            raise _no_recipient(dossier, key, list(known), as_of)
    return [known[key] for key in wanted]


def _no_recipient(dossier: Dossier, key: str, known: Sequence[str], as_of: date) -> UsageProblemError:
    if any(each.recipient == key for each in dossier.recipients):
        message = f"The dossier {dossier.id} has no recipient “{key}” on {as_of}: the rows of that key hold or are"
        return UsageProblemError(f"{message} known only later.", "Check “as_of” and “recorded” in recipients.")
    if not known:
        message = f"The dossier {dossier.id} has no recipients: recipients.csv is missing or empty."
        remedy = (
            f"Make {_in_data(dossier, 'recipients.csv')} with the headings recipient, name, address, email, and a row"
        )
        return UsageProblemError(message, f"{remedy} for each.")
    there = ", ".join(known)
    message = f"The dossier {dossier.id} has no recipient “{key}”; it has: {there}."
    return UsageProblemError(message, did_you_mean(key, known))


def house_style_options(workspace: Workspace) -> Options:
    """What `[house-style]` in briefgen.toml chooses where the house style leaves a choice.

    Raises:
        UsageProblemError: an option is not known, or not true or false.
    """
    chosen = {}
    for name, value in workspace.house_style.items():
        if name not in _OPTIONS:
            message = f"briefgen.toml: [house-style] has no option “{name}”; there are: {', '.join(_OPTIONS)}."
            raise UsageProblemError(message, did_you_mean(name, _OPTIONS))
        if not isinstance(value, bool):
            raise UsageProblemError(f"briefgen.toml: {name} in [house-style] is true or false, not “{value}”.")
        field, meaning = _OPTIONS[name]
        chosen[field] = value is meaning
    return Options(**chosen)


def check_settings_around(where: Where) -> CheckSettings:
    """The settings of the workspace around, if there is any; a file can be checked without."""
    try:
        return check_settings_of(workspace_for(where).checks)
    except UsageProblemError:
        if where.workspace:
            raise
        return CheckSettings()


def options_around(where: Where) -> Options:
    """What `[house-style]` of the workspace around chooses, if there is any; raises as `house_style_options` does."""
    workspace = workspace_around(where)
    return house_style_options(workspace) if workspace else Options()


# the option in briefgen.toml, the field of Options, and which answer sets it
_OPTIONS = {
    "percent-space": ("closed_percent", False),
    "range-hyphen": ("hyphen_ranges", True),
    "full-amounts": ("full_amounts", True),
}
