"""Readers who want less motion: nothing fades, slides or glides, whatever they press."""

from __future__ import annotations

from built import Site
from kinds import kinds
from playwright.sync_api import Browser

WATCH = """
  window.moved = [];
  for (const kind of ["animationstart", "transitionrun"])
    addEventListener(kind, ({ target }) => window.moved.push(`${kind}: ${target.outerHTML.slice(0, 80)}`), true);
  addEventListener("submit", (event) => event.preventDefault());
"""
"""Notes what moves. A form that leads to another page is sent, as far as its page goes, but the page stays."""

PRESS = """async () => {
  const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const wanted = "button, summary, label, input[type=radio], input[type=checkbox]";
  const controls = [...document.querySelectorAll(wanted)].filter((one) => one.checkVisibility());
  for (const control of controls.slice(0, 12)) {
    control.focus();
    control.click();
    await drawn();
    for (const { effect } of document.getAnimations()) window.moved.push(effect.target.outerHTML.slice(0, 80));
  }
  return { moved: window.moved, glides: getComputedStyle(document.documentElement).scrollBehavior !== "auto" };
}"""
"""Presses the first dozen of controls and looks after each whether anything moves."""


def test_nothing_moves_for_those_who_want_less_motion(browser: Browser, site: Site, address: str) -> None:
    """With reduced motion no animation or transition may run and no jump may glide, before and after a press."""
    with browser.new_context(reduced_motion="reduce") as context:
        context.add_init_script(WATCH)
        page = context.new_page()
        for path in kinds(site).values():
            page.goto(address + path[1:])
            page.locator("main a").filter(visible=True).first.hover()
            assert page.evaluate(PRESS) == {"moved": [], "glides": False}, path
