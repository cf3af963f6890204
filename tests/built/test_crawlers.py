"""What programs that read the whole site are told."""

from __future__ import annotations

import gzip
import re
from urllib.robotparser import RobotFileParser

from built import Site

LINE = re.compile(r"- \[(?P<name>[^\]]+)\]\((?P<address>\S+)\): (?P<said>.+)")


def _sections(text: str) -> dict[str, list[re.Match[str]]]:
    """Return the sections of llms.txt, each with its lines; every line must have the form of one."""
    found: dict[str, list[re.Match[str]]] = {}
    for part in text.split("\n## ")[1:]:
        title, *lines = [line for line in part.splitlines() if line]
        matches = [LINE.fullmatch(line) for line in lines]
        assert all(matches), lines
        found[title] = [match for match in matches if match]
    return found


def test_the_list_for_language_models_has_its_usual_form(any_site: Site) -> None:
    """It must start with the name and a summary, go on with sections of links, and end with what may be skipped."""
    text = any_site.text("llms.txt")
    name = any_site.document("index")["guide"]["name"]
    assert re.match(rf"# {re.escape(name)}\n\n> \S.+\n\n", text)
    assert text.count("\n# ") == 0
    sections = _sections(text)
    assert [*sections][-1] == "Optional"
    assert all(sections.values())


def test_the_list_leads_to_every_twin_once_and_to_nothing_that_is_not_there(any_site: Site) -> None:
    """Whoever follows the list must find every page, and no dead end."""
    addresses = [one["address"] for lines in _sections(any_site.text("llms.txt")).values() for one in lines]
    assert len(addresses) == len(set(addresses))
    paths = [address.removeprefix(any_site.address) for address in addresses]
    assert [path for path in paths if not any_site.holds(path)] == []
    twins = {f"{address[1:]}index.md" for address in any_site.pages if address != "/404.html"}
    assert {path for path in paths if path.endswith(".md")} == twins


def test_the_list_ranks_as_the_data_does(any_site: Site) -> None:
    """The candidates must come by rank, each with its verdict."""
    ranking = any_site.document("ranking")["ranking"]
    (lines,) = (lines for title, lines in _sections(any_site.text("llms.txt")).items() if title.endswith(", by rank"))
    assert [one["address"] for one in lines] == [f"{one['page']}index.md" for one in ranking]
    assert [one["said"] for one in lines] == [one["verdict"] for one in ranking]


def test_the_whole_text_holds_the_twins_in_order(any_site: Site) -> None:
    """One file must hold the ranking, how to pick, the method and every candidate by rank, each as its twin has it."""
    whole = any_site.text("llms-full.txt")
    ranking = any_site.document("ranking")["ranking"]
    pages = ["/", "/short-list/", "/how-to-pick/", "/method/"]
    pages += [one["page"].removeprefix(any_site.address.rstrip("/")) for one in ranking]
    places = [whole.index(any_site.text(f"{page[1:]}index.md")) for page in pages]
    assert places[0] == 0
    assert places == sorted(places)
    pairs = [address for address in any_site.pages if re.fullmatch(r"/compare/.+/", address)]
    assert pairs
    assert all(any_site.text(f"{page[1:]}index.md") in whole for page in pairs)


def test_robots_may_read_everything(any_site: Site) -> None:
    """No page may be kept from any robot, and the sitemap must be where they are told."""
    rules = RobotFileParser()
    rules.parse(any_site.text("robots.txt").splitlines())
    assert all(rules.can_fetch("Any", any_site.address + address[1:]) for address in any_site.pages)
    assert rules.site_maps() == [f"{any_site.address}sitemap.xml"]
    assert any_site.holds("sitemap.xml")


def test_the_sitemap_lists_pages_and_nothing_else(any_site: Site) -> None:
    """Redirects, twins, cards and the page for missing addresses must not be listed."""
    listed = re.findall(r"<loc>(.+?)</loc>", any_site.text("sitemap.xml"))
    shown = {any_site.address + address[1:] for address in any_site.pages if address != "/404.html"}
    assert len(listed) == len(set(listed))
    assert set(listed) == shown


def test_the_day_of_the_build_does_not_show_in_the_sitemap(small_site: Site, later_site: Site) -> None:
    """A build on another day must tell crawlers of no change where there was none."""
    assert later_site.day != small_site.day
    assert later_site.text("sitemap.xml") == small_site.text("sitemap.xml")
    packed = [gzip.decompress((site.folder / "sitemap.xml.gz").read_bytes()) for site in (small_site, later_site)]
    assert packed[0] == packed[1]
