"""The pictures that show the guide: what is put together is what was taken."""

from __future__ import annotations

import base64

from playwright.sync_api import Browser
from screenshots import joined

COLOURS = """async (address) => {
  const image = await createImageBitmap(await (await fetch(address)).blob());
  const board = new OffscreenCanvas(image.width, image.height).getContext("2d");
  board.drawImage(image, 0, 0);
  const colours = [0, 45, image.width - 1].map((x) => [...board.getImageData(x, 3, 1, 1).data]);
  return { size: [image.width, image.height], colours };
}"""


def picture(browser: Browser, colour: str) -> bytes:
    """Return a picture of nothing but a colour."""
    with browser.new_context(viewport={"width": 40, "height": 30}) as context:
        page = context.new_page()
        page.set_content(f"<body bgcolor={colour}>")
        return page.screenshot()


def test_pictures_are_joined(browser: Browser) -> None:
    """Two pictures must stand beside each other in one, in their own colours, with a gap that shows nothing."""
    both = joined(browser, [picture(browser, "#0b6b57"), picture(browser, "#b3362b")])
    with browser.new_context() as context:
        seen = context.new_page().evaluate(COLOURS, f"data:image/png;base64,{base64.b64encode(both).decode()}")
    assert seen["size"] == [100, 30]
    assert seen["colours"] == [[11, 107, 87, 255], [0, 0, 0, 0], [179, 54, 43, 255]]
