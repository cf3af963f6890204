"""The chooser on the page of comparisons: what it shows, what it leaves out, and how it sorts."""

from __future__ import annotations

from itertools import combinations

import pytest
from guide.derive.candidates import Versus
from guide.derive.differences import differences
from guide.derive.guide import Guide
from guide.model import urls
from playwright.sync_api import Browser, Locator, Page, Route, expect
from visiting import accessibility_faults, flawless, folded, requests, restyle, state, until

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


def shown(page: Page) -> list[str]:
    """Return the candidates that are shown, which must be the same in all three tables."""
    found = columns(page, "facts")
    assert sorted(rows(page)) == sorted(found)
    assert columns(page, "box") == found
    return found


def offered(page: Page) -> list[str]:
    """Return the candidates that the chooser offers."""
    return seen(page.locator(f"{FORM} [name=f]"), "value")


def said(page: Page) -> Locator:
    """Return the place where the page says what it shows."""
    return page.locator(f"{FORM} [aria-live]")


def questions(page: Page, table: str) -> list[str]:
    """Return the questions that a table shows: keys of criteria, anchors of facts and features."""
    if table == "judgements":
        return [key for key in seen(page.locator("table.judgements thead th"), "data-sort") if key]
    return seen(page.locator(f"table.{table} tbody th[scope=row]"), "id")


def keys(guide: Guide, table: str) -> list[str]:
    """Return all questions of a table, as the page names them."""
    every = {
        "judgements": list(guide.criteria),
        "facts": [urls.anchor("fact", key) for key in guide.fact_types],
        "box": [urls.anchor("box", key) for key in guide.features.features],
    }
    return every[table]


def differing(guide: Guide, table: str, chosen: list[str]) -> list[str]:
    """Return the questions on which any two of the chosen differ, by what the build says of two."""
    found: set[str] = set()
    for one, other in combinations(chosen, 2):
        found |= set(differences(guide, versus(guide, one, other))[TABLES[table]])
    prefix = {"judgements": (), "facts": ("fact",), "box": ("box",)}[table]
    named = {urls.anchor(*prefix, key) if prefix else key for key in found}
    return [key for key in keys(guide, table) if key in named]


def versus(guide: Guide, one: str, other: str) -> Versus:
    """Return two candidates as a pair, whether or not a verdict on them is written."""
    first, second = (guide.by_slug[slug] for slug in sorted((one, other)))
    return Versus(name="", one=first, other=second, record=guide.pairs[0].pair, address="")


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
    assert rows(page) == shown(page) == slugs
    assert all(questions(page, table) == keys(guide, table) for table in TABLES)
    assert sum(name.endswith(".js") for name in asked) == 3


@pytest.mark.parametrize("count", [2, 4])
def test_only_the_chosen_are_shown(page: Page, address: str, slugs: list[str], count: int) -> None:
    """Two to four chosen ones must be alone in all three tables, and the address must bring them back."""
    chosen = slugs[1::2][:count]
    page.goto(address)
    choose(page, chosen[::-1])
    expect(said(page)).to_contain_text(f"{count} of {len(slugs)}")
    for _ in range(2):
        assert rows(page) == shown(page) == chosen
        assert page.url == f"{address}?f={','.join(chosen)}"
        page.reload()
        expect(said(page)).to_contain_text(f"{count} of {len(slugs)}")


def test_one_alone_hides_nothing(page: Page, address: str, slugs: list[str]) -> None:
    """With a single one chosen all must stay, and a reader must be asked for another."""
    page.goto(address)
    choose(page, slugs[:1])
    expect(said(page)).to_contain_text("at least one more")
    assert rows(page) == slugs


def test_a_fifth_is_refused_with_a_reason(page: Page, address: str, guide: Guide, slugs: list[str]) -> None:
    """Pressing a fifth must not tick it, must say why and what to do, and must leave the focus where it is."""
    page.goto(address)
    choose(page, slugs[:4])
    fifth = page.locator(f"{FORM} [value={slugs[4]}]")
    expect(fifth).to_have_attribute("aria-disabled", "true")
    fifth.focus()
    page.keyboard.press("Space")
    expect(said(page)).to_contain_text(f"{guide.by_slug[slugs[4]].name} is not added")
    expect(said(page)).to_contain_text("Clear one first")
    expect(fifth).to_be_focused()
    expect(fifth).not_to_be_checked()
    assert shown(page) == slugs[:4]
    page.uncheck(f"{FORM} [value={slugs[0]}]")
    expect(fifth).to_have_attribute("aria-disabled", "false")
    expect(said(page)).not_to_contain_text("not added")
    fifth.check()
    expect(said(page)).to_contain_text("4 are chosen")
    assert shown(page) == slugs[1:5]


# The address


def test_every_change_can_be_taken_back(page: Page, address: str, guide: Guide, slugs: list[str]) -> None:
    """Each press must be a step that Back undoes and Forward repeats, in the controls and in the tables."""
    key = next(key for key in guide.criteria if best_first(guide, key) != slugs)
    page.goto(address)
    choose(page, slugs[:2])
    page.locator(f"table.judgements th[data-sort={key}] button").click()
    expect(said(page)).to_contain_text("sorted by")
    page.go_back()
    expect(said(page)).to_contain_text("in our order")
    assert state(page) == {"f": ",".join(slugs[:2])}
    page.go_back()
    page.go_back()
    expect(said(page)).to_contain_text(f"All {len(slugs)} are shown")
    assert (page.url, rows(page), page.locator(f"{FORM} :checked[name=f]").count()) == (address, slugs, 0)
    for _ in range(3):
        page.go_forward()
    expect(said(page)).to_contain_text("sorted by")
    assert shown(page) == slugs[:2]
    assert state(page) == {"f": ",".join(slugs[:2]), "sort": key}


@pytest.mark.parametrize(
    ("query", "chosen", "named"),
    [
        ("f={0},{1},nonsense", 2, "“nonsense”"),
        ("f={1},{0},{1}", 2, ""),
        ("f={0}&f={1}", 2, ""),
        ("f=nonsense,__proto__&only=nonsense&sort=nonsense", None, "“__proto__”"),
        ("f={0},{1},{2},{3},{4}", 4, "“f” takes no more than 4"),
        ("f=&sort=constructor&only=", None, "“constructor”"),
        ("language=nonsense&style=", None, "“nonsense”"),
        ("f=%3Cscript%3E&sort=%22%5D", None, "“<script>”"),
        ("f={0},{1}&langauge=green", 2, "did you mean “language”"),
    ],
)
def test_what_the_address_cannot_mean_is_ignored_and_said(
    page: Page, address: str, guide: Guide, *, query: str, chosen: int | None, named: str
) -> None:
    """Unknown names, too many of them and unknown words must not stop the rest of the address, and must be named."""
    slugs = list(guide.by_slug)
    page.goto(f"{address}?{query.format(*slugs)}")
    expect(said(page)).to_contain_text(named)
    expect(page.locator(":root[data-restoring]")).to_have_count(0)
    assert rows(page) == slugs[:chosen]
    assert all(questions(page, table) == keys(guide, table) for table in TABLES)


def test_the_first_four_of_an_address_are_kept(page: Page, address: str, slugs: list[str]) -> None:
    """Of more than four in the address the first four must be shown, whatever their rank."""
    page.goto(f"{address}?f={','.join(slugs[::-1])}")
    expect(said(page)).to_contain_text("the rest is left out")
    assert shown(page) == slugs[-4:]


def test_the_address_has_one_form(page: Page, address: str, guide: Guide, slugs: list[str]) -> None:
    """Whatever the order in which things are chosen, the address must have the form that the page describes."""
    page.goto(address)
    style, language = guide.by_slug[slugs[0]].sheet.style, guide.by_slug[slugs[0]].sheet.languages[0]
    key = next(iter(guide.criteria))
    for _ in range(2):
        page.locator(f"table.judgements th[data-sort={key}] button").click()
    page.select_option("#by-style", style)
    page.select_option("#by-language", language)
    page.check(f"{FORM} [name=only]")
    choose(page, slugs[:1])
    wanted = f"?f={slugs[0]}&only=differences&sort=-{key}&language={language}&style={style}"
    expect(page).to_have_url(address + wanted)
    names = page.locator("section:has(> #address) dt").all_inner_texts()
    assert names == list(state(page))


def test_the_example_of_an_address_works(page: Page, address: str, slugs: list[str]) -> None:
    """The address that the page gives as an example must lead to what it says, and hold nothing strange."""
    page.goto(address)
    page.locator("section:has(> #address) p a").click()
    expect(said(page)).to_contain_text(f"2 of {len(slugs)} are shown, sorted by")
    expect(said(page)).not_to_contain_text("“")


# Written verdicts


def test_a_written_verdict_is_offered(page: Page, address: str, guide: Guide, slugs: list[str]) -> None:
    """Where exactly two are chosen and a verdict on them is written, the page must lead there, and else not."""
    pair = guide.pairs[-1]
    page.goto(f"{address}?f={pair.one.slug},{pair.other.slug}")
    link = said(page).locator("a")
    link.click()
    expect(page).to_have_url(address + pair.address.removeprefix("/compare/"))
    written = {(pair.one.slug, pair.other.slug) for pair in guide.pairs}
    one, other = next(two for two in combinations(sorted(slugs), 2) if two not in written)
    page.goto(f"{address}?f={one},{other}")
    expect(said(page)).to_contain_text("2 of")
    assert link.count() == 0


# Filters


def test_a_filter_narrows_tables_and_chooser(page: Page, address: str, guide: Guide, slugs: list[str]) -> None:
    """A language must leave those written in it, in the tables and to choose from, and survive a fresh browser."""
    language = guide.by_slug[slugs[-1]].sheet.languages[0]
    left = [slug for slug in slugs if language in guide.by_slug[slug].sheet.languages]
    page.goto(address)
    page.select_option("#by-language", language)
    for _ in range(2):
        expect(said(page)).to_contain_text(f"{len(left)} of {len(slugs)}")
        expect(said(page)).to_contain_text(f"filtered by {guide.languages[language].name}")
        assert shown(page) == offered(page) == left
        assert state(page) == {"language": language}
        page.reload()


def test_every_filter_leaves_what_it_says(page: Page, address: str, guide: Guide, slugs: list[str]) -> None:
    """Each language and each style on offer must leave exactly those that have it, and never nobody."""
    page.goto(address)
    for name, having in (
        ("#by-language", lambda slug, key: key in guide.by_slug[slug].sheet.languages),
        ("#by-style", lambda slug, key: key == guide.by_slug[slug].sheet.style),
    ):
        options: list[str] = page.locator(f"{name} option").evaluate_all("all => all.map(({ value }) => value)")
        for key in options[1:]:
            page.select_option(name, key)
            left = [slug for slug in slugs if having(slug, key)]
            expect(page.locator("table.judgements tbody tr:visible")).to_have_count(len(left))
            assert shown(page) == left != []
        page.select_option(name, "")


def test_filters_that_leave_nobody_say_so(page: Page, address: str, guide: Guide, slugs: list[str]) -> None:
    """Where nothing has both language and style, the page must say so instead of showing empty tables."""
    has = {(key, one.sheet.style) for one in guide.candidates for key in one.sheet.languages}
    keys, styles = {key for key, _ in has}, {style for _, style in has}
    language, style = next((key, style) for key in sorted(keys) for style in sorted(styles) if (key, style) not in has)
    page.goto(f"{address}?language={language}&style={style}")
    expect(said(page)).to_contain_text(f"None of {len(slugs)} is shown")
    assert page.locator("table:visible").count() == 0


def test_a_chosen_one_that_the_filter_hides_is_named(page: Page, address: str, guide: Guide, slugs: list[str]) -> None:
    """A chosen one that is filtered away must be named, and must stay in the chooser so that it can be cleared."""
    style = guide.by_slug[slugs[0]].sheet.style
    other = next(slug for slug in slugs if guide.by_slug[slug].sheet.style != style)
    page.goto(f"{address}?f={slugs[0]},{other}&style={style}")
    expect(said(page)).to_contain_text(f"{guide.by_slug[other].name} is chosen, but the filter leaves it out")
    assert shown(page) == slugs[:1]
    page.uncheck(f"{FORM} [value={other}]")
    expect(said(page)).not_to_contain_text("leaves it out")
    assert shown(page) == offered(page) == [slug for slug in slugs if guide.by_slug[slug].sheet.style == style]


# Differences only


LEFT = """(pairs) => pairs.map((pair) => {
  history.replaceState(null, "", `?f=${pair.join(",")}&only=differences`);
  dispatchEvent(new PopStateEvent("popstate"));
  const shown = (selector) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility());
  return {
    judgements: shown("table.judgements thead th").map(({ dataset }) => dataset.sort).filter(Boolean),
    facts: shown("table.facts tbody th[scope=row]").map(({ id }) => id),
    box: shown("table.box tbody th[scope=row]").map(({ id }) => id),
  };
})"""
"""Chooses pairs one after the other, differences only; returns the questions that each table shows then."""


def test_page_and_build_agree_on_what_is_alike(page: Page, address: str, guide: Guide) -> None:
    """For any two candidates, the page must leave exactly those questions that the build says they differ on."""
    page.goto(f"{address}?only=differences")
    expect(said(page)).to_contain_text("All")
    pairs = [list(pair) for pair in combinations(guide.by_slug, 2)]
    left: list[dict[str, list[str]]] = page.evaluate(LEFT, pairs)
    expected = [{table: differing(guide, table, pair) for table in TABLES} for pair in pairs]
    assert [case for case in zip(pairs, left, expected, strict=True) if case[1] != case[2]] == []


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
            assert counted in folded(said(page))
        page.reload()
        expect(page.locator("#alike-judgements")).to_be_visible()


def test_one_alone_differs_from_nobody(page: Page, address: str, guide: Guide) -> None:
    """Where a filter leaves a single one, differences only must hide none of its rows."""
    styles = [key for one in guide.candidates for key in one.sheet.languages]
    page.goto(f"{address}?only=differences&language={next(key for key in styles if styles.count(key) == 1)}")
    expect(said(page)).to_contain_text("Differences need at least two")
    assert all(questions(page, table) == keys(guide, table) for table in TABLES)


def test_show_all_is_the_way_back(page: Page, address: str, guide: Guide, slugs: list[str]) -> None:
    """One button must bring everything back, in our order, and clean the address."""
    page.goto(f"{address}?f={','.join(unlike(guide))}&only=differences&sort={next(iter(guide.criteria))}")
    expect(page.locator("#alike-judgements")).to_be_visible()
    page.get_by_role("button", name="Show all").click()
    expect(page.locator("#alike-judgements")).to_be_hidden()
    assert rows(page) == shown(page) == slugs
    assert all(questions(page, table) == keys(guide, table) for table in TABLES)
    assert page.url == address


# Sorting


def best_first(guide: Guide, key: str, *, turned: bool = False) -> list[str]:
    """Return the candidates by their word on a criterion, the best first or last, in our order where it is the same."""
    order = list(guide.criteria[key].words)
    direction = 1 if turned else -1
    ordered = sorted(guide.candidates, key=lambda one: direction * order.index(one.opinion.judgements[key].word))
    return [candidate.slug for candidate in ordered]


def sorted_by(page: Page) -> list[tuple[str | None, str | None]]:
    heads = page.locator("table.judgements [aria-sort]").all()
    return [(head.get_attribute("data-sort"), head.get_attribute("aria-sort")) for head in heads]


def test_a_criterion_sorts_turns_round_and_gives_up(page: Page, address: str, guide: Guide, slugs: list[str]) -> None:
    """A criterion's button must sort best word first, then worst word first, then bring our order back."""
    key = next(key for key in guide.criteria if best_first(guide, key) != slugs)
    page.goto(address)
    assert sorted_by(page) == [("", "ascending")]
    page.locator(f"table.judgements th[data-sort={key}] button").focus()
    for kept, words, direction, order in (
        (key, "best word first; ties keep our order", "descending", best_first(guide, key)),
        (f"-{key}", "worst word first; ties keep our order", "ascending", best_first(guide, key, turned=True)),
    ):
        page.keyboard.press("Enter")
        expect(said(page)).to_contain_text(words)
        for _ in range(2):
            assert (rows(page), sorted_by(page)) == (order, [(key, direction)])
            assert state(page) == {"sort": kept}
            page.reload()
            expect(said(page)).to_contain_text(words)
        page.locator(f"table.judgements th[data-sort={key}] button").focus()
    page.keyboard.press("Enter")
    expect(said(page)).to_contain_text("in our order")
    assert (rows(page), sorted_by(page), page.url) == (slugs, [("", "ascending")], address)


def test_what_is_not_on_the_scale_comes_last(page: Page, address: str, guide: Guide, slugs: list[str]) -> None:
    """A judgement that is no word of its scale must stand last, whichever way the column is sorted."""
    key = next(iter(guide.criteria))
    page.goto(address)
    page.evaluate(
        """([slug, key]) => {
      const place = [...document.querySelectorAll("table.judgements th[data-sort]")].findIndex(
        ({ dataset }) => dataset.sort === key);
      const row = document.querySelector(`tr[data-candidate="${slug}"]`);
      row.cells[place].querySelector(".word").textContent = "unknown";
    }""",
        [slugs[0], key],
    )
    for words in ("best word first", "worst word first"):
        page.locator(f"table.judgements th[data-sort={key}] button").click()
        expect(said(page)).to_contain_text(words)
        assert rows(page)[-1] == slugs[0]


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
    expect(said(page)).to_contain_text("4 of")
    assert rows(page) == [slug for slug in best_first(guide, key) if slug in slugs[:4]]
    assert state(page) == {"f": ",".join(slugs[:4]), "only": "differences", "sort": key}


# In view


def test_the_tool_comes_first(page: Page, address: str) -> None:
    """On a desk the chooser and the head of the first table must be on the first screen; the chooser on a phone."""
    for size, wanted in (
        ({"width": 1280, "height": 900}, "table.judgements tbody tr"),
        ({"width": 390, "height": 844}, FORM),
    ):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        page.goto(address)
        box = page.locator(wanted).first.bounding_box()
        assert box
        assert box["y"] + min(box["height"], 100) < size["height"]


MOVED = """() => new Promise((done) => {
  new PerformanceObserver((list) => done(list.getEntries().reduce((sum, { value }) => sum + value, 0)))
    .observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => done(0)));
})"""


@pytest.mark.parametrize("query", ["", "?f={0},{1}&only=differences&sort={2}", "?f=nonsense"])
def test_nothing_moves_while_the_page_loads(
    page: Page, address: str, guide: Guide, slugs: list[str], query: str
) -> None:
    """Though the script comes after the page is painted, nothing that a reader sees already may be pushed about."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/compare/main.js", hold)
    page.goto(address + query.format(slugs[0], slugs[-1], next(iter(guide.criteria))), wait_until="commit")
    until(page, "performance.getEntriesByName('first-contentful-paint').length")
    for route in held:
        route.continue_()
    page.wait_for_load_state("networkidle")
    expect(page.locator(":root[data-restoring]")).to_have_count(0)
    assert page.evaluate(MOVED) == 0


COVERED = """() => {
  const link = document.activeElement;
  const table = link.closest("table");
  if (!table) return "left the table";
  const box = link.getBoundingClientRect();
  const region = table.parentElement.getBoundingClientRect();
  const covers = (cell) => {
    const other = cell.getBoundingClientRect();
    const apart = box.left >= other.right - 1 || other.left >= box.right - 1;
    return !(apart || box.top >= other.bottom - 1 || other.top >= box.bottom - 1);
  };
  const inside = box.top >= Math.max(region.top, 0) && box.bottom <= Math.min(region.bottom, innerHeight)
    && box.left >= region.left && box.right <= region.right;
  const sticky = [...table.tHead.rows[0].cells, link.closest("tr").cells[0]].filter((cell) => !cell.contains(link));
  return inside && !sticky.some(covers) ? "" : `${link.textContent} at ${Math.round(box.left)}, ${Math.round(box.top)}`;
}"""


WATCH = f"""() => {{
  window.covered = [];
  addEventListener("keydown", () => window.covered.push(({COVERED})()), true);
}}"""
"""At each press, notes what covers the place to which the press before it has led."""


@pytest.mark.parametrize(("width", "query"), [(1280, ""), (390, ""), (390, "?f={0},{1},{2}"), (1280, "?f={0},{1}")])
def test_what_has_the_focus_is_not_covered(page: Page, address: str, slugs: list[str], width: int, query: str) -> None:
    """Going through a long table by keyboard, the focus must never be under its head or first column."""
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(address + query.format(*slugs))
    expect(page.locator(":root[data-restoring]")).to_have_count(0)
    page.locator("table.facts tbody tr:nth-child(5) td:visible a").first.focus()
    page.evaluate(WATCH)
    for press in ["Tab"] * 40 + ["Shift+Tab"] * 41:
        page.keyboard.press(press)
    covered: list[str] = page.evaluate("window.covered")
    assert len(covered) > 80
    assert [fault for fault in covered if fault] == []


def test_a_table_that_scrolls_is_moved_by_keyboard(page: Page, address: str) -> None:
    """A table wider than its place must take the focus and follow the arrow keys; its corner must stay in view."""
    page.goto(address)
    region = page.get_by_role("region", name="Facts:")
    region.focus()
    corner = page.locator("table.facts thead th").first
    before, place = corner.bounding_box(), region.bounding_box()
    page.keyboard.press("ArrowRight")
    until(page, "document.activeElement.scrollLeft > 20")
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    until(page, "document.activeElement.scrollTop > 60")
    after = corner.bounding_box()
    assert before
    assert after
    assert place
    assert after["x"] == before["x"]
    assert abs(after["y"] - place["y"]) <= 1


def test_a_table_that_fits_is_no_tab_stop(page: Page, address: str, slugs: list[str]) -> None:
    """Only a table that scrolls may be a stop on the way through the page; choosing and clearing must change that."""
    page.goto(address)
    stops = page.locator("[role=region][tabindex]")
    expect(stops).to_have_count(2)
    choose(page, slugs[:2])
    expect(stops).to_have_count(0)
    page.set_viewport_size({"width": 600, "height": 900})
    page.get_by_role("button", name="Show all").click()
    expect(stops).to_have_count(3)


SIDE_BY_SIDE = """(table) => {
  const box = (cell) => cell.getBoundingClientRect();
  const shown = (all) => [...all].filter((one) => !one.hidden);
  const rows = table.matches(".judgements")
    ? shown(table.tHead.rows[0].cells).slice(1).map((head) =>
        [head, ...shown(table.tBodies[0].rows).map(({ cells }) => cells[head.cellIndex])])
    : shown(table.tBodies[0].rows).map(({ cells }) => shown(cells));
  const names = table.matches(".judgements")
    ? shown(table.tBodies[0].rows).map(({ cells }) => cells[0])
    : shown(table.tHead.rows[0].cells).slice(-2);
  return rows.filter(([question, one, other, ...more]) => !(
    more.length === 0 && box(question).bottom <= box(one).top + 1 && box(one).top === box(other).top &&
    box(one).right <= box(other).left + 1 && box(one).left >= 0 && box(other).right <= innerWidth &&
    box(one).width > 120 && box(other).width > 120 &&
    box(names[0]).left === box(one).left && box(names[1]).left === box(other).left
  )).map(([question]) => question.textContent);
}"""


@pytest.mark.parametrize("width", [390, 360])
def test_two_can_be_read_side_by_side_on_a_telephone(page: Page, address: str, slugs: list[str], width: int) -> None:
    """With two chosen every question must stand above both answers, each under its name, with no sideways scroll."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{address}?f={slugs[0]},{slugs[-1]}")
    expect(page.locator(".scroll.whole")).to_have_count(3)
    for table in page.locator("table.wide").all():
        assert table.evaluate(SIDE_BY_SIDE) == []
        assert table.evaluate("({ parentElement: at }) => at.scrollWidth <= at.clientWidth")
    page.locator("table.facts tbody tr").nth(8).evaluate("(row) => row.scrollIntoView({ block: 'center' })")
    for name in page.locator("table.facts thead th[data-candidate]:visible").all():
        assert name.evaluate("(cell) => Math.abs(cell.getBoundingClientRect().top)") <= 1
    restyle(page, "html { font-size: 200% !important; }")
    assert page.evaluate("document.documentElement.scrollWidth") == width


# Manners


def test_without_script_everything_is_there(browser: Browser, address: str, guide: Guide, slugs: list[str]) -> None:
    """Without scripting there must be no dead control, and every row and column."""
    with browser.new_context(java_script_enabled=False) as context, flawless(context) as page:
        page.goto(f"{address}?f={slugs[0]},{slugs[1]}&only=differences")
        expect(page.locator(FORM)).to_be_hidden()
        assert page.locator("table button").count() == 0
        assert rows(page) == shown(page) == slugs
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


def test_a_script_that_does_not_come_is_said(page: Page, address: str, slugs: list[str]) -> None:
    """If the rest of the script cannot be fetched, the page must say so and go on showing everything."""
    page.route("**/compare/chooser.js", lambda route: route.abort())
    page.goto(f"{address}?f={slugs[0]},{slugs[1]}")
    expect(said(page)).to_contain_text("could not be fetched")
    expect(page.locator(":root[data-restoring]")).to_have_count(0)
    assert rows(page) == slugs
