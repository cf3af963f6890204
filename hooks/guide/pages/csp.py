"""What a browser may load and run for a page: nothing but the site's own files and the page's own styles and scripts.

The policy stands in the page itself (Content Security Policy Level 3, delivery by `meta`), so that it holds on hosts
that let nobody set headers. What only a header can say stands in `_headers`, for hosts that read that file; there the
policy is said once more for everything at all, so that nothing can be served outside it.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping

from guide.derive import routes

_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_PLACE = '<meta charset="utf-8">'

_INLINE_SCRIPT = "'sha256-g1AEMjO8XkzaZWO6KAwIh3mYzW5ZC86/ZV1asHw8p68='"
"""The digest of `scripts/shared/palette-first.js`, the one script that stands in pages themselves."""


def _directives(scripts: Iterable[str], styles: Iterable[str]) -> str:
    """Return a policy; takes what is allowed beside the files of the site."""
    return "; ".join(
        (
            "default-src 'self'",
            " ".join(("script-src 'self'", *scripts)),
            " ".join(("style-src 'self'", *styles)),
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
        )
    )


HEADERS: Mapping[str, Mapping[str, str]] = {
    "/*": {
        "Content-Security-Policy": _directives([_INLINE_SCRIPT], ["'unsafe-inline'"]),  # Which styles, each page says.
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Access-Control-Allow-Origin": "*",
    },
    f"/{routes.VERSIONS}/*": {"Cache-Control": "public, max-age=31536000, immutable"},
}
"""By path: programs on other sites may read everything, for it is public and nobody is known here; no type is guessed.

What never changes under its address is kept for good. All else is asked after each time, which hosts that read the
file say by themselves; said here too, the two would be joined for what is kept.
"""


def with_policy(html: str) -> str:
    """Return a page with its policy in the head, before anything that the policy is about."""
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(html)}">'
    return html.replace(_PLACE, f"{_PLACE}\n{meta}", 1)


def policy(html: str) -> str:
    """Return the policy of a page; its own inline styles and scripts are allowed by their digests."""
    return _directives(_digests(_SCRIPT, html), _digests(_STYLE, html))


def files() -> dict[str, str]:
    """Return the file of headers, as Netlify and Cloudflare Pages read it."""
    lines = ((path, *(f"  {name}: {value}" for name, value in headers.items())) for path, headers in HEADERS.items())
    return {routes.HEADERS: "".join(f"{line}\n" for block in lines for line in block)}


def _digests(inline: re.Pattern[str], html: str) -> Iterator[str]:
    for content in inline.findall(html):
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        yield f"'sha256-{digest}'"
