"""`briefgen doctor`: what this computer has of all that briefgen works with, what is missing, and how to get it."""

from __future__ import annotations

import platform
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from enum import StrEnum
from importlib import metadata
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from briefgen import __version__
from briefgen.commands.init import starter_folder
from briefgen.errors import BriefgenError, UsageProblemError
from briefgen.library import Library
from briefgen.opc.read import read_package
from briefgen.outputs.fonts import font_families, font_folders, stand_ins
from briefgen.outputs.office import Office
from briefgen.production.order import Where
from briefgen.production.record import workspace_for
from briefgen.word.wml.fonts import fonts_named
from briefgen.workspace import Workspace

_OLDEST_OFFICE = (7, 4)
_OFFICE = "Install LibreOffice 7.4 or newer from libreoffice.org."
_ONE_IS_ENOUGH = "It is not needed where the other engine is there."
_SIGNS = "“é” – 10 000 … Ž ł Ω"
_REQUIREMENT = re.compile(r"([\w.\-]+)[^;]*(?:;.*extra == ['\"](\w+)['\"])?")
# what the extras are for, but for the layout engine, which is told of by itself, and those of briefgen's own makers
_EXTRAS = {
    "preview": "the preview in the browser",
    "sql": "tables from a database",
}


class Health(StrEnum):
    """How something is: fine; worth knowing, though all works without it; or missing or broken."""

    FINE = "fine"
    NOTE = "note"
    MISSING = "missing"


class Examined(Struct, frozen=True):
    """One thing that was looked at.

    Attributes:
        topic: what, in a word or two.
        says: how it is, as a sentence or list.
        remedy: what to do about it, or "".
    """

    topic: str
    health: Health
    says: str
    remedy: str = ""


class Computer(Struct, frozen=True):
    """What the command line knows of the place where it was called.

    Attributes:
        environment: the variables.
        encoding: that of what is printed; `lacks_signs` says whether it has no quotation marks or accents of Europe.
    """

    where: Where
    environment: Mapping[str, str]
    encoding: str

    @property
    def lacks_signs(self) -> bool:
        """Whether plain signs have to stand for some of ours."""
        return _SIGNS.encode(self.encoding, "ignore").decode(self.encoding) != _SIGNS


def examine(around: Computer) -> list[Examined]:
    """Looks at everything; nothing is fetched, written or changed."""
    return [
        _briefgen(),
        _libraries(),
        *_extras(),
        *engines(_version("rdocx"), _office(around.environment)),
        *_fonts(around),
        _cache(around.where.cache),
        _console(around),
        _workspace(around.where),
    ]


def _briefgen() -> Examined:
    system = f"{platform.system()} {platform.release()}".strip()
    says = f"briefgen {__version__}, Python {platform.python_version()} ({sys.executable}), {system}"
    return Examined("versions", Health.FINE, says)


def _libraries() -> Examined:
    found = _versions_of("")
    lacking = [name for name, version in found.items() if not version]
    if not found:
        return Examined("libraries", Health.NOTE, "not known: this is briefgen from a folder, not as it is installed")
    if lacking:
        remedy = f"Install briefgen again: {install_line('', Path(sys.prefix))}"
        return Examined("libraries", Health.MISSING, f"not installed: {', '.join(lacking)}", remedy)
    return Examined("libraries", Health.FINE, _listed_versions(found))


def _extras() -> Iterator[Examined]:
    for extra, purpose in _EXTRAS.items():
        found = _versions_of(extra)
        lacking = [name for name, version in found.items() if not version]
        if lacking:
            says = f"{purpose}: not installed ({', '.join(lacking)})"
            remedy = f"If you want it: {install_line(extra, Path(sys.prefix))}"
            yield Examined(f"extra {extra}", Health.NOTE, says, remedy)
        elif found:
            yield Examined(f"extra {extra}", Health.FINE, f"{purpose}: {_listed_versions(found)}")


def install_line(extra: str, environment: Path) -> str:
    """The command that installs briefgen with an extra as it was installed: by pipx, by uv, or by pip.

    Args:
        extra: its name, or "" for none.
        environment: the folder of the environment that briefgen runs in.
    """
    wanted = f"[{extra}]" if extra else ""
    if (environment / "pipx_metadata.json").exists():
        return f"pipx install --force 'FILE.whl{wanted}', with the wheel for FILE.whl"
    if (environment / "uv-receipt.toml").exists():
        return f"uv tool install --force 'FILE.whl{wanted}', with the wheel for FILE.whl"
    return f"pip install 'briefgen{wanted}'" if extra else "pip install --force-reinstall briefgen"


def _versions_of(extra: str) -> dict[str, str]:
    """What briefgen asks for, or one of its extras does, each with its version; "" where it is not there."""
    with suppress(metadata.PackageNotFoundError):
        asked = filter(None, map(_REQUIREMENT.match, metadata.requires("briefgen") or ()))
        return {each[1]: _version(each[1]) for each in asked if (each[2] or "") == extra}
    return {}


def _version(name: str) -> str:
    with suppress(metadata.PackageNotFoundError):
        return metadata.version(name)
    return ""


def _listed_versions(found: Mapping[str, str]) -> str:
    return ", ".join(f"{name} {version}" for name, version in found.items())


def engines(rdocx: str, office: Examined) -> Iterator[Examined]:
    """What lays pages out: one of the two makes the PDFs, and without both there are none.

    Args:
        rdocx: its version, or "" where it is not installed.
        office: how LibreOffice was found.
    """
    if rdocx:
        yield Examined("layout engine", Health.FINE, f"rdocx {rdocx} makes PDFs and page pictures")
        yield office if office.health is Health.FINE else replace(office, health=Health.NOTE)
        return
    is_there = office.health is Health.FINE
    says = "rdocx is not installed" + ("; LibreOffice makes the PDFs" if is_there else ": there are no PDFs")
    remedy = f"Install it: {install_line('pages', Path(sys.prefix))}. {_ONE_IS_ENOUGH}"
    yield Examined("layout engine", Health.NOTE if is_there else Health.MISSING, says, remedy)
    yield office


def _office(environment: Mapping[str, str]) -> Examined:
    try:
        office = Office(environment)
        program, version = office.program(), office.version()
    except UsageProblemError as problem:
        remedy = f"{_OFFICE} {_ONE_IS_ENOUGH}"
        return Examined("LibreOffice", Health.MISSING, problem.message, remedy)
    numbers = tuple(map(int, re.findall(r"\d+", version)[:2]))
    if numbers and numbers < _OLDEST_OFFICE:
        return Examined("LibreOffice", Health.MISSING, f"{version} ({program}) is too old", _OFFICE)
    return Examined("LibreOffice", Health.FINE, f"{version or 'of a version that it does not say'} ({program})")


def _fonts(around: Computer) -> Iterator[Examined]:
    """Whether the typefaces of the templates are there: of the workspace, else of those that come with briefgen."""
    families = font_families(font_folders(around.environment))
    named, unread = _fonts_of_templates(_templates(around.where))
    for file, why in unread.items():
        yield Examined(
            "templates", Health.MISSING, f"{file} cannot be read: {why}", "Open it in Word and save it again."
        )
    missing = [name for name in sorted(named) if name.casefold() not in families]
    if not missing:
        yield Examined("fonts", Health.FINE, f"{', '.join(sorted(named)) or 'none are named'}: all are there")
        return
    others = {name: stand_ins(name, families) for name in missing}
    lacking = [name for name, found in others.items() if not found]
    told = [f"{name} ({others[name][0]}, as wide, stands in)" if others[name] else name for name in missing]
    remedy = f"Install {', '.join(lacking)}, or choose other fonts in the templates. " if lacking else ""
    says = f"not on this computer: {', '.join(told)}"
    remedy += "Word files are the same without; lines and pages may break elsewhere in PDFs that are made here."
    yield Examined("fonts", Health.NOTE if lacking else Health.FINE, says, remedy if lacking else "")


def _templates(where: Where) -> Path:
    with suppress(BriefgenError):
        return workspace_for(where).templates
    return Path(str(starter_folder())) / "templates"


def _fonts_of_templates(folder: Path) -> tuple[set[str], dict[str, str]]:
    """The typefaces that some templates name, and those that could not be read, with the reason."""
    named, unread, library = set[str](), {}, Library(folder)
    for name in library.template_names():
        try:
            named |= fonts_named(read_package(library.read(name).data, name, only_to_look=True))
        except BriefgenError as problem:
            unread[name] = problem.message
    return named, unread


def _cache(folder: Path | None) -> Examined:
    if folder is None:
        return Examined("cache", Health.NOTE, "off: nothing is kept, and everything is done anew each time")
    files = list(_files_in(folder))
    size = sum(files) / 1e6
    count = f"{len(files)} file{'' if len(files) == 1 else 's'}"
    says = f"{folder}: {count}, {size:.1f} MB" if files else f"{folder}: nothing is kept yet"
    return Examined("cache", Health.FINE, f"{says}; it may be deleted at any time")


def _files_in(folder: Path) -> Iterator[int]:
    """How many bytes each file has."""
    with suppress(OSError):
        yield from (each.stat().st_size for each in folder.iterdir() if each.is_file())


def _console(around: Computer) -> Examined:
    if not around.lacks_signs:
        return Examined("console", Health.FINE, f"{around.encoding}: every sign can be shown")
    remedy = "To see them all, use Windows Terminal, or set PYTHONIOENCODING=utf-8. Files are not concerned."
    return Examined("console", Health.NOTE, f"{around.encoding}: plain signs stand for those that it lacks", remedy)


def _workspace(where: Where) -> Examined:
    try:
        return _described(workspace_for(where))
    except UsageProblemError as problem:
        remedy = "Go to its folder, name it with --workspace DIR, or make one: briefgen init follow-up"
        if where.workspace:
            return Examined("workspace", Health.MISSING, problem.message, remedy)
        return Examined("workspace", Health.NOTE, "there is none around this folder", remedy)
    except BriefgenError as problem:
        return Examined("workspace", Health.MISSING, problem.message or str(problem), problem.remedy)


def _described(workspace: Workspace) -> Examined:
    dossiers = workspace.dossier_ids()
    if not dossiers:
        says = f"{workspace.root}: there is no dossier yet"
        return Examined("workspace", Health.NOTE, says, "Make one: briefgen new NAME")
    return Examined("workspace", Health.FINE, f"{workspace.root}, with the dossiers: {', '.join(dossiers)}")


def is_well(examined: Iterable[Examined]) -> bool:
    """Whether nothing is missing or broken."""
    return all(each.health is not Health.MISSING for each in examined)
