"""The built sites that each test of this folder looks at."""

from __future__ import annotations

import pytest
from built import Site


@pytest.fixture(params=["site", "small_site", "past_site"])
def any_site(request: pytest.FixtureRequest) -> Site:
    """Each built guide in turn."""
    chosen = request.getfixturevalue(request.param)
    assert isinstance(chosen, Site)
    return chosen
