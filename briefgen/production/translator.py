"""What a document in one language is made with: what formats its values, and where its words are looked up.

The dossier's charts and tables in that language are here as well; none is counted until a text or template asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field
from msgspec.structs import replace

from briefgen.asof import Situation
from briefgen.compose import words_for
from briefgen.compose.translations import (
    FORMS,
    PHRASE,
    Translating,
    form_findings,
    fuzzy_finding,
    missing_finding,
    unlike_findings,
)
from briefgen.findings import Finding, Grade, Place, error
from briefgen.localise import Localiser
from briefgen.model.catalogue import Catalogue, Reach, Translation, reach_of
from briefgen.production.templates import PLURAL_FORM
from briefgen.tables import compute_exhibits
from briefgen.tables.exhibits import LazyMapping
from briefgen.word import Wording, unlike_tags, value_in

if TYPE_CHECKING:
    from briefgen.model.exhibits import Exhibit


class LanguageTarget(Struct, dict=True):
    """A language that a dossier is translated into.

    Attributes:
        localiser: formats values in the language.
        source: formats values in the dossier's own.
        texts: translations of the dossier's texts; `wordings` those of the templates'.
        grade: how grave it is that a text is not translated.
        marked: whether what is not translated is to be seen at once.
        findings: what was missing or wrong in wordings and phrases.
        reaches: of each wording and phrase that was asked for, how far it is.
    """

    localiser: Localiser
    source: Localiser
    texts: Catalogue
    wordings: Catalogue
    grade: Grade
    marked: bool
    findings: list[Finding] = field(default_factory=list)
    reaches: dict[tuple[str, str], Reach] = field(default_factory=dict)

    def translating(self, situation: Situation) -> Translating:
        """What the texts of the dossier are translated with."""
        return Translating(
            language=self.localiser.language,
            catalogue=self.texts,
            words=words_for(situation, self.source),
            source_tag=self.source.language_tag,
            source_language=self.source.language,
            grade=self.grade,
            marked=self.marked,
        )

    def wording(self, template: str) -> Wording:
        """What the fixed wording of a template is translated with."""
        mark = f"[{self.source.language}] " if self.marked else ""
        return Wording(lambda text: self._worded(template, text), self.source.language_tag, mark)

    def label(self, source: str, context: str) -> str:
        """A label or caption of the dossier's charts and tables; as it is typed where it is not translated."""
        translating = Translating(self.localiser.language, self.texts, {}, "", self.source.language, self.grade)
        place = Place(self.texts.file)
        if (context, source) not in self.reaches:
            self.reaches[context, source] = translating.reach(context, source)
            self.findings += translating.findings(context, source, place)
        return translating.translate(context, source, place).text

    def phrase(self, template: str) -> Callable[[str], str]:
        """The word `_` of a template."""

        def say(text: str) -> str:
            found = self.texts.find(PHRASE, text)
            said = found.text if found and found.text and not found.fuzzy else self._worded(template, text, PHRASE)
            return text if said is None else said

        return say

    def _worded(self, template: str, text: str, context: str = "") -> str | None:
        """The translation of a wording, or of a phrase; None where there is none that can be used."""
        context = context or template
        found = self.wordings.find(context, text) or self._anywhere.get(text)
        asked_before = (context, text) in self.reaches
        faults = list(self._faults(template, context, text, found))
        self.reaches[context, text] = reach_of(found)
        self.findings += [] if asked_before else faults
        return wording_of(found) if found and not faults else None

    def _faults(self, template: str, context: str, text: str, found: Translation | None) -> Iterator[Finding]:
        if found and found.text and found.forms and not found.fuzzy:
            yield from form_findings(found, unlike_tags, self.grade)
            if not value_in(text):
                message = f"{context}: plural forms are chosen by a number, and “{text}” has no value"
                yield error(FORMS, found.place, message, "Write the entry without msgid_plural.", text)
        elif found is None or not found.text:
            place = Place(template)
            yield missing_finding(self.localiser.language, self.wordings.file, context, text, place, self.grade)
        elif found.fuzzy:
            yield fuzzy_finding(found, self.grade)
        else:
            yield from unlike_findings(found, unlike_tags(text, found.text))

    @cached_property
    def _anywhere(self) -> Mapping[str, Translation]:
        """Wordings of all templates, since one may include another."""
        return {each.source: each for each in self.wordings.entries if each.text and not each.fuzzy}

    @property
    def properties(self) -> dict[str, str]:
        """What a document says of the catalogues that it was made with."""
        read = (("briefgen translations", self.texts), ("briefgen wording", self.wordings))
        return {name: f"{each.file} sha256:{each.digest}" for name, each in read if each.digest}


def own_wording(catalogue: Catalogue, template: str) -> Wording:
    """The wording of a template in the dossier's own language, where the templates are written in another.

    What the catalogue does not have stays, as in templates that somebody has written in the dossier's language.
    """

    def translate(text: str) -> str | None:
        found = catalogue.find(template, text)
        usable = reach_of(found) is Reach.TRANSLATED and (not found.forms or value_in(text)) if found else False
        if not found or not usable or any(unlike for each in found.wordings for unlike in unlike_tags(text, each)):
            return None
        return wording_of(found)

    return Wording(translate)


def wording_of(found: Translation) -> str:
    """The translation of a wording; with plural forms a choice between them, by the first value of the source."""
    if not found.forms or not found.rule:
        return found.text
    asked = f"{PLURAL_FORM}({value_in(found.source)}, {found.rule.rule!r})"
    *first, last = enumerate(found.forms)
    chosen = "".join(f"{{% {'elif' if at else 'if'} {asked} == {at} %}}{form}" for at, form in first)
    return f"{chosen}{{% else %}}{last[1]}{{% endif %}}" if first else last[1]


def exhibits_for(situation: Situation, localiser: Localiser, target: LanguageTarget | None) -> Mapping[str, Any]:
    """What a `Request` in one language is given: `exhibits` by "table/areas", and the words `quoted` from them.

    Args:
        target: for another language than the dossier's; it keeps what is found wrong with the labels' translations.
    """
    if target:
        # a word of the tables that is not translated is found, as a phrase of a template is
        localiser = replace(localiser, translate=target.phrase(situation.profile.place.file))
    made = compute_exhibits(situation, localiser, target.label if target else _as_typed)
    anchors = [f"{spec.group.removesuffix('s')}/{spec.key}" for spec in situation.profile.exhibits]

    def shown(anchor: str) -> Exhibit:
        kind, _, key = anchor.partition("/")
        return made.charts[key] if kind == "chart" else made.tables[key]

    return {"exhibits": LazyMapping(anchors, shown), "quoted": made.words}


def _as_typed(source: str, _context: str) -> str:
    return source
