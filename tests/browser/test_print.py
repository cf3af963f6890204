"""Every kind of page on paper: no controls, whole tables, and sources that can be followed without a link."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from built import Site
from kinds import kinds
from playwright.sync_api import Browser, Page, ViewportSize

A4 = ViewportSize(width=718, height=1046)
"""What is left of a sheet of A4 between margins of a centimetre, in pixels."""


CONTROLS = "button, input, select, textarea, dialog, .site-header nav, .site-footer nav, .contents, .skip"

PRINTED = """() => {
  const bare = ({ borderTopStyle, backgroundColor, textDecorationLine }) =>
    borderTopStyle === "none" && backgroundColor === "rgba(0, 0, 0, 0)" && textDecorationLine === "none";
  return [...document.querySelectorAll("CONTROLS")]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }))
    .filter((element) => !(element.closest("th") && bare(getComputedStyle(element))))
    .map((element) => element.outerHTML.slice(0, 80));
}""".replace("CONTROLS", CONTROLS)
"""Finds controls; the heading of a column that can be pressed may stay, if it looks like nothing but a heading."""


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


COLOURS = """() => {
  const bright = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0) / 3;
  const papers = [document.documentElement, document.body].map((one) => getComputedStyle(one).backgroundColor);
  const inks = [...document.querySelectorAll("h1, main p, main td, main a")].map((one) => getComputedStyle(one).color);
  return [
    ...papers.filter((paper) => !paper.endsWith(", 0)") && bright(paper) < 250),
    ...new Set(inks.filter((ink) => bright(ink) > 110)),
  ];
}"""

FAULTS = {"controls": PRINTED, "cut": CUT, "silent": SILENT, "colours": COLOURS}
"""What finds each kind of fault on a printed page."""

Printed = Mapping[str, Mapping[str, list[str]]]


@pytest.fixture(scope="module")
def printed(browser: Browser, site: Site, address: str) -> Printed:
    """What is wrong with each kind of page as it is printed, by somebody whose system is dark."""
    with browser.new_context(viewport=A4, color_scheme="dark") as context:
        page = context.new_page()
        page.emulate_media(media="print")
        return {path: _printed(page, address + path[1:]) for path in kinds(site).values()}


def _printed(page: Page, address: str) -> Mapping[str, list[str]]:
    page.goto(address)
    return {name: page.evaluate(script) for name, script in FAULTS.items()}


def _faults(printed: Printed, name: str) -> dict[str, list[str]]:
    return {path: faults[name] for path, faults in printed.items() if faults[name]}


def test_no_control_is_printed(printed: Printed) -> None:
    """Menus, buttons and fields do nothing on paper, so none of them may be printed."""
    assert _faults(printed, "controls") == {}


def test_tables_are_printed_whole(printed: Printed) -> None:
    """A table must stand on the sheet with all its columns and rows; nothing of it may be cut off or float."""
    assert _faults(printed, "cut") == {}


def test_sources_are_written_out(printed: Printed) -> None:
    """Whoever holds the sheet must be able to type the address of every source."""
    assert _faults(printed, "silent") == {}


def test_ink_is_dark_and_paper_white(printed: Printed) -> None:
    """A reader's dark colours must not be printed: pale words on white paper cannot be read."""
    assert _faults(printed, "colours") == {}
