"""Rules for the state of things: what they find, and what looks wrong and is right."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefgen.checks import CheckContext, RuleSettings
from briefgen.findings import Grade
from briefgen.model.manuscript import Manuscript, Passage
from tests.builders import a_commitment, a_dossier, a_follow_up
from tests.checks.builders import a_context, a_manuscript, a_row, a_typed_cell, findings, words

REGISTRATION = "3. Registration of irregular arrivals at external borders through an assessment of the Commission."
ROADMAP = "10. Full implementation of the Dublin Roadmap."


def an_annex(*rows: tuple[str | tuple[str, ...], str | tuple[str, ...]]) -> Manuscript:
    passages = [passage for number, cells in enumerate(rows, 1) for passage in a_row(number, *cells)]
    return a_manuscript(*passages)


def an_entry(text: str, state: str) -> Passage:
    return a_typed_cell(text, state=state)


def test_one_thing_underway_in_one_point_and_still_to_come_in_the_other_is_found_in_both() -> None:
    annex = an_annex(
        (REGISTRATION, "Bilateral meetings with all Member States underway (see point 10)."),
        (ROADMAP, "The Commission will hold bilateral meetings with every Member State concerned."),
    )
    assert [(each.words, each.grade) for each in findings("STA-001", annex)] == [
        ("Bilateral meetings", Grade.ERROR),
        ("bilateral meetings", Grade.ERROR),
    ]


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("Bilateral meetings underway (see point 10).", "Bilateral meetings are ongoing."),
        ("Bilateral meetings underway (see point 10).", "Further bilateral meetings will be held."),
        ("Bilateral meetings underway.", "Commission will conduct bilateral meetings."),
        ("Bilateral meetings underway (see point 10).", "Commission will conduct a mapping."),
        ("Work with Member States underway (see point 10).", "The Member States will be informed."),
        ("Bilateral meetings underway (see point 11).", "Commission will conduct bilateral meetings."),
    ],
)
def test_what_agrees_or_is_of_another_thing_is_right(here: str, there: str) -> None:
    assert findings("STA-001", an_annex((REGISTRATION, here), (ROADMAP, there))) == []


def test_several_in_the_letter_and_all_in_the_annex_is_found() -> None:
    letter = (
        "The Commission has contacted several Member States on discrepancies in the registration of irregular arrivals."
    )
    rows = a_row(1, REGISTRATION, ("Exchange on Eurodac discrepancies.", "Meetings with all Member States underway."))
    (finding,) = findings("STA-001", a_manuscript(letter, *rows))
    assert (finding.words, finding.grade) == ("several Member States", Grade.WARNING)
    assert "“all Member States” in point 3" in finding.message


def test_several_in_the_letter_and_all_on_another_matter_is_right() -> None:
    letter = "The Commission has contacted several Member States on the purchase of vessels for search and rescue."
    rows = a_row(1, REGISTRATION, ("Exchange on Eurodac discrepancies.", "Meetings with all Member States underway."))
    assert findings("STA-001", a_manuscript(letter, *rows)) == []


@pytest.mark.parametrize(
    ("text", "state", "found"),
    [
        ("The report will be published.", "done", ["will"]),
        ("The report was adopted on 9 March.", "planned", ["adopted"]),
        ("The report was adopted and will be published.", "done", []),
        ("The report is to be adopted.", "planned", []),
        ("The report will be published.", "planned", []),
        ("The report was adopted.", "done", []),
        ("The report was adopted; its annexes will follow.", "planned", []),
        ("Serbia declared itself ready for talks.", "planned", []),
        ("The report will be published.", "ongoing", []),
        ("The report will be published.", "", []),
    ],
)
def test_the_wording_agrees_with_the_state(text: str, state: str, found: list[str]) -> None:
    assert words("STA-001", a_manuscript(an_entry(text, state), kind="annex")) == found


@pytest.mark.parametrize(
    ("language", "text", "state"),
    [
        ("fr", "Le rapport a été adopté.", "planned"),
        ("fr", "Le rapport sera publié.", "done"),
        ("de", "Der Bericht wurde angenommen.", "planned"),
    ],
)
def test_the_wording_is_held_against_the_state_in_other_languages(language: str, text: str, state: str) -> None:
    annex = a_manuscript(an_entry(text, state), kind="annex", language=language)
    assert len(findings("STA-001", annex)) == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Partnership operational: building on teams, it will consist of two parts.", 1),
        ("The system is operational, and it will be extended.", 0),
        ("The operational partnership will consist of two parts.", 0),
        ("The partnership is operational: it consists of two parts.", 0),
    ],
)
def test_what_is_operational_is_not_still_to_come(text: str, found: int) -> None:
    assert len(findings("STA-001", text)) == found


def test_a_call_that_another_item_has_overtaken_is_found() -> None:
    annex = an_annex(
        ("2. Status agreements", "Need to launch formal negotiations with Serbia underlined in visits."),
        (
            "Joint patrols",
            "During the visit, Serbia confirmed readiness for the formal negotiations on the agreement.",
        ),
    )
    assert words("STA-003", annex) == ["Need to"]


@pytest.mark.parametrize(
    "other",
    [
        "During the visit, Albania confirmed readiness to start the formal negotiations.",
        "During the visit, Serbia confirmed its commitment to reforms.",
        "The formal negotiations with Serbia must be opened, the Commission confirmed.",
        "The formal negotiations with Serbia are being prepared.",
    ],
)
def test_a_call_that_still_holds_is_right(other: str) -> None:
    call = "Need to launch formal negotiations with Serbia underlined in visits."
    assert findings("STA-003", an_annex(("2. Status agreements", (call, other)))) == []


def test_an_item_does_not_overtake_itself() -> None:
    call = "Need to launch formal negotiations with Serbia; in May, Serbia confirmed readiness for formal negotiations."
    assert findings("STA-003", an_annex(("2. Status agreements", (call, "Talks go on.")))) == []
    twice = an_annex(("2. Status agreements", (call, call)))
    assert words("STA-003", twice) == ["Need to", "Need to"]


def test_another_point_does_not_overtake() -> None:
    annex = an_annex(
        ("2. Status agreements", "Need to launch formal negotiations with Serbia underlined in visits."),
        ("3. Visas", "During the visit, Serbia confirmed readiness for the formal negotiations on visas."),
    )
    assert findings("STA-003", annex) == []


@pytest.mark.parametrize(
    ("promise", "report", "found"),
    [
        ("8. The Agency will develop an overview by mid-2023.", "Information on reception gathered.", ["overview"]),
        ("8. The Agency will develop an overview by mid-2023.", "Overview of reception in preparation.", []),
        (
            "13. It will finish its work in the first half of 2024 on a toolbox of measures to help.",
            "Meetings with airlines held.",
            ["toolbox"],
        ),
        ("5. Pilot scheme, in the first half of 2024, for Member States.", "Pilot project agreed.", []),
        (
            "9. They should agree on a simplification of relocation in the first quarter of 2023.",
            "524 relocations.",
            [],
        ),
        ("9. They should agree on a simplification of relocation.", "Nothing yet.", []),
    ],
)
def test_what_was_promised_for_a_date_is_named_in_the_follow_up(promise: str, report: str, found: list[str]) -> None:
    assert words("STA-002", an_annex((promise, report))) == found


PROMISED = "12. The Commission will advance status agreements with Mauritania and Senegal."


@pytest.mark.parametrize(
    ("reports", "found"),
    [
        (("Negotiations for working arrangements with Niger and Senegal ongoing.",), ["working arrangements"]),
        (("Negotiations for working arrangements with Niger ongoing.",), []),
        (("Talks with Senegal on a status agreement.", "Working arrangements with Senegal ongoing."), []),
        (("Talks with Senegal have begun.",), []),
    ],
)
def test_the_agreement_reported_is_the_one_promised(reports: tuple[str, ...], found: list[str]) -> None:
    assert words("STA-004", an_annex((PROMISED, reports))) == found


def test_a_point_without_any_follow_up_on_the_day_is_found() -> None:
    dossier = a_dossier(
        a_commitment(point="a", number="1"), a_follow_up(point="a"), a_commitment(point="b", number="2")
    )
    assert words("STA-005", a_context(dossier=dossier)) == ["b"]


def test_a_point_whose_first_entry_is_later_has_none_on_the_day() -> None:
    dossier = a_dossier(a_follow_up(as_of="2023-03-15"))
    assert len(findings("STA-005", a_context(dossier=dossier, as_of="2023-03-10"))) == 1
    assert findings("STA-005", a_context(dossier=dossier, as_of="2023-03-17")) == []


@pytest.mark.parametrize(
    ("due", "state", "found"),
    [
        ("2023-03-10", "planned", 1),
        ("2023-03-10", "ongoing", 1),
        ("2023-03-10", "delayed", 1),
        ("2023-03-10", "", 1),
        ("2023-03-10", "done", 0),
        ("2023-03-10", "withdrawn", 0),
        ("2023-03-17", "planned", 0),
        ("2023-03", "planned", 0),
        ("end 2023-02", "planned", 1),
        ("", "planned", 0),
    ],
)
def test_what_is_not_done_is_not_overdue(due: str, state: str, found: int) -> None:
    dossier = a_dossier(a_commitment(), a_follow_up(due=due, state=state))
    assert len(findings("STA-006", a_context(dossier=dossier))) == found


def test_an_overdue_item_is_told_with_its_day_at_its_cell() -> None:
    (finding,) = findings("STA-006", a_context(dossier=a_dossier(a_follow_up(due="2023-03-10", state="planned"))))
    assert (finding.grade, finding.place.column) == (Grade.WARNING, "due")
    assert "10 March 2023" in finding.message.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("last", "state", "due", "found"),
    [
        ("2023-02-01", "ongoing", "", 1),
        ("2023-02-01", "planned", "2023-06", 0),
        ("2023-02-01", "done", "", 0),
        ("2023-02-01", "", "", 0),
        ("2023-03-01", "ongoing", "", 0),
        ("2023-02-01", "ongoing", "2023-03-01", 0),
    ],
)
def test_an_open_item_without_news_for_long_is_a_hint(last: str, state: str, due: str, found: int) -> None:
    dossier = a_dossier(a_follow_up(as_of=last, state=state, due=due))
    hints = findings("STA-007", a_context(dossier=dossier))
    assert len(hints) == found
    assert all(each.grade is Grade.HINT for each in hints)


def test_a_row_that_confirms_a_wording_is_news() -> None:
    rows = (a_follow_up(as_of="2023-01-01", state="ongoing"), a_follow_up(as_of="2023-03-10", text=""))
    assert len(findings("STA-007", a_context(dossier=a_dossier(rows[0])))) == 1
    assert findings("STA-007", a_context(dossier=a_dossier(*rows))) == []


def test_the_days_of_silence_are_a_setting() -> None:
    context = a_context(dossier=a_dossier(a_follow_up(as_of="2023-03-01", state="ongoing")))
    assert len(findings("STA-007", with_stale_after(context, 10))) == 1
    assert findings("STA-007", with_stale_after(context, 16)) == []


def with_stale_after(context: CheckContext, days: int) -> CheckContext:
    return replace(context, settings=RuleSettings(stale_after=days))


@pytest.mark.parametrize(
    ("holds", "text", "found"),
    [
        ("2023-03-02", "The plan was adopted on 14 March.", ["14 March"]),
        ("2023-03-14", "The plan was adopted on 14 March.", []),
        ("2023-03-02", "The plan will be adopted on 14 March.", []),
        ("2023-03-02", "The plan was adopted on 20 March.", []),  # after the as-of date: DAT-001 says so
    ],
)
def test_an_entry_tells_of_nothing_later_than_its_own_day(holds: str, text: str, found: list[str]) -> None:
    dossier = a_dossier(a_follow_up(as_of=holds, text=text))
    annex = a_manuscript(a_typed_cell(text), kind="annex")
    assert words("STA-008", a_context(annex, dossier=dossier)) == found


def test_files_alone_are_not_asked_about_the_record() -> None:
    assert [
        findings(rule, "The plan was adopted on 14 March.") for rule in ("STA-005", "STA-006", "STA-007", "STA-008")
    ] == [
        [],
        [],
        [],
        [],
    ]
