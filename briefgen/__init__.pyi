"""What programs build on, as type checkers see it; `briefgen.facade` lists and explains it."""

from briefgen.facade import *  # noqa: F403  # all of it, and nothing else

__version__: str
