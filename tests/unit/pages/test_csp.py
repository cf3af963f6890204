"""What a page lets a browser load and run."""

from __future__ import annotations

import base64
import hashlib
import re

from guide.pages.csp import HEADERS, files, policy, with_policy

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
    assert f"script-src 'self' 'wasm-unsafe-eval' {_digest('let a;')};" in allowed
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
