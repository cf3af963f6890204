"""The pages of samples: whose code is shown, what the address holds, copying, keys, paper, and doing without script."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from built import Site, build
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from sampling import SHOWN, VIEWS, with_samples
from shared import built_once
from visiting import accessibility_faults, flawless, served
from worlds import ENVIRONMENT, copy_small_world, read, write

RUNS = "data/samples.yml"


def _world(folder: Path) -> Path:
    """Return a small guide in which all three have a sample, one with lines that are too long for any screen."""
    root = with_samples(copy_small_world(folder))
    for path in ("samples/pebble/sample.yml", "samples/pebble/open.go"):
        write(root, path.replace("pebble", "folio"), read(root, path))
    runs = read(root, RUNS)
    write(root, RUNS, runs + "folio:" + runs.partition("pebble:")[2])
    write(root, SHOWN, VIEWS.replace("no key, no drawer", "x" * 150))
    return root


@pytest.fixture(scope="module")
def sampled(shared: Path) -> Site:
    """The small guide with samples."""
    folder = shared / "sampled" / "site"
    return built_once(folder, lambda folder: build(_world(folder.parent / "world"), folder, **ENVIRONMENT))


@pytest.fixture(scope="module")
def code(sampled: Site) -> Iterator[str]:
    """The first page of samples."""
    with served(sampled.folder) as address:
        yield f"{address}code/"


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """A telephone."""
    with browser.new_context(viewport={"width": 360, "height": 720}, has_touch=True) as context:
        yield context


def shows(page: Page, *names: str) -> None:
    """Wait until the code of just these is seen."""
    page.wait_for_function(
        """(names) => [...document.querySelectorAll(".samples > section")]
             .filter((one) => one.checkVisibility()).map((one) => one.id).join() === names.join()""",
        arg=list(names),
    )


def box(page: Page, name: str) -> Locator:
    return page.get_by_role("checkbox", name=name)


def test_two_stand_side_by_side_and_a_third_can(page: Page, code: str) -> None:
    """At first the first two; whoever is ticked as well stands in the same row, and in the address."""
    page.goto(code)
    shows(page, "granite", "pebble")
    box(page, "Folio").check()
    shows(page, "granite", "pebble", "folio")
    tops = page.locator(".samples > section").evaluate_all("all => all.map((one) => one.getBoundingClientRect().top)")
    assert len(set(tops)) == 1
    expect(page).to_have_url(f"{code}?f=granite,pebble,folio")
    box(page, "Granite").uncheck()
    box(page, "Pebble").uncheck()
    expect(page).to_have_url(f"{code}?f=folio")
    box(page, "Folio").click()
    shows(page, "folio")


def test_the_address_says_whose_code_is_shown(page: Page, code: str) -> None:
    """In a former name too; an anchor alone shows its own, and other tasks open with the same choice."""
    page.goto(f"{code}?f=folio,old-granite&utm_source=x")
    shows(page, "granite", "folio")
    page.get_by_role("link", name="Closing it").click()
    expect(page).to_have_url(f"{code}close/?f=granite,folio")
    shows(page, "granite", "folio")
    page.goto(f"{code}#folio")
    shows(page, "folio")
    page.goto(f"{code}close/?f=marble")
    shows(page, "granite", "pebble")
    expect(page.locator("#said")).to_have_text("“marble” is not one of the answers to “f”.")


def test_a_phone_shows_one_at_a_time(phone: BrowserContext, code: str) -> None:
    """The choice stays in view; another one takes the place of the first, at its beginning."""
    with flawless(phone) as page:
        page.goto(code)
        shows(page, "granite")
        page.mouse.wheel(0, 600)
        summary = page.locator("#choice summary")
        expect(summary).to_be_in_viewport()
        summary.click()
        box(page, "Folio").check()
        shows(page, "folio")
        expect(page.get_by_role("heading", name="Folio")).to_be_in_viewport()
        assert summary.inner_text().split() == ["Shown:", "Folio"]
        expect(page).to_have_url(f"{code}?f=folio")


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_only_blocks_of_code_scroll_sideways(page: Page, code: str, width: int) -> None:
    """Ten thousand columns stay within their block, which keys can scroll."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(code)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    block = page.locator("#granite pre").first
    block.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("(block) => block.scrollLeft > 0", arg=block.element_handle())
    page.set_viewport_size({"width": 1280, "height": 900})


def test_keys_choose_and_copy(browser: Browser, code: str) -> None:
    """What is copied is the code as it stands in the file, and that is said."""
    with (
        browser.new_context(
            viewport={"width": 1280, "height": 900}, permissions=["clipboard-read", "clipboard-write"]
        ) as c,
        flawless(c) as page,
    ):
        page.goto(code)
        box(page, "Granite").focus()
        page.keyboard.press("Space")
        shows(page, "pebble")
        button = page.locator("#pebble .copy").first
        button.focus()
        page.keyboard.press("Enter")
        expect(button).to_have_text("Copied")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == 'func open(key string) int {\n\tif key == "" {\n\t\treturn 422\n\t}\n\treturn 201\n}'


def test_it_is_complete_without_script(browser: Browser, code: str) -> None:
    """All of it is there, and no control that does nothing."""
    with browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.goto(code)
        assert page.locator("main button").count() == 0
        expect(page.locator("#choice")).to_be_hidden()
        shows(page, "granite", "pebble", "folio")


def test_the_choice_works_where_the_script_does_not_come(browser: Browser, code: str) -> None:
    """By style alone."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.route("**/scripts/**", lambda route: route.abort())
        page.goto(code)
        shows(page, "granite", "pebble")
        box(page, "Folio").check()
        shows(page, "granite", "pebble", "folio")


def test_nothing_moves_when_the_script_comes(page: Page, code: str) -> None:
    """Buttons find their room ready."""
    for address in (code, f"{code}?f=folio"):
        page.goto(address)
        page.mouse.move(5, 5)
        page.mouse.move(9, 9)
        page.wait_for_function("document.querySelector('.copy')")
        shift = """new Promise((done) => {
            const sum = (list) => list.getEntries().reduce((total, one) => total + one.value, 0);
            new PerformanceObserver((list) => done(sum(list))).observe({ type: "layout-shift", buffered: true });
            setTimeout(done, 300, 0);
        })"""
        assert page.evaluate(shift) == 0


def test_paper_has_what_is_shown(page: Page, code: str) -> None:
    """Without controls, and with lines that end on the paper."""
    page.goto(code)
    page.emulate_media(media="print")
    for control in (".choice", ".tasks", ".copy"):
        expect(page.locator(control).first).to_be_hidden()
    block = page.locator("#granite pre").first
    expect(block).to_be_visible()
    assert block.evaluate("(one) => one.scrollWidth <= one.clientWidth")
    page.emulate_media(media="screen")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_reader_can_read_it(browser: Browser, code: str, scheme: str) -> None:
    """Colours of code included, on the page and where the first task is shown again."""
    with browser.new_context(color_scheme="dark" if scheme == "dark" else "light") as context:
        page = context.new_page()
        for address in (
            code,
            code.replace("/code/", "/databases/granite/"),
            code.replace("/code/", "/compare/folio-vs-granite/"),
        ):
            page.goto(address)
            assert accessibility_faults(page, "main") == ""
