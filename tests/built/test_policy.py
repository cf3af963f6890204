"""Every built page tells the browser what it may load and run."""

from __future__ import annotations

from built import Site
from guide.pages.csp import policy


def test_every_page_has_the_policy_of_its_own_content(any_site: Site) -> None:
    """The digests must be those of what the page really holds, on the page for missing addresses too."""
    for page in any_site.pages.values():
        said = page.one("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert said == policy(page.html), page.address
        assert said.count("sha256-") == 2
