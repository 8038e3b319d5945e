"""Values for tests, with sensible defaults; a test names only what it is about.

Dates may be given as ISO strings and decimals as strings: `a_follow_up(as_of="2023-03-17")`.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from briefgen.findings import Place
from briefgen.model.dossier import Commitment, Dossier, Figure, FollowUp, Recipient, State
from briefgen.model.kinds import ParagraphEntry


def day(spelling: date | str) -> date:
    return date.fromisoformat(spelling) if isinstance(spelling, str) else spelling


def a_dossier(*parts: Commitment | FollowUp | Figure | Recipient | ParagraphEntry, **overrides: Any) -> Dossier:
    """A dossier of the parts given, each in its table; without any, of one commitment and one follow-up.

    Points that the follow-ups name and that no commitment given describes are added, in order.
    """
    parts = parts or (a_commitment(), a_follow_up())
    follow_ups = tuple(part for part in parts if isinstance(part, FollowUp))
    given = tuple(part for part in parts if isinstance(part, Commitment))
    named = dict.fromkeys(row.point for row in follow_ups)
    missing = [point for point in named if point not in {each.point for each in given}]
    added = tuple(a_commitment(point=point, number=str(len(given) + i)) for i, point in enumerate(missing, 1))
    dossier = Dossier(
        id="spring-summit",
        title="Follow-up to the spring summit",
        place=Place("data/spring-summit/dossier.yaml"),
        commitments=given + added,
        follow_ups=follow_ups,
        figures=tuple(part for part in parts if isinstance(part, Figure)),
        recipients=tuple(part for part in parts if isinstance(part, Recipient)),
        paragraphs=tuple(part for part in parts if isinstance(part, ParagraphEntry)),
    )
    return replace(dossier, **overrides)


def a_commitment(**overrides: Any) -> Commitment:
    commitment = Commitment(
        point="dublin",
        number="1",
        part="",
        text="Carry out the Dublin roadmap.",
        place=Place("commitments.csv", row=2),
    )
    return replace(commitment, **overrides)


def a_follow_up(**overrides: Any) -> FollowUp:
    """A row of the ledger; `recorded` is the day of `as_of` unless given."""
    as_of = day(overrides.pop("as_of", "2023-03-01"))
    recorded = day(overrides.pop("recorded", as_of))
    state = overrides.pop("state", None)
    row = FollowUp(
        point="dublin",
        item="roadmap",
        as_of=as_of,
        recorded=recorded,
        group="",
        state=State(state) if state else None,
        due="",
        owner="",
        source="",
        text="All Member States apply the roadmap.",
        place=Place("followup.csv", row=2),
    )
    return replace(row, **overrides)


def a_paragraph(**overrides: Any) -> ParagraphEntry:
    """A row of `paragraphs` of the document "paper"; `recorded` is the day of `as_of` unless given."""
    as_of = day(overrides.pop("as_of", "2020-05-12"))
    recorded = day(overrides.pop("recorded", as_of))
    row = ParagraphEntry(
        document="paper",
        paragraph="first",
        as_of=as_of,
        recorded=recorded,
        kind="paragraph",
        heading="",
        text="The Presidency has mapped the activities.",
        name="",
        function="",
        href="",
        source="",
        place=Place("paragraphs.csv", row=2),
    )
    return replace(row, **overrides)


def a_figure(**overrides: Any) -> Figure:
    as_of = day(overrides.pop("as_of", "2023-03-01"))
    value = Decimal(overrides.pop("value", "480"))
    figure = Figure(
        figure="funding",
        as_of=as_of,
        value=value,
        unit="EUR",
        part_of="",
        source="",
        label="",
        place=Place("figures.csv", row=2),
    )
    return replace(figure, **overrides)


def a_recipient(**overrides: Any) -> Recipient:
    recipient = Recipient(
        recipient="be",
        language="en",
        name="A. Peeters",
        salutation="Dear Prime Minister,",
        address="Rue de la Loi 16\n1000 Brussels",
        place=Place("recipients.csv", row=2),
    )
    return replace(recipient, **overrides)
