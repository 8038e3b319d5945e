"""The face of the engine: a DOCX template, compiled once, rendered many times.

template = Template.open("annex.docx", words=("date", "money"))
docx = template.render({"title": "…", "points": […]}, words={"date": …, "money": …})
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from msgspec import Struct, field

from briefgen.findings import Finding, Place, error, has_errors
from briefgen.word.faults import RenderingError, TemplateFaultsError
from briefgen.word.rendering.finish import Finisher
from briefgen.word.rendering.lost_values import LostValueError, stop_at
from briefgen.word.rendering.part import CompiledPart
from briefgen.word.rendering.value_filters import Surroundings
from briefgen.word.rendering.watermark import Watermark
from briefgen.word.sandbox.bounds import limit_rendering
from briefgen.word.sandbox.plain_data import NotPlainError, plain_data
from briefgen.word.state.rendering import Rendering, Words, begin
from briefgen.word.wml.escape import format_value

if TYPE_CHECKING:
    from docx.document import Document

    from briefgen.word.compiling.fields import Fields
    from briefgen.word.compiling.include import IncludeReader
    from briefgen.word.wording import Wording


class DocumentProperties(Struct, frozen=True):
    """The properties of a document.

    Attributes:
        title: replaces the template's title, if given.
        language: the BCP 47 tag of the document's language, e.g. "en-IE"; "" leaves the template's.
        day: the day that the document counts as made on; None leaves the template's dates.
        watermark: a word behind the text of every page, such as "DRAFT"; "" for none.
        custom: further properties by name, stored in `docProps/custom.xml` together with the document's seal.
    """

    title: str = ""
    language: str = ""
    day: date | None = None
    watermark: str = ""
    custom: Mapping[str, str] = field(default_factory=dict)


_NO_PROPERTIES = DocumentProperties()


class RenderOptions(TypedDict, total=False):
    """What a rendering may be given beside the data; see `Template.render`."""

    words: Words | None
    say: Callable[[object], str]
    properties: DocumentProperties


class Template(Struct, frozen=True):
    """A compiled template; immutable, and safe to render from several threads.

    Attributes:
        name: the file's name.
        digest: SHA-256 of the file and of those that it includes, in hexadecimal.
        included: SHA-256 of each file that it includes, by name.
        surroundings, parts, finishing: what `render` works with.
        warnings: what was found when it was read, of which every document made of it is worth a sentence.
        names, printed: what it reads of its data, and what of that it prints: `name`, `name.name` of records.
    """

    name: str
    digest: str
    included: Mapping[str, str]
    surroundings: Surroundings
    parts: tuple[CompiledPart, ...]
    finishing: Finisher
    _fields: Callable[[], Fields]
    warnings: tuple[Finding, ...] = ()
    names: frozenset[str] = frozenset()
    printed: frozenset[str] = frozenset()

    def __repr__(self) -> str:
        return f"<Template {self.name}>"

    @property
    def fields(self) -> Fields:
        """The names that the template reads from its data."""
        return self._fields()

    @classmethod
    def open(
        cls,
        path: str | Path,
        words: Iterable[str] = (),
        *,
        include: IncludeReader | None = None,
        wording: Wording | None = None,
        anchors: bool = False,
    ) -> Template:
        """Compiles a template from a file; it is called by its name in messages.

        Args:
            path: a .docx or .dotx file; nothing in it is trusted.
            include: as in `read`; by default files of the same folder can be included.
            words, wording, anchors: as in `read`.

        Raises:
            OSError: the file cannot be read.
            PackageRefusedError, TemplateFaultsError: as in `read`.
        """
        path = Path(path)
        read = include or (lambda name: path.with_name(name).read_bytes())
        return cls.read(path.read_bytes(), path.name, words, include=read, wording=wording, anchors=anchors)

    @classmethod
    def read(
        cls,
        data: bytes,
        name: str,
        words: Iterable[str] = (),
        *,
        include: IncludeReader | None = None,
        wording: Wording | None = None,
        anchors: bool = False,
    ) -> Template:
        """Compiles a template.

        Args:
            data: the bytes of a .docx or .dotx file; nothing in it is trusted.
            name: the file's name, for messages.
            words: the names of functions that will be given to each rendering.
            include: gives the bytes of a file of the template's own folder, for `{%p include "part.docx" %}`;
                raises a `BriefgenError`, `OSError` or `LookupError` where there is no such file.
            wording: what its fixed wording is to become, for a document in another language.
            anchors: whether its documents say, invisibly, which record each paragraph and row comes from; see
                `briefgen.word.anchors`.

        Raises:
            PackageRefusedError: the file is no Word document, or a dangerous one.
            TemplateFaultsError: its tags are wrong; carries every fault with its place.
        """
        template, findings = cls.check(data, name, words, include=include, wording=wording, anchors=anchors)
        if template is None:
            raise TemplateFaultsError(findings)
        return template

    @classmethod
    def check(
        cls,
        data: bytes,
        name: str,
        words: Iterable[str] = (),
        *,
        include: IncludeReader | None = None,
        wording: Wording | None = None,
        anchors: bool = False,
    ) -> tuple[Template | None, list[Finding]]:
        """The compiled template, None if it cannot be used, and all that was found; see `read`."""
        from briefgen.word.compiling import include as includes
        from briefgen.word.compiling import template as compiling
        from briefgen.word.compiling.fields import list_names, list_printed  # start-up: a cached template needs none

        source = includes.read_with_includes(data, name, include)
        compilation = compiling.Compilation(source.package, name, tuple(words), wording, anchors=anchors)
        parts = compilation.parts()
        findings = [*source.findings, *compilation.findings]
        if has_errors(findings):
            return None, findings
        finishing = Finisher.of(includes.without_wrappers(compilation.package))
        digest, around, fields = source.digest_of(data), compilation.surroundings, compilation.fields()
        names = tuple(findings), list_names(fields), list_printed(fields)
        return cls(name, digest, source.digests, around, parts, finishing, lambda: fields, *names), findings

    def select(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """Those of some fields that its tags can ask for.

        A rendering looks at each value that it is given, and the points of an annex stand in its fields in three ways.
        """
        return {name: value for name, value in data.items() if any(name in part.names for part in self.parts)}

    def render(
        self,
        data: Mapping[str, Any],
        *,
        words: Words | None = None,
        say: Callable[[object], str] = format_value,
        properties: DocumentProperties = _NO_PROPERTIES,
    ) -> bytes:
        """A finished document.

        Args:
            data: the fields; texts, numbers, dates, rich texts, and lists and mappings of these.
            words: functions that the template may call, by name; also usable as filters.
            say: puts a date or number that the template prints as it is into words.
            properties: the document's properties.

        Raises:
            RenderingError: a value cannot be put in; names the tag, its place and the data record.
        """
        plain, values = self._plain(data)
        context = {**plain, **(words or {}), "_core": _core(properties)}
        rendering = Rendering(say=say)
        changed = self._parts(context, values, rendering)
        try:
            return self.finishing.finish(
                changed, rendering, properties.language, properties.custom, self._watermark(properties.watermark)
            )
        except LostValueError as lost:
            self._parts(context, values, Rendering(say=say, printed=stop_at(lost)))
            raise RenderingError([error("TPL-036", Place(self.name), str(lost))]) from lost

    def _watermark(self, word: str) -> Watermark | None:
        return Watermark(word, is_said="draft" in self.names) if word else None

    def _parts(self, context: Mapping[str, Any], values: int, rendering: Rendering) -> dict[str, str]:
        """The XML of the parts that hold tags, by name; `rendering` becomes the current one."""
        self.finishing.prepare(rendering)
        begin(rendering)
        changed = {}
        around = self.parts[0].around(context) if self.parts else {}
        with limit_rendering(values, self.finishing.length):
            for part in self.parts:
                rendering.part = part.name
                changed[part.name] = part.render(context, around)
        return changed

    def render_to(self, path: str | Path, data: Mapping[str, Any], **options: Unpack[RenderOptions]) -> None:
        """Writes a finished document to a file, which takes the place of what was there; arguments as in `render`.

        It is written beside the file first, so after any error what was there is as it was.

        Raises:
            OSError: the file cannot be written.
            RenderingError: as in `render`.
        """
        _write_whole(Path(path), self.render(data, **options))

    def render_document(self, data: Mapping[str, Any], **options: Unpack[RenderOptions]) -> Document:
        """A finished document, opened with python-docx for further work in Python; arguments as in `render`.

        What its `save` writes bears the seal of the document as it was rendered, so it counts as edited.

        Raises:
            RenderingError: as in `render`.
        """
        import docx  # takes as long to import as everything else together, and no command needs it

        return docx.Document(BytesIO(self.render(data, **options)))

    def _plain(self, data: Mapping[str, Any]) -> tuple[Mapping[str, Any], int]:
        try:
            return plain_data(data)
        except NotPlainError as refused:
            place = Place(self.name, part="data", spot=refused.path)
            raise RenderingError([error("TPL-023", place, refused.reason, refused.remedy)]) from refused


def _write_whole(path: Path, data: bytes) -> None:
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        unfinished.write_bytes(data)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _core(properties: DocumentProperties) -> dict[str, str]:
    moment = f"{properties.day.isoformat()}T00:00:00Z" if properties.day else ""
    return {"title": properties.title, "language": properties.language, "moment": moment}
