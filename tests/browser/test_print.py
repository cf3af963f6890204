"""Every kind of page on paper: no controls, whole tables, and sources that can be followed without a link."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from built import Site
from kinds import kinds
from playwright.sync_api import Browser, Page, ViewportSize

A4 = ViewportSize(width=718, height=1046)
"""What is left of a sheet of A4 between margins of a centimetre, in pixels."""


@pytest.fixture(scope="module")
def paper(browser: Browser) -> Iterator[Page]:
    """A page as it is printed, by somebody whose system is dark."""
    with browser.new_context(viewport=A4, color_scheme="dark") as context:
        page = context.new_page()
        page.emulate_media(media="print")
        yield page


CONTROLS = "button, input, select, textarea, dialog, .site-header nav, .site-footer nav, .contents, .skip"

PRINTED = """(controls) => {
  const bare = ({ borderTopStyle, backgroundColor, textDecorationLine }) =>
    borderTopStyle === "none" && backgroundColor === "rgba(0, 0, 0, 0)" && textDecorationLine === "none";
  return [...document.querySelectorAll(controls)]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }))
    .filter((element) => !(element.closest("th") && bare(getComputedStyle(element))))
    .map((element) => element.outerHTML.slice(0, 80));
}"""
"""Finds controls; the heading of a column that can be pressed may stay, if it looks like nothing but a heading."""


def test_no_control_is_printed(paper: Page, site: Site, address: str) -> None:
    """Menus, buttons and fields do nothing on paper, so none of them may be printed."""
    for path in kinds(site).values():
        paper.goto(address + path[1:])
        assert paper.evaluate(PRINTED, CONTROLS) == [], path


CUT = """() => {
  const sheet = document.documentElement.clientWidth;
  const cut = (element) => getComputedStyle(element).overflow !== "visible"
    && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1);
  const around = (element) => (element ? [element, ...around(element.parentElement)] : []);
  return [...document.querySelectorAll("table")].filter((table) => table.checkVisibility()).flatMap((table) => [
    ...around(table.parentElement).filter(cut).map((element) => `cut by ${element.outerHTML.slice(0, 80)}`),
    ...[...table.querySelectorAll("th, td")]
      .filter((cell) => cell.getBoundingClientRect().right > sheet + 1 || cell.scrollWidth > cell.clientWidth + 1)
      .map((cell) => `off the sheet: ${cell.textContent.trim().slice(0, 60)}`),
    ...[...table.querySelectorAll("thead, th, td")]
      .filter((cell) => getComputedStyle(cell).position === "sticky")
      .map((cell) => `floating: ${cell.textContent.trim().slice(0, 60)}`),
  ]).slice(0, 10);
}"""


def test_tables_are_printed_whole(paper: Page, site: Site, address: str) -> None:
    """A table must stand on the sheet with all its columns and rows; nothing of it may be cut off or float."""
    for path in kinds(site).values():
        paper.goto(address + path[1:])
        assert paper.evaluate(CUT) == [], path


SILENT = """() => {
  const written = document.querySelector("main").innerText;
  const plain = (address) => address.replace(/^https:\\/\\//, "").replace(/\\/$/, "");
  const generated = (link) => ["::before", "::after"].map((part) => getComputedStyle(link, part).content).join(" ");
  return [...document.querySelectorAll("main a[href^='https://']")]
    .filter((link) => link.checkVisibility())
    .filter((link) => ![link.getAttribute("href"), "attr(href)"].some((sign) => generated(link).includes(sign)))
    .map((link) => plain(link.getAttribute("href")))
    .filter((address) => !written.includes(address));
}"""
"""Finds links to other sites whose address is neither in the text nor written behind the link by a style."""


def test_sources_are_written_out(paper: Page, site: Site, address: str) -> None:
    """Whoever holds the sheet must be able to type the address of every source."""
    for path in kinds(site).values():
        paper.goto(address + path[1:])
        assert paper.evaluate(SILENT) == [], path


COLOURS = """() => {
  const bright = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0) / 3;
  const papers = [document.documentElement, document.body].map((one) => getComputedStyle(one).backgroundColor);
  const inks = [...document.querySelectorAll("h1, main p, main td, main a")].map((one) => getComputedStyle(one).color);
  return {
    papers: papers.filter((paper) => !paper.endsWith(", 0)") && bright(paper) < 250),
    inks: [...new Set(inks.filter((ink) => bright(ink) > 110))],
  };
}"""


def test_ink_is_dark_and_paper_white(paper: Page, site: Site, address: str) -> None:
    """A reader's dark colours must not be printed: pale words on white paper cannot be read."""
    for path in kinds(site).values():
        paper.goto(address + path[1:])
        assert paper.evaluate(COLOURS) == {"papers": [], "inks": []}, path
