"""Every built page tells the browser what it may load and run."""

from __future__ import annotations

from built import Site
from guide.pages.csp import policy


def test_every_page_has_the_policy_of_its_own_content(any_site: Site) -> None:
    """The digests must be those of what the page really holds, on the page for missing addresses too."""
    for page in any_site.pages.values():
        said = page.one("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert said == policy(page.html), page.address
        assert said.count("sha256-") == page.html.count("<style>") + 1


def test_no_page_stands_outside_the_policy(any_site: Site) -> None:
    """Pages that lead on and pages for frames have it too: whatever is read as HTML says what it may run."""
    files = [*any_site.folder.rglob("*.html")]
    assert len(files) > len(any_site.pages)
    for file in files:
        html = file.read_text(encoding="utf-8")
        assert html.count('<meta http-equiv="Content-Security-Policy"') == 1, file
        assert policy(html) in html, file
