"""The chooser on the page of comparisons: what it shows, what it leaves out, and how it sorts."""

from __future__ import annotations

from itertools import combinations

import pytest
from guide import addresses
from guide.comparing import differences
from guide.guide import Guide, Versus
from playwright.sync_api import Browser, Locator, Page, expect
from visiting import accessibility_faults, flawless, folded, requests, state

FORM = "#chooser"
TABLES = {"judgements": "judgements", "facts": "facts", "box": "features"}
"""The tables, and what the build calls the questions in each."""


@pytest.fixture(scope="module")
def address(address: str) -> str:
    """The address of the page itself."""
    return f"{address}compare/"


@pytest.fixture
def slugs(guide: Guide) -> list[str]:
    """Every candidate, in order of rank."""
    return [candidate.slug for candidate in guide.candidates]


# What is seen


def seen(where: Locator, attribute: str) -> list[str]:
    """Return an attribute of those elements that are visible."""
    script = "(all, name) => all.filter((one) => one.checkVisibility()).map((one) => one.getAttribute(name))"
    found: list[str] = where.evaluate_all(script, attribute)
    return found


def rows(page: Page) -> list[str]:
    return seen(page.locator("table.judgements tbody tr"), "data-candidate")


def columns(page: Page, table: str) -> list[str]:
    return seen(page.locator(f"table.{table} thead [data-candidate]"), "data-candidate")


def questions(page: Page, table: str) -> list[str]:
    """Return the questions that a table shows: keys of criteria, anchors of facts and features."""
    if table == "judgements":
        return [key for key in seen(page.locator("table.judgements thead th"), "data-sort") if key]
    return seen(page.locator(f"table.{table} tbody th[scope=row]"), "id")


def keys(guide: Guide, table: str) -> list[str]:
    """Return all questions of a table, as the page names them."""
    every = {
        "judgements": list(guide.criteria),
        "facts": [addresses.anchor("fact", key) for key in guide.fact_types],
        "box": [addresses.anchor("box", key) for key in guide.features.features],
    }
    return every[table]


def differing(guide: Guide, table: str, chosen: list[str]) -> list[str]:
    """Return the questions on which any two of the chosen differ, by what the build says of two."""
    found: set[str] = set()
    for one, other in combinations(chosen, 2):
        found |= set(differences(guide, versus(guide, one, other))[TABLES[table]])
    prefix = {"judgements": (), "facts": ("fact",), "box": ("box",)}[table]
    named = {addresses.anchor(*prefix, key) if prefix else key for key in found}
    return [key for key in keys(guide, table) if key in named]


def versus(guide: Guide, one: str, other: str) -> Versus:
    """Return two candidates as a pair, whether or not a verdict on them is written."""
    first, second = (guide.by_slug[slug] for slug in sorted((one, other)))
    return Versus(name="", one=first, other=second, pair=guide.pairs[0].pair, address="")


def unlike(guide: Guide) -> list[str]:
    """Return three candidates that agree on something in each table, and differ on something in each."""
    for chosen in combinations(guide.by_slug, 3):
        if all(0 < len(differing(guide, table, list(chosen))) < len(keys(guide, table)) for table in TABLES):
            return list(chosen)
    raise AssertionError("no three candidates agree and differ in every table")


def choose(page: Page, slugs: list[str]) -> None:
    for slug in slugs:
        page.check(f"{FORM} [value={slug}]")


# Choosing


def test_everything_is_shown_at_first(page: Page, address: str, guide: Guide, slugs: list[str]) -> None:
    """Before anything is chosen every candidate and question must be shown, by no more script than is needed."""
    asked = requests(page)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert rows(page) == columns(page, "facts") == columns(page, "box") == slugs
    assert all(questions(page, table) == keys(guide, table) for table in TABLES)
    assert sum(name.endswith(".js") for name in asked) == 3


@pytest.mark.parametrize("count", [2, 4])
def test_only_the_chosen_are_shown(page: Page, address: str, slugs: list[str], count: int) -> None:
    """Two to four chosen ones must be alone in all three tables, and the address must bring them back."""
    chosen = slugs[1::2][:count]
    page.goto(address)
    choose(page, chosen[::-1])
    expect(page.locator(f"{FORM} [aria-live]")).to_contain_text(f"{count} of {len(slugs)}")
    for _ in range(2):
        assert rows(page) == columns(page, "facts") == columns(page, "box") == chosen
        assert page.url == f"{address}?f={','.join(chosen)}"
        page.reload()
        expect(page.locator(f"{FORM} [aria-live]")).to_contain_text(f"{count} of {len(slugs)}")


def test_one_alone_hides_nothing(page: Page, address: str, slugs: list[str]) -> None:
    """With a single one chosen all must stay, and a reader must be asked for another."""
    page.goto(address)
    choose(page, slugs[:1])
    expect(page.locator(f"{FORM} [aria-live]")).to_contain_text("at least one more")
    assert rows(page) == slugs


def test_four_are_the_most(page: Page, address: str, slugs: list[str]) -> None:
    """Once four are chosen no fifth can be, until one is given up; a reader must be told."""
    page.goto(address)
    choose(page, slugs[:4])
    fifth = page.locator(f"{FORM} [value={slugs[4]}]")
    expect(fifth).to_be_disabled()
    expect(page.locator(f"{FORM} [aria-live]")).to_contain_text("4 is the most")
    page.uncheck(f"{FORM} [value={slugs[0]}]")
    expect(fifth).to_be_enabled()


@pytest.mark.parametrize(
    ("query", "chosen"),
    [
        ("f={0},{1},nonsense", 2),
        ("f={1},{0},{1}", 2),
        ("f={0}&f={1}", 2),
        ("f=nonsense,__proto__&only=nonsense&sort=nonsense", None),
        ("f={0},{1},{2},{3},{4}", 4),
        ("f=&sort=constructor&only=", None),
        ("f=%3Cscript%3E&sort=%22%5D", None),
    ],
)
def test_what_the_address_does_not_know_is_ignored(
    page: Page, address: str, guide: Guide, query: str, chosen: int | None
) -> None:
    """Unknown names, too many of them and unknown words must not stop the rest of the address."""
    slugs = list(guide.by_slug)
    page.goto(f"{address}?{query.format(*slugs)}")
    expect(page.locator(f"{FORM} [aria-live] p")).to_be_visible()
    assert rows(page) == slugs[:chosen]
    assert all(questions(page, table) == keys(guide, table) for table in TABLES)


def test_a_written_verdict_is_offered(page: Page, address: str, guide: Guide, slugs: list[str]) -> None:
    """Where exactly two are chosen and a verdict on them is written, the page must lead there, and else not."""
    pair = guide.pairs[-1]
    page.goto(f"{address}?f={pair.one.slug},{pair.other.slug}")
    link = page.locator(f"{FORM} [aria-live] a")
    link.click()
    expect(page).to_have_url(address + pair.address.removeprefix("/compare/"))
    written = {(pair.one.slug, pair.other.slug) for pair in guide.pairs}
    one, other = next(two for two in combinations(sorted(slugs), 2) if two not in written)
    page.goto(f"{address}?f={one},{other}")
    expect(page.locator(f"{FORM} [aria-live]")).to_contain_text("2 of")
    assert link.count() == 0


# Differences only


def test_page_and_build_agree_on_what_is_alike(page: Page, address: str, guide: Guide) -> None:
    """For any two candidates, the values in the page must differ on exactly those questions that the build names."""
    page.goto(address)
    values = {
        "judgements": page.evaluate("""() => {
          const keys = [...document.querySelectorAll("table.judgements thead th")].map(({dataset}) => dataset.sort);
          return Object.fromEntries(keys.slice(1).map((key, place) => [key, Object.fromEntries(
            [...document.querySelectorAll("table.judgements tbody tr")].map(
              (row) => [row.dataset.candidate, row.cells[place + 1].dataset.value]))]));
        }"""),
        **{
            table: page.evaluate(
                """(table) => Object.fromEntries([...document.querySelectorAll(`table.${table} tbody tr`)].map(
                  (row) => [row.cells[0].id, Object.fromEntries(
                    [...row.querySelectorAll("td")].map(({dataset}) => [dataset.candidate, dataset.value]))]))""",
                table,
            )
            for table in ("facts", "box")
        },
    }
    for one, other in combinations(guide.by_slug, 2):
        for table in TABLES:
            found = [key for key, answers in values[table].items() if answers[one] != answers[other]]
            assert found == differing(guide, table, [one, other]), (one, other, table)


def test_questions_on_which_all_agree_are_left_out(page: Page, address: str, guide: Guide) -> None:
    """Differences only must leave out the questions on which the chosen agree, count them, and survive a reload."""
    chosen = unlike(guide)
    page.goto(address)
    choose(page, chosen)
    page.check(f"{FORM} [name=only]")
    expect(page.locator("#alike-judgements")).to_be_visible()
    for _ in range(2):
        for table in TABLES:
            left, every = differing(guide, table, chosen), keys(guide, table)
            assert questions(page, table) == left
            counted = f"{len(every) - len(left)} of {len(every)} "
            assert counted in folded(page.locator(f"#alike-{table}"))
            assert counted in folded(page.locator(f"{FORM} [aria-live]"))
        page.reload()
        expect(page.locator("#alike-judgements")).to_be_visible()


def test_show_all_is_the_way_back(page: Page, address: str, guide: Guide, slugs: list[str]) -> None:
    """One button must bring everything back and clean the address."""
    page.goto(f"{address}?f={','.join(unlike(guide))}&only=differences")
    expect(page.locator("#alike-judgements")).to_be_visible()
    page.get_by_role("button", name="Show all").click()
    expect(page.locator("#alike-judgements")).to_be_hidden()
    assert rows(page) == columns(page, "facts") == slugs
    assert all(questions(page, table) == keys(guide, table) for table in TABLES)
    assert page.url == address


# Sorting


def best_first(guide: Guide, key: str) -> list[str]:
    """Return the candidates by their word on a criterion, the best first, in order of rank where it is the same."""
    order = list(guide.criteria[key].words)
    ordered = sorted(guide.candidates, key=lambda one: -order.index(one.opinion.judgements[key].word))
    return [candidate.slug for candidate in ordered]


def sorted_by(page: Page) -> list[tuple[str | None, str | None]]:
    heads = page.locator("table.judgements th[aria-sort]").all()
    return [(head.get_attribute("data-sort"), head.get_attribute("aria-sort")) for head in heads]


def test_judgements_are_sorted_best_first(page: Page, address: str, guide: Guide, slugs: list[str]) -> None:
    """A criterion's button must sort best word first; pressed again it must bring the ranking back."""
    key = next(key for key in guide.criteria if best_first(guide, key) != slugs)
    page.goto(address)
    button = page.locator(f"table.judgements th[data-sort={key}] button")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"th[data-sort={key}]")).to_have_attribute("aria-sort", "descending")
    for _ in range(2):
        assert (rows(page), sorted_by(page)) == (best_first(guide, key), [(key, "descending")])
        assert state(page) == {"sort": key}
        page.reload()
        expect(page.locator(f"th[data-sort={key}]")).to_have_attribute("aria-sort", "descending")
    button.click()
    expect(page.locator(f"th[data-sort={key}]")).not_to_have_attribute("aria-sort", "descending")
    assert (rows(page), sorted_by(page), page.url) == (slugs, [("", "ascending")], address)


def test_every_criterion_sorts(page: Page, address: str, guide: Guide, slugs: list[str]) -> None:
    """Each column of words must sort by its own words, and the first column by rank."""
    page.goto(address)
    for key in guide.criteria:
        page.locator(f"table.judgements th[data-sort={key}] button").click()
        expect(page.locator("table.judgements th[aria-sort]")).to_have_attribute("data-sort", key)
        assert rows(page) == best_first(guide, key)
    page.locator("table.judgements thead button").first.click()
    expect(page.locator("table.judgements th[aria-sort]")).to_have_attribute("data-sort", "")
    assert rows(page) == slugs


def test_sorting_and_choosing_go_together(page: Page, address: str, guide: Guide, slugs: list[str]) -> None:
    """An address with all kinds of state must bring back all of it, and choosing must keep the order."""
    key, chosen = list(guide.criteria)[-1], slugs[:3]
    page.goto(f"{address}?f={','.join(chosen)}&only=differences&sort={key}")
    expect(page.locator(f"{FORM} [name=only]")).to_be_checked()
    assert rows(page) == [slug for slug in best_first(guide, key) if slug in chosen]
    choose(page, slugs[3:4])
    expect(page.locator(f"{FORM} [aria-live]")).to_contain_text("4 of")
    assert rows(page) == [slug for slug in best_first(guide, key) if slug in slugs[:4]]
    assert state(page) == {"f": ",".join(slugs[:4]), "only": "differences", "sort": key}


# Manners


def test_without_script_everything_is_there(browser: Browser, address: str, guide: Guide, slugs: list[str]) -> None:
    """Without scripting there must be no dead control, and every row and column."""
    with browser.new_context(java_script_enabled=False) as context, flawless(context) as page:
        page.goto(f"{address}?f={slugs[0]},{slugs[1]}&only=differences")
        expect(page.locator(FORM)).to_be_hidden()
        assert page.locator("table button").count() == 0
        assert rows(page) == columns(page, "facts") == columns(page, "box") == slugs
        assert all(questions(page, table) == keys(guide, table) for table in TABLES)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_chooser_is_accessible(browser: Browser, address: str, guide: Guide, scheme: str) -> None:
    """With some chosen, differences only and a sorted table, axe must find nothing, in light and in dark."""
    key, chosen = next(iter(guide.criteria)), unlike(guide)
    with (
        browser.new_context(color_scheme="dark" if scheme == "dark" else "light") as context,
        flawless(context) as page,
    ):
        page.goto(f"{address}?f={','.join(chosen)}&only=differences&sort={key}")
        expect(page.locator("#alike-judgements")).to_be_visible()
        assert accessibility_faults(page, "#chooser, table.judgements") == ""


@pytest.mark.parametrize("width", [320, 1280])
def test_controls_can_be_hit_and_nothing_sticks_out(page: Page, address: str, slugs: list[str], width: int) -> None:
    """Every control must be at least 44 pixels high, and the page must not scroll sideways."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{address}?f={','.join(slugs[:4])}&only=differences")
    controls = page.locator(f"{FORM} label, {FORM} button, table.judgements thead button").all()
    heights = [box["height"] for control in controls if (box := control.bounding_box())]
    assert len(heights) > len(slugs)
    assert min(heights) >= 44
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
