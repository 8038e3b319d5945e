"""Makes data/western-balkans-mapping/: invented activities whose counts are those of a published mapping.

The mapping of May 2020 gives counts and percentages, not the activities behind them. This script makes activities that
give exactly those figures. An activity is one type of support by one Member State for one partner in one area; no two
are alike in all four. Everything that was not published (which Member State, which dates, the counts not given) is
chosen by a random generator with a fixed seed.

`python -m tests.data_makers.western_balkans_activities` writes the files anew.
"""

from __future__ import annotations

import csv
import io
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

FOLDER = Path(__file__).parents[2] / "data" / "western-balkans-mapping"
SEED = 7896

ACTIVE = (
    "Austria", "Belgium", "Bulgaria", "Croatia", "Czechia", "Denmark", "France", "Germany", "Hungary", "Italy",
    "Netherlands", "Poland", "Romania", "Slovenia", "Sweden",
)  # fmt: skip
NONE_REPORTED = ("Cyprus", "Estonia", "Finland", "Ireland", "Latvia", "Lithuania", "Portugal", "Slovakia")
AREAS = (
    "border management", "combating migrant smuggling", "information exchange", "integration", "legal migration",
    "asylum", "reception", "return",
)  # fmt: skip
TYPES = EXPERTS, FINANCE, EQUIPMENT = "expert assistance", "financial assistance", "equipment"

# how many Member States are active in each area, in the order of AREAS; those not published are the maker's choice
MEMBERS_BY_AREA: Mapping[str, tuple[int, ...]] = {
    "Albania": (7, 5, 6, 1, 0, 3, 1, 4),
    "Bosnia and Herzegovina": (7, 5, 9, 0, 2, 2, 2, 2),
    "Kosovo": (6, 4, 2, 0, 1, 0, 2, 2),
    "Montenegro": (9, 6, 7, 0, 0, 1, 1, 1),
    "North Macedonia": (11, 9, 8, 0, 1, 5, 4, 2),
    "Serbia": (11, 9, 9, 1, 2, 3, 4, 3),
}
PARTNERS = tuple(MEMBERS_BY_AREA)
MEMBERS = dict(zip(PARTNERS, (9, 9, 7, 10, 13, 13), strict=True))
ACTIVE_IN_AREA = dict(zip(AREAS, (13, 12, 11, 2, 5, 8, 8, 7), strict=True))
# activities: those whose shares of 228 round to the published percentages
BY_AREA = dict(zip(AREAS, (73, 50, 43, 5, 9, 14, 18, 16), strict=True))
BY_TYPE: Mapping[str, tuple[int, int, int]] = {
    "Albania": (25, 7, 5),
    "Bosnia and Herzegovina": (25, 7, 4),
    "Kosovo": (14, 4, 3),
    "Montenegro": (19, 5, 3),
    "North Macedonia": (34, 6, 12),
    "Serbia": (36, 10, 9),
}
FIRST_DAY, LAST_DAY = date(2015, 1, 1), date(2019, 12, 31)
FIRST_REPLY, REPLY_DAYS = date(2020, 3, 2), 33

TRIES = 5_000

T = TypeVar("T")
Pair = tuple[str, str]
Cell = tuple[str, str]


@dataclass(frozen=True)
class Activity:
    member: str
    partner: str
    area: str
    type: str


class NoSolutionError(Exception):
    """The choices made so far lead nowhere; the next try makes others."""


def activities() -> list[Activity]:
    """The activities, in the order of Member States, partners and areas."""
    generator = random.Random(SEED)
    found = _first_that_fits(lambda: _all(generator))
    order = {name: at for at, name in enumerate((*ACTIVE, *PARTNERS, *AREAS, *TYPES))}
    return sorted(found, key=lambda each: [order[name] for name in vars(each).values()])


def _all(generator: random.Random) -> list[Activity]:
    active = _first_that_fits(lambda: _active(_members(generator), generator))
    extras = _extras()
    typed = (_first_that_fits(partial(_typed, partner, active, extras, generator)) for partner in PARTNERS)
    return [activity for found in typed for activity in found]


def _members(generator: random.Random) -> dict[str, set[str]]:
    """The Member States active for each partner, so that each is active somewhere."""
    members = {partner: set(generator.sample(ACTIVE, count)) for partner, count in MEMBERS.items()}
    if set().union(*members.values()) != set(ACTIVE):
        raise NoSolutionError
    return members


def _active(members: Mapping[str, set[str]], generator: random.Random) -> dict[Cell, list[str]]:
    """The Member States active for each partner in each area.

    Each area has as many Member States in all as are wanted; each Member State does something for each of its
    partners.
    """
    found: dict[Cell, list[str]] = {}
    for area in AREAS:
        found |= _first_that_fits(partial(_active_in, area, members, generator))
    for partner in PARTNERS:
        if set().union(*(found[partner, area] for area in AREAS)) != members[partner]:
            raise NoSolutionError
    return found


def _active_in(area: str, members: Mapping[str, set[str]], generator: random.Random) -> dict[Cell, list[str]]:
    """One try at an area: those willing to do anything in it, and of them those who do so for each partner."""
    willing = set(generator.sample(ACTIVE, ACTIVE_IN_AREA[area]))
    found: dict[Cell, list[str]] = {}
    for partner in PARTNERS:
        able, count = sorted(members[partner] & willing), MEMBERS_BY_AREA[partner][AREAS.index(area)]
        if len(able) < count:
            raise NoSolutionError
        found[partner, area] = generator.sample(able, count)
    if set().union(*found.values()) != willing:
        raise NoSolutionError
    return found


def _first_that_fits(attempt: Callable[[], T]) -> T:
    for _ in range(TRIES):
        try:
            return attempt()
        except NoSolutionError:
            continue
    raise NoSolutionError


def _extras() -> dict[Cell, int]:
    """How many activities each partner has in each area beyond one for each Member State active there.

    The sums by partner and by area are given; the cells are filled one after the other, the scarcest area first,
    each from the partner that lacks most.
    """
    lacking = {partner: sum(BY_TYPE[partner]) - sum(MEMBERS_BY_AREA[partner]) for partner in PARTNERS}
    found: Counter[Cell] = Counter({("Albania", "information exchange"): 2})
    lacking["Albania"] -= 2
    for area in ("integration", "legal migration", "asylum", "return", "reception", "information exchange", *AREAS[:2]):
        at = AREAS.index(area)
        wanted = BY_AREA[area] - sum(MEMBERS_BY_AREA[partner][at] for partner in PARTNERS)
        for _ in range(wanted - sum(found[partner, area] for partner in PARTNERS)):
            room = [each for each in PARTNERS if lacking[each] and found[each, area] < 2 * MEMBERS_BY_AREA[each][at]]
            if not room:
                raise NoSolutionError
            partner = max(room, key=lambda each: (lacking[each], -PARTNERS.index(each)))
            found[partner, area] += 1
            lacking[partner] -= 1
    return dict(found)


def _typed(
    partner: str, active: Mapping[Cell, Sequence[str]], extras: Mapping[Cell, int], generator: random.Random
) -> list[Activity]:
    """The activities for one partner: which types of support each Member State gives in each area."""
    pairs = [(member, area) for area in AREAS for member in active[partner, area]]
    left = dict(zip(TYPES, BY_TYPE[partner], strict=True))
    given: dict[Pair, set[str]] = defaultdict(set)
    for pair in pairs:  # one case is told in the published text: all give experts, two of them equipment besides
        if partner == "Albania" and pair[1] == "information exchange":
            given[pair].add(EXPERTS)
            left[EXPERTS] -= 1
    for pair in [pair for pair in pairs if given[pair]][:2]:
        given[pair].add(EQUIPMENT)
        left[EQUIPMENT] -= 1
    slots = [pair for pair in pairs if not given[pair]]
    for area in AREAS:
        told = sum(max(0, len(given[pair]) - 1) for pair in pairs if pair[1] == area)
        open_pairs = [pair for pair in pairs if pair[1] == area and not given[pair]]
        slots += _more(open_pairs, extras.get((partner, area), 0) - told, generator)
    generator.shuffle(slots)
    slots.sort(key=lambda pair: -slots.count(pair))  # who gives all three types first
    for pair in slots:
        free = [each for each in TYPES if left[each] and each not in given[pair]]
        if not free:
            raise NoSolutionError
        # experts are the scarcest in places: no Member State sends them twice
        chosen = max(free, key=lambda each: left[each])
        given[pair].add(chosen)
        left[chosen] -= 1
    return [
        Activity(member, partner, area, each)
        for (member, area), types in given.items()
        for each in TYPES
        if each in types
    ]


def _more(pairs: Sequence[Pair], count: int, generator: random.Random) -> list[Pair]:
    """The pairs that have one activity more, or two."""
    if count > 2 * len(pairs):
        raise NoSolutionError
    return generator.sample([*pairs, *pairs], count)


def rows() -> list[dict[str, str]]:
    """The rows of activities.csv."""
    generator = random.Random(SEED)
    received = _received(generator)
    found = []
    for each in activities():
        begin = FIRST_DAY + timedelta(days=generator.randrange((LAST_DAY - FIRST_DAY).days - 60))
        end = begin + timedelta(days=generator.randrange(1, 900))
        found.append(
            {
                "member_state": each.member,
                "partner": each.partner,
                "area": each.area,
                "type": each.type,
                "from": begin.isoformat(),
                "to": end.isoformat() if end <= LAST_DAY else "",
                "as_of": received[each.member].isoformat(),
                "synthetic": "yes",
            }
        )
    return found


def replies() -> list[dict[str, str]]:
    """The rows of replies.csv: who answered the questionnaire, and whether with activities."""
    received = _received(random.Random(SEED))
    return [
        {
            "member_state": member,
            "reply": "activities" if member in ACTIVE else "no activities",
            "as_of": received[member].isoformat(),
            "synthetic": "yes",
        }
        for member in sorted((*ACTIVE, *NONE_REPORTED))
    ]


def _received(generator: random.Random) -> dict[str, date]:
    """The day on which each reply came in."""
    return {
        member: FIRST_REPLY + timedelta(days=generator.randrange(REPLY_DAYS))
        for member in sorted((*ACTIVE, *NONE_REPORTED))
    }


def as_csv(records: Sequence[Mapping[str, str]]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(records[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(records)
    return text.getvalue().encode()


def files() -> dict[str, bytes]:
    """What the script writes, by name."""
    return {"activities.csv": as_csv(rows()), "replies.csv": as_csv(replies())}


if __name__ == "__main__":
    for name, content in files().items():
        (FOLDER / name).write_bytes(content)
