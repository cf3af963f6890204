"""Every heading and every row can be linked to, and says how."""

from __future__ import annotations

from collections.abc import Iterator

from built import BuiltPage, Element, Site, words
from worlds import SMALL_WORLD

HEADINGS = "//article//*[self::h2 or self::h3 or self::h4]"

ASIDE = "unseen"
"""The class of a heading that is only heard."""

NAMED = "//article//*[self::tr or self::li or self::div or self::th][@id]"
"""What has an id without being a heading."""

KINDS = ("fact", "judgement", "box", "weakness", "rule", "caution", "change", "evidence")


def _own(element: Element, id: str) -> list[Element]:
    return list(element.xpath(".//a[@href=$address]", address=f"#{id}"))


def _linked(page: BuiltPage) -> Iterator[Element]:
    """Yield the headings that a reader would link to: not those of menus, forms and what is only heard."""
    for heading in page.elements(HEADINGS):
        aside = heading.xpath("ancestor::nav|ancestor::form") or ASIDE in (heading.get("class") or "").split()
        if not aside:
            yield heading


def test_every_heading_is_a_link_to_itself(any_site: Site) -> None:
    """A heading that is seen is the link to itself, or stands in an entry that is linked to or leads to its page."""
    for address, page in any_site.pages.items():
        if address == "/404.html":
            continue
        for heading in _linked(page):
            entry = heading.xpath("ancestor-or-self::*[@id][1]")
            assert entry, f"{address}: {words(heading)}"
            own = _own(entry[-1], entry[-1].get("id"))
            assert own or heading.xpath(".//a"), f"{address}: {words(heading)}"


def test_every_row_is_a_link_to_itself(any_site: Site) -> None:
    """A fact, a judgement, a feature, a weakness, a rule, a caution and a change are each the link to themselves."""
    seen = set()
    for address, page in any_site.pages.items():
        for row in page.elements(NAMED):
            id = str(row.get("id"))
            kind = id.partition("-")[0]
            if row.get("scope") != "col" and (kind in KINDS or row.xpath("ancestor::ul[@class='left-out']")):
                seen.add(kind)
                assert len(_own(row, id)) == 1, f"{address}#{id}"
    assert seen >= set(KINDS)


def test_what_a_link_leads_to_is_read_once(any_site: Site) -> None:
    """The link of a heading or row is its own text: no mark is heard beside it, and no second name is."""
    for page in any_site.pages.values():
        for link in page.elements("//a[@class='own']"):
            assert words(link)
            assert link.xpath("@aria-label|@title|*[@aria-hidden]") == []


def test_no_address_is_made_of_wording(small_site: Site) -> None:
    """What is left out keeps its address under another name: the address is the id in the data."""
    page = small_site.pages["/not-ranked/"]
    ids = [str(entry.get("id")) for entry in page.elements("//ul[@class='left-out']/li")]
    text = (SMALL_WORLD / "data" / "not-ranked.yml").read_text(encoding="utf-8")
    assert sorted(ids) == sorted(line.removeprefix("- id: ") for line in text.splitlines() if line.startswith("- id: "))
