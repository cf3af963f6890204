"""Words on every page: none is broken inside, from the narrowest telephone to a desk, in faces that readers have."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from visiting import flawless, restyle
from words import BROKEN, FACES


@pytest.mark.parametrize("face", FACES)
def test_no_word_is_broken(browser: Browser, address: str, paths: tuple[str, ...], face: str) -> None:
    """With all that is folded open, words stay whole and nothing leaves the screen."""
    faults = []
    with browser.new_context() as context, flawless(context) as page:
        for path in paths:
            page.goto(address + path[1:])
            page.evaluate("document.querySelectorAll('main details').forEach((one) => (one.open = true))")
            restyle(page, f":root {{ --sans: {FACES[face]}, sans-serif !important; }}")
            for width in (320, 360, 390, 480, 768, 1280):
                page.set_viewport_size({"width": width, "height": 800})
                broken = page.evaluate(BROKEN)
                beyond = page.evaluate("document.documentElement.scrollWidth") - width
                if broken or beyond > 0:
                    faults.append(f"{path} at {width}: {', '.join(broken[:5])}; {max(beyond, 0)} pixels beyond")
    assert not faults, "\n".join(faults)
