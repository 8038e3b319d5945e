"""What a shell offers when Tab is pressed: names that the workspace around has. Nothing is said where there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefgen.errors import BriefgenError
from briefgen.production.order import Where

if TYPE_CHECKING:
    from briefgen.facade import Dossier
    from briefgen.workspace import Workspace

Completer = Callable[[click.Context, click.Parameter, str], list[str]]


def _completing(names_for: Callable[[Where], Iterable[str]]) -> Completer:
    """Offers of some names those that begin as what was typed; none where they cannot be read."""

    def complete(context: click.Context, _parameter: click.Parameter, typed: str) -> list[str]:
        given = context.params
        with suppress(BriefgenError, OSError):
            asked = Where(Path.cwd(), given.get("workspace"), given.get("dossier"))
            return [name for name in names_for(asked) if name.startswith(typed)]
        return []

    return complete


def _workspace(asked: Where) -> Workspace:
    from briefgen.production.record import workspace_for

    return workspace_for(asked)


def _dossier(asked: Where) -> Dossier:
    from briefgen.facade import Dossier

    return Dossier.at(asked)


def _templates(asked: Where) -> list[str]:
    folder = _workspace(asked).templates
    return sorted(each.name for each in folder.glob("*.docx") if not each.name.startswith("~$"))


def _rules(_asked: Where) -> list[str]:
    from briefgen.commands.rules import find_rules

    ids = [rule.id for rule in find_rules("all")]
    return [*dict.fromkeys(each.partition("-")[0] for each in ids), *ids]


dossiers = _completing(lambda asked: _workspace(asked).dossier_ids())
languages = _completing(lambda asked: ("all", *_dossier(asked).languages))
documents = _completing(lambda asked: ("all", *_dossier(asked).documents))
recipients = _completing(lambda asked: ("all", *_dossier(asked).recipients))
templates = _completing(_templates)
rules = _completing(_rules)
