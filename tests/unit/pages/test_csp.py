"""What a page lets a browser load and run."""

from __future__ import annotations

import base64
import hashlib
import re

from guide.pages.csp import HEADERS, files, policy, with_policy
from worlds import REPOSITORY, read

PAGE = """<head>
<meta charset="utf-8">
<style>
a { }
</style>
<script>let a;</script>
<script src="b.js"></script>
</head>"""


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_only_the_pages_own_style_and_script_are_allowed() -> None:
    """What stands in the page is allowed by its digest, character for character, and nothing else inline is."""
    allowed = policy(PAGE)
    assert f"style-src 'self' {_digest(chr(10) + 'a { }' + chr(10))};" in allowed
    assert f"script-src 'self' {_digest('let a;')};" in allowed
    assert "unsafe-inline" not in allowed
    assert "'unsafe-eval'" not in allowed


def test_the_policy_stands_before_what_it_is_about() -> None:
    """A policy that comes late lets through what came before."""
    page = with_policy(PAGE)
    assert page.index("Content-Security-Policy") < page.index("<style>") < page.index("<script>")


def test_the_headers_are_in_the_form_that_hosts_read() -> None:
    """A path on its own line, then its headers, each indented."""
    lines = files()["_headers"].splitlines()
    assert lines[0] == "/*"
    assert {line for line in lines if line.startswith("/")} == HEADERS.keys()
    assert all(re.fullmatch(r"/\S*|  [A-Z][A-Za-z-]+: \S.*", line) for line in lines)
    assert "  Access-Control-Allow-Origin: *" in lines


def test_everything_is_under_a_policy_where_headers_can_be_set() -> None:
    """No file is served outside it, and it allows no script in a page but the one that every page has."""
    first = read(REPOSITORY, "overrides/scripts/shared/palette-first.js").rstrip("\n")
    allowed = HEADERS["/*"]["Content-Security-Policy"]
    assert f"script-src 'self' {_digest(first)};" in allowed
    assert allowed.partition("style-src")[0] == policy(f"<script>{first}</script>").partition("style-src")[0]


def test_the_configuration_of_nginx_has_every_header() -> None:
    """All that is said of every file is said once, for a location with headers of its own inherits none."""
    configuration = read(REPOSITORY, "docs/nginx.conf")
    for name, value in HEADERS["/*"].items():
        assert re.search(rf"add_header {name} (\"?){re.escape(value)}\1 always;", configuration), name
    assert all("add_header" not in place for place in re.findall(r"location [^}]+\{[^}]*\}", configuration))
    (kept,) = (headers["Cache-Control"] for headers in HEADERS.values() if "Cache-Control" in headers)
    assert f'"{kept}";' in configuration


def test_no_two_sets_of_headers_say_one_thing() -> None:
    """A host that finds two for a file joins their values, and what comes of it nobody means."""
    names = [name for headers in HEADERS.values() for name in headers]
    assert len(names) == len(set(names))
