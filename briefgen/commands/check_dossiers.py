"""`briefgen check --dossier all`: every dossier of a workspace in one run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from briefgen.commands.check import Inspected, Inspection, check_dossier, unread
from briefgen.errors import FindingsError, UnreadableInputError
from briefgen.findings import Finding, Place, worst_first
from briefgen.production.order import Watch, without_watch
from briefgen.production.record import workspace_for
from briefgen.workspace import FILE_NAME
from briefgen.workspace.check_settings import SUPERFLUOUS


def each_dossier(asked: Inspection) -> list[Inspection]:
    """The same, asked of each dossier of the workspace.

    Raises:
        UsageProblemError: there is no workspace, or no dossier in it.
    """
    workspace = workspace_for(asked.where)
    known = workspace.dossier_ids() or [workspace.dossier_folder().name]  # which says that there is none
    return [replace(asked, where=replace(asked.where, dossier=each)) for each in known]


def check_dossiers(asked: Sequence[Inspection], watch: Watch = without_watch) -> list[Inspected]:
    """Several dossiers; each file is called by its dossier and its name. One that cannot be read stops no other.

    What an entry of briefgen.toml knows need be there in one of them only.

    Args:
        asked: see `each_dossier`.
        watch: is told how many were looked at, and how many there are.
    """
    done = []
    for number, each in enumerate(asked):
        watch(number, len(asked))
        done.append(_told_apart(_check_or_say_why_not(each), each))
    read = [frozenset(each.findings) for each in done if not each.unread]
    everywhere = frozenset[Finding]().union(*read[:1]).intersection(*read[1:])
    return [replace(each, findings=tuple(_still_stale(each.findings, everywhere))) for each in done]


def _check_or_say_why_not(asked: Inspection) -> Inspected:
    dossier = asked.where.dossier or ""
    try:
        return check_dossier(asked)
    except FindingsError as problem:
        names = {each.place.file: f"{dossier}/{each.place.file}" for each in problem.findings} | {FILE_NAME: FILE_NAME}
        found = (replace(each, place=_renamed(each.place, names)) for each in problem.findings)
        return Inspected(dossier, tuple(worst_first(found)), unread=True)
    except UnreadableInputError as problem:
        return unread(dossier, problem)


def _told_apart(inspected: Inspected, asked: Inspection) -> Inspected:
    """Findings and paths whose files are called by dossier and name, but for those that all dossiers share."""
    dossier = asked.where.dossier or ""
    folder = workspace_for(asked.where).dossier_folder(dossier)
    own = {name: f"{dossier}/{name}" for name, path in inspected.paths.items() if path.is_relative_to(folder)}
    paths = {own.get(name, name): path for name, path in inspected.paths.items()}
    findings = (replace(each, place=_renamed(each.place, own)) for each in inspected.findings)
    return replace(inspected, findings=tuple(findings), paths=paths)


def _renamed(place: Place, names: Mapping[str, str]) -> Place:
    return replace(place, file=names.get(place.file, place.file))


def _is_stale(finding: Finding) -> bool:
    """Whether it says that an entry of briefgen.toml, which all dossiers share, knows nothing any more."""
    return finding.rule == SUPERFLUOUS and finding.place.file == FILE_NAME


def _still_stale(findings: Iterable[Finding], everywhere: frozenset[Finding]) -> Iterator[Finding]:
    return (each for each in findings if not _is_stale(each) or each in everywhere)
