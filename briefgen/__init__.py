"""briefgen: official correspondence from dated status data.

import briefgen

situation = briefgen.open("folder").dossier("name").as_of("2023-03-17")
situation.annex(language="fr").save("annex.docx")

These names (`briefgen.facade`) are what programs build on. Behind them stand the stages, in order:

1. `briefgen.sources` reads tables and `dossier.yaml` into a `Dossier`, all that was ever recorded;
2. `briefgen.asof` cuts it at a date into a `Situation`, what stands on that day;
3. `briefgen.text` and `briefgen.localise` turn texts and values into rich text in one language;
4. `briefgen.compose` builds from these what a template sees;
5. `briefgen.word` fills the template;
6. `briefgen.outputs` writes the file, whole or not at all.

`__init__.pyi` says the same to type checkers.
"""

import sys
from importlib import import_module
from types import ModuleType

__version__ = "0.2.0"

# start-up: each is imported when it is first asked for
_FACADE = frozenset(
    """
    BriefgenError Document Dossier Figure Finding FindingsError Grade Item MakeOptions OutputError Place Point Situation
    Template UnreadableInputError UsageProblemError Workspace check open
    """.split()
)


class _TopPackage(ModuleType):
    """The package, in which `redline` is the function of the facade, though a room has the same name.

    Importing a room binds its name here; `from briefgen.redline import …` does not look for it here.
    """

    @property
    def redline(self) -> object:
        return import_module("briefgen.facade").redline

    @redline.setter
    def redline(self, _room: ModuleType) -> None:
        pass


sys.modules[__name__].__class__ = _TopPackage


def __getattr__(name: str) -> object:
    if name in _FACADE:
        return getattr(import_module("briefgen.facade"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *_FACADE, "redline"})
