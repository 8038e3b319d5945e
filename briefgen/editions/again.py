"""What a file that briefgen made says of itself, and its document made again in memory by that order.

Nothing is written here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from briefgen import __version__
from briefgen.editions.register import Edition
from briefgen.errors import BriefgenError
from briefgen.localise import EU
from briefgen.opc.seal import read_properties
from briefgen.outputs import Output
from briefgen.production.documents import MadeDocuments, make_documents
from briefgen.production.order import PAGINATED, Order, Where

_TEMPLATE = "briefgen template"
_DIGEST = "sha256:"


class Provenance(Struct, frozen=True):
    """What the custom properties of a document say of it; "" and None where they say nothing.

    Attributes:
        version: of briefgen.
        template: the name of its template.
        template_digest: SHA-256 over the template, in hexadecimal digits.
        data_digest: the same over the files of the dossier.
        catalogues: the translations that it was made with, with their digests.
        paginated: the engine that its page numbers come from, with its version.
        house: whose way of writing values it follows; "" for that of the Union.
    """

    version: str
    dossier: str = ""
    document: str = ""
    language: str = ""
    recipient: str = ""
    as_of: date | None = None
    since: date | None = None
    known_on: date | None = None
    template: str = ""
    template_digest: str = ""
    data_digest: str = ""
    catalogues: tuple[str, ...] = ()
    draft: bool = False
    allow_untranslated: bool = False
    paginated: str = ""
    house: str = ""

    @property
    def is_of_dossier(self) -> bool:
        """Whether it was made from a dossier, and not by `fill`."""
        return bool(self.dossier and self.document and self.language and self.as_of)

    @property
    def days(self) -> str:
        """The days by which it was made, in words."""
        since = f", marking what changed since {self.since.isoformat()}" if self.since else ""
        known = f", as known on {self.known_on.isoformat()}" if self.known_on else ""
        return f"as of {self.as_of.isoformat()}{known}{since}" if self.as_of else ""

    def order(self, where: Where, today: date) -> Order:
        """The order that made it."""
        return Order(
            where=replace(where, house=self.house or EU.name),
            as_of=self.as_of or today,
            today=today,
            documents=(self.document,),
            since=self.since,
            known_on=self.known_on,
            languages=(self.language,),
            recipients=(self.recipient,) if self.recipient else (),
            draft=self.draft,
            allow_untranslated=self.allow_untranslated,
        )


def provenance_of(properties: Mapping[str, str]) -> Provenance | None:
    """What a document says of itself; None where briefgen did not make it, or its properties were taken out.

    Args:
        properties: its custom properties.
    """
    if not properties.get("briefgen version"):
        return None
    said = {name: properties.get(f"briefgen {name}", "") for name in ("version", "dossier", "document", "language")}
    template, _, digest = properties.get(_TEMPLATE, "").partition(f" {_DIGEST}")
    return Provenance(
        **said,
        recipient=properties.get("briefgen recipient", ""),
        as_of=_day(properties, "briefgen as of"),
        since=_day(properties, "briefgen since"),
        known_on=_day(properties, "briefgen known on"),
        template=template,
        template_digest=digest,
        data_digest=properties.get("briefgen data", "").rpartition(_DIGEST)[2],
        catalogues=tuple(filter(None, map(properties.get, ("briefgen translations", "briefgen wording")))),
        draft="briefgen draft" in properties,
        allow_untranslated="briefgen untranslated" in properties,
        paginated=properties.get(PAGINATED, ""),
        house=properties.get("briefgen house", ""),
    )


def _day(properties: Mapping[str, str], name: str) -> date | None:
    try:
        return date.fromisoformat(properties.get(name, ""))
    except ValueError:
        return None


def make_again(said: Provenance, where: Where, today: date) -> MadeDocuments:
    """The document that a file says it is, as it is made today; nothing is written.

    Args:
        said: what the file says of itself; it must be of a dossier.
        where: the workspace; the dossier is the one that the file names.

    Raises:
        BriefgenError: it cannot be made any more: the document, language, recipient or template is gone, or something
            has errors.
    """
    return make_documents(said.order(replace(where, dossier=said.dossier), today), check=False)


def paginate_again(
    said: Provenance, data: bytes, again: Output, where: Where, environment: Mapping[str, str]
) -> tuple[bytes, str]:
    """A document that was made again, with page numbers as the file has them.

    Args:
        said: what the file says of itself.
        data: the file, from which the numbers are taken where its engine is not here.
        again: the document, without page numbers.
        environment: that of the program, for the engine.

    Returns:
        The document, and what is to be known of its page numbers, "" where they are the engine's.
    """
    if not said.paginated:
        return again.data, ""
    from briefgen.production.pagination import paginate  # few documents have page numbers of ours
    from briefgen.word.references.pages import page_numbers, with_page_numbers

    engine = "rdocx" if said.paginated.startswith("rdocx") else "libreoffice"
    order = replace(said.order(where, said.as_of or date.min), engine=engine, environment=environment)
    try:
        made = paginate([again], order)[0][0].data
    except BriefgenError:
        made = b""
    if made and read_properties(made).get(PAGINATED) == said.paginated:
        return made, ""
    record = {PAGINATED: said.paginated}
    taken = with_page_numbers(again.data, again.path.name, page_numbers(data, again.path.name), record)
    return taken, f"Its page numbers come from {said.paginated}, which is not here: they are taken as they stand."


def make_edition(edition: Edition, where: Where, today: date) -> MadeDocuments:
    """The document of an edition, as the register names it; raises as `make_again`."""
    said = Provenance(
        __version__,
        document=edition.document,
        language=edition.language,
        recipient=edition.recipient,
        as_of=edition.as_of,
        known_on=edition.known_on,
    )
    return make_documents(said.order(where, today), check=False)
