"""The manual as a site, built once, and a browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.site.built import BuiltSite, build_site, served_at


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The site as `make docs` builds it."""
    return build_site(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="session")
def address(site: BuiltSite) -> Iterator[str]:
    """Where the site is served on this computer."""
    with served_at(site) as address:
        yield address
