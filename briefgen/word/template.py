"""The door of the engine: a DOCX template, compiled once, rendered many times.

template = Template.read(data, "annex.docx", words=("date", "money"))
docx = template.render({"title": "…", "points": […]}, words={"date": …, "money": …})
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from briefgen.findings import Finding, Place, error, has_errors
from briefgen.word.faults import RenderingError, TemplateFaultsError
from briefgen.word.rendering.finish import Finishing
from briefgen.word.rendering.part import CompiledPart
from briefgen.word.rendering.value_filters import Surroundings
from briefgen.word.sandbox.bounds import bounded
from briefgen.word.sandbox.plain_data import NotPlainError, plain_data
from briefgen.word.state.rendering import Rendering, Words, begin
from briefgen.word.wml.escape import format_value

if TYPE_CHECKING:
    from briefgen.word.compiling.fields import Fields
    from briefgen.word.compiling.include import IncludeReader
    from briefgen.word.wording.fixed import Wording


@dataclass(frozen=True)
class DocumentProperties:
    """What a document says of itself.

    Attributes:
        title: replaces the template's title, if given.
        language: the BCP 47 tag of the document's language, e.g. "en-IE"; "" leaves the template's.
        day: the day that the document counts as made on; None leaves the template's dates.
        custom: further properties by name, kept in `docProps/custom.xml` together with the document's seal.
    """

    title: str = ""
    language: str = ""
    day: date | None = None
    custom: Mapping[str, str] = field(default_factory=dict)


_NO_PROPERTIES = DocumentProperties()


@dataclass(frozen=True)
class Template:
    """A compiled template; immutable, and safe to render from several threads.

    Attributes:
        name: the file's name.
        digest: SHA-256 of the file and of those that it includes, in hexadecimal.
        included: SHA-256 of each file that it includes, by name.
        surroundings, parts, finishing: what `render` works with.
    """

    name: str
    digest: str
    included: Mapping[str, str]
    surroundings: Surroundings
    parts: tuple[CompiledPart, ...]
    finishing: Finishing
    _fields: Callable[[], Fields]

    @property
    def fields(self) -> Fields:
        """The names that the template reads from its data."""
        return self._fields()

    @classmethod
    def read(
        cls,
        data: bytes,
        name: str,
        words: Iterable[str] = (),
        *,
        include: IncludeReader | None = None,
        wording: Wording | None = None,
    ) -> Template:
        """Compiles a template.

        Args:
            data: the bytes of a .docx or .dotx file; nothing in it is trusted.
            name: the file's name, for messages.
            words: the names of functions that will be given to each rendering.
            include: gives the bytes of a file of the template's own folder, for `{%p include "part.docx" %}`;
                raises a `BriefgenError`, `OSError` or `LookupError` where there is no such file.
            wording: what its fixed wording is to become, for a document in another language.

        Raises:
            PackageRefusedError: the file is no Word document, or a dangerous one.
            TemplateFaultsError: its tags are wrong; carries every fault with its place.
        """
        template, findings = cls.check(data, name, words, include=include, wording=wording)
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
    ) -> tuple[Template | None, list[Finding]]:
        """The compiled template, None if it cannot be used, and all that was found; see `read`."""
        from briefgen.word.compiling import include as includes
        from briefgen.word.compiling import template as compiling  # not needed for a template that was kept

        source = includes.source_of(data, name, include)
        compilation = compiling.Compilation(source.package, name, tuple(words), wording)
        parts = compilation.parts()
        findings = [*source.findings, *compilation.findings]
        if has_errors(findings):
            return None, findings
        finishing = Finishing.of(includes.without_wrappers(compilation.package))
        digest, around, fields = source.digest_of(data), compilation.surroundings, compilation.fields()
        return cls(name, digest, source.digests, around, parts, finishing, lambda: fields), findings

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
            properties: what the document says of itself.

        Raises:
            RenderingError: a value cannot be put in; names the tag, its place and the data record.
        """
        rendering = Rendering(say=say)
        self.finishing.prepare(rendering)
        begin(rendering)
        plain, values = self._plain(data)
        context = {**plain, **(words or {}), "_core": _core(properties)}
        changed = {}
        with bounded(values):
            for part in self.parts:
                rendering.part = part.name
                changed[part.name] = part.render(context)
        return self.finishing.finish(changed, rendering, properties.language, properties.custom)

    def _plain(self, data: Mapping[str, Any]) -> tuple[Mapping[str, Any], int]:
        try:
            return plain_data(data)
        except NotPlainError as refused:
            place = Place(self.name, part="data", spot=refused.path)
            raise RenderingError([error("TPL-023", place, refused.reason)]) from refused


def _core(properties: DocumentProperties) -> dict[str, str]:
    moment = f"{properties.day.isoformat()}T00:00:00Z" if properties.day else ""
    return {"title": properties.title, "language": properties.language, "moment": moment}
