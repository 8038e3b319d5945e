"""A compiled template as bytes, so that another process need not compile it again.

Reading such bytes runs code that they hold: `loads` takes only what `dumps` has written, from a place where
nobody else can write. What is written is good for the very same engine only; see `briefgen.cache.fingerprint`.
"""

from __future__ import annotations

import marshal
import pickle
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from briefgen.word.rendering.part import CompiledPart
from briefgen.word.template import Template

if TYPE_CHECKING:
    from briefgen.word.compiling.fields import Fields
    from briefgen.word.faults import PlacedTag


def dumps(template: Template) -> bytes:
    """A template as bytes that `loads` turns back into it."""
    parts = [(part.name, part.file, marshal.dumps(part.code)) for part in template.parts]
    tags = [dict(part.tags()) for part in template.parts]
    texts = pickle.dumps((template.fields, tags))
    names = template.names, template.printed
    own = (template.name, template.digest, dict(template.included), template.warnings, *names)
    return pickle.dumps((own, template.surroundings, parts, template.finishing, texts))


def loads(data: bytes) -> Template:
    """The template that `dumps` has written."""
    (name, digest, included, *found), surroundings, parts, finishing, texts = pickle.loads(data)  # noqa: S301 - see the head of this module
    env, late = surroundings.environment(), _LazyTexts(texts)
    compiled = (
        CompiledPart.of(part, file, marshal.loads(code), env, late.tags_of(number))  # noqa: S302 - as above
        for number, (part, file, code) in enumerate(parts)
    )
    return Template(name, digest, included, surroundings, tuple(compiled), finishing, late.fields, *found)


class _LazyTexts:
    """The fields and tags of a template that was loaded; unpickled when a message or a check first needs them."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    @cached_property
    def _all(self) -> tuple[Fields, list[dict[int, PlacedTag]]]:
        return pickle.loads(self._data)  # type: ignore[no-any-return]  # noqa: S301 - as above

    def fields(self) -> Fields:
        """The names that the template reads from its data."""
        return self._all[0]

    def tags_of(self, part: int) -> Callable[[], Mapping[int, PlacedTag]]:
        """Gives the tags of a part."""
        return lambda: self._all[1][part]
