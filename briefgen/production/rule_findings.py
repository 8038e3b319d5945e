"""The rules asked about the documents of a dossier; what the baseline knows already is held back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct

from briefgen.checks import CheckContext, RuleSelection, RuleSettings, all_rules, check
from briefgen.checks.language.glossary import glossary_of
from briefgen.compose import manuscripts_of
from briefgen.findings import Finding, Grade, Place, error, hint
from briefgen.model.manuscript import Manuscript
from briefgen.production.record import house_style_options
from briefgen.production.workshop import DocumentJob, Workshop
from briefgen.workspace import BASELINE_FILE
from briefgen.workspace.check_settings import SUPERFLUOUS, UNKNOWN_RULE, CheckSettings, KnownFinding, check_settings_of


class Judged(Struct, frozen=True):
    """Findings without those that the baseline knows.

    Attributes:
        known: those that it knows, with its entry of each.
    """

    findings: tuple[Finding, ...]
    known: tuple[tuple[Finding, KnownFinding], ...] = ()


def check_jobs(workshop: Workshop, jobs: Iterable[DocumentJob]) -> tuple[Finding, ...]:
    """What the rules say of the documents that some jobs will make: errors and warnings, without known ones.

    Letter and annex are held against each other even where only one of them is to be made; but what is wrong with the
    other alone does not count.
    """
    wanted, settings = list(jobs), settings_of(workshop)
    documents = frozenset(job.document.name for job in wanted)
    found = dict.fromkeys(find_unknown_rules(selection(settings)))
    for language in dict.fromkeys(job.language for job in wanted):
        found |= dict.fromkeys(_in_language(workshop, language, documents))
    judged = judge(found, settings)
    return tuple(each for each in judged.findings if each.grade > Grade.HINT)


def _in_language(workshop: Workshop, language: str, documents: frozenset[str]) -> Iterator[Finding]:
    context = context_of(workshop, language)
    elsewhere = _places(each for each in context.manuscripts if each.name not in documents)
    elsewhere -= _places(each for each in context.manuscripts if each.name in documents)
    chosen = selection(settings_of(workshop))
    return (each for each in check(context, chosen) if _spot(each.place) not in elsewhere)


def context_of(workshop: Workshop, language: str) -> CheckContext:
    """All documents of the dossier in one language, with the record that they come from, as it was known.

    Changes are asked about since the day that the order compares with, if it names one.
    """
    situation, documents = workshop.situation, workshop.record.dossier.documents
    manuscripts = manuscripts_of(situation, workshop.request_for(language), documents)
    glossary = glossary_of(situation.profile.glossary)
    settings = rule_settings(settings_of(workshop))
    return CheckContext(
        manuscripts,
        situation,
        situation.as_of,
        glossary,
        settings,
        workshop.order.since,
        house=workshop.record.house,
        options=house_style_options(workshop.record.workspace),
    )


def rule_settings(settings: CheckSettings) -> RuleSettings:
    """What the rules are told of the workspace's settings."""
    asked = {name: getattr(settings, name) for name in ("stale_after", "unchanged_after", "slips_after")}
    return RuleSettings(**{name: number for name, number in asked.items() if number})


def settings_of(workshop: Workshop) -> CheckSettings:
    """What the workspace says of its checks."""
    return check_settings_of(workshop.record.workspace.checks)


def selection(settings: CheckSettings, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> RuleSelection:
    """The rules that are asked: those that a command names, else those of the workspace."""
    return RuleSelection(tuple(select) or settings.select, (*settings.ignore, *ignore))


def judge(
    findings: Iterable[Finding], settings: CheckSettings, was_asked: Callable[[KnownFinding], bool] = lambda _: True
) -> Judged:
    """The findings that the baseline does not know, and a hint for each of its entries that knows nothing any more.

    Args:
        was_asked: whether what an entry knows would have been found, were it still there: its file was read, and its
            rule asked.
    """
    left, known = [], []
    for each in findings:
        entry = next((entry for entry in settings.baseline if entry.covers(each)), None)
        if entry is None:
            left.append(each)
        else:
            known.append((each, entry))
    used = {id(entry) for _, entry in known}
    left += _superfluous([entry for entry in settings.baseline if id(entry) not in used and was_asked(entry)])
    return Judged(tuple(left), tuple(known))


def _superfluous(entries: Sequence[KnownFinding]) -> Iterator[Finding]:
    """A hint for each entry that a person has written, and one for all that a program has."""
    for entry in entries:
        if entry.listed_in != BASELINE_FILE:
            message = f"the baseline knows a finding that is not there any more: {entry}."
            yield hint(SUPERFLUOUS, Place(entry.listed_in), message, "Take the entry out.", entry.words)
    if written := [entry for entry in entries if entry.listed_in == BASELINE_FILE]:
        what = "a finding that is" if len(written) == 1 else f"{len(written)} findings that are"
        message = f"the baseline knows {what} not there any more, such as {written[0]}."
        yield hint(SUPERFLUOUS, Place(BASELINE_FILE), message, "`briefgen check --write-baseline` writes it anew.")


def find_unknown_rules(chosen: RuleSelection) -> Iterator[Finding]:
    """An error for each rule or family that does not exist."""
    for each in chosen.unknown(all_rules()):
        message = f"“{each}” is neither a rule of the checks nor the beginning of one."
        yield error(UNKNOWN_RULE, Place("briefgen.toml"), message, _families(), each)


def _families() -> str:
    families = dict.fromkeys(rule.family for rule in all_rules().values())
    return f"The families are: {', '.join(families)}; `briefgen check --explain all` lists the rules."


def _places(manuscripts: Iterable[Manuscript]) -> set[object]:
    return {_spot(passage.place) for each in manuscripts for passage in each.passages}


def _spot(place: Place) -> object:
    """The row of a table; of other files, the file alone."""
    return place.file, place.sheet, place.row
