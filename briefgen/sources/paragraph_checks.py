"""What the rows of `paragraphs` say of each other and of the documents of dossier.yaml."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefgen.dossier import DocumentSpec
from briefgen.findings import did_you_mean, error
from briefgen.paragraphs import PRINTED, WITHDRAWN
from briefgen.sources import rules
from briefgen.sources.entries import Entry
from briefgen.sources.references import Check, Faults, unique_wordings

_SCHEMES = ("https://", "http://", "mailto:")


def paragraph_checks(documents: Sequence[DocumentSpec]) -> tuple[Check, ...]:
    """The checks of the table for the documents that the dossier has."""
    kinds = {document.name: document.kind for document in documents}
    wordings = unique_wordings("document", "paragraph", "as_of", "recorded")
    return _known_documents(kinds), _printed(kinds), _addressed, wordings


def _addressed(entries: Sequence[Entry]) -> Faults:
    """Each link has an address that a reader may safely be sent to."""
    for entry in entries:
        href = entry.values.get("href", "")
        is_link = entry.values.get("kind") == "link"
        if (is_link or href) and not href.lower().startswith(_SCHEMES):
            message = f"“{href}” is no address of a link." if href else "the link does not say where it goes."
            remedy = "Write the address, beginning with https://, http:// or mailto:."
            yield entry, error(rules.NO_ADDRESS, entry.row.at("href"), message, remedy, href)


def _known_documents(kinds: Mapping[str, str]) -> Check:
    """Each paragraph belongs to a document."""

    def check(entries: Sequence[Entry]) -> Faults:
        for entry in entries:
            document = entry.values.get("document")
            if document and document not in kinds:
                remedy = did_you_mean(document, kinds) or f"Name it under “documents”; there are: {', '.join(kinds)}."
                message = f"there is no document “{document}” in dossier.yaml."
                yield entry, error(rules.UNKNOWN_DOCUMENT, entry.row.at("document"), message, remedy, document)

    return check


def _printed(kinds: Mapping[str, str]) -> Check:
    """No paragraph would be left out in silence."""

    def check(entries: Sequence[Entry]) -> Faults:
        for entry in entries:
            document, kind = entry.values.get("document", ""), entry.values.get("kind", "")
            if document not in kinds or kind in ("", WITHDRAWN):
                continue
            printed = PRINTED.get(kinds[document], ())
            if kind not in printed:
                message = f"“{document}” is of the kind {kinds[document]}, which prints no paragraph “{kind}”."
                of_it = f"It prints: {', '.join(printed)}." if printed else "It is made of other tables."
                yield entry, error(rules.NOT_PRINTED, entry.row.at("kind"), message, of_it, kind)

    return check
