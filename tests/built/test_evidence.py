"""What the built pages say of where a fact comes from, and of how old it is."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from built import BuiltPage, Site, words


def _candidate_pages(site: Site) -> Iterator[tuple[Any, BuiltPage]]:
    for candidate in site.candidates:
        yield candidate, site.page_of(candidate)


def _rows(page: BuiltPage, kind: str) -> list[Any]:
    """Return the rows that answer the questions of one kind, such as `fact` or `box`."""
    return page.elements(f"//tr[starts-with(@id, '{kind}-')]")


def _has_source(cell: Any) -> bool:
    """Say whether a cell links to its source, names a package and its release, or says it was looked for."""
    evidence = " ".join(words(element) for element in cell.xpath(".//*[@class='evidence' or @class='src']"))
    linked = bool(cell.xpath(".//*[@class='evidence' or @class='src']//a[starts-with(@href, 'https://')]"))
    return linked or evidence.startswith("looked for until ") or bool(re.search(r"\S+ \S+ \(.+\)", evidence))


def test_each_answer_on_a_candidates_page_has_source_and_date(any_site: Site) -> None:
    """Every fact and every feature must show, in its own row, where it was read and when."""
    for candidate, page in _candidate_pages(any_site):
        facts, box = _rows(page, "fact"), _rows(page, "box")
        assert len(facts) >= len(candidate["facts"])
        assert len(box) == len(candidate["in_the_box"])
        for row in (*facts, *box):
            source = row.xpath(".//*[@class='src']")[0]
            assert source.xpath(".//time[@datetime]"), f"{page.address}#{row.get('id')}"
            assert _has_source(row), f"{page.address}#{row.get('id')}"


def test_each_answer_shows_the_very_source_of_the_data(any_site: Site) -> None:
    """Address, date, and where there is no value the reason, must be those of the data file."""
    for candidate, page in _candidate_pages(any_site):
        for kind, answers in (("fact", candidate["facts"]), ("box", candidate["in_the_box"])):
            for key, answer in answers.items():
                row = page.one(f"//tr[@id='{kind}-{key.replace('_', '-')}']")
                assert answer["as_of"] in row.xpath(".//time/@datetime")
                for source in answer["sources"]:
                    if source["kind"] != "package":
                        assert source["address"] in row.xpath(".//a/@href")
                    else:
                        assert "{name} {version} ({registry})".format(**source) in words(row)
                for text in (answer.get("text"), answer.get("reason"), answer.get("note"), answer.get("name")):
                    shown = [words(row), *row.xpath(".//a/@href")]
                    assert not text or any(" ".join(text.split()) in place for place in shown)


def test_each_fact_in_a_comparison_has_source_and_date(any_site: Site) -> None:
    """Facts and features set side by side must carry their date, and their source, in the cell."""
    pages = [page for address, page in any_site.pages.items() if address.startswith("/compare/") and len(address) > 9]
    cells = [
        (page, cell)
        for page in pages
        for name in ("facts", "in-the-box")
        for cell in page.elements(f"//section[h2[@id='{name}']]//table/tbody//td")
    ]
    assert cells
    bare = [
        f"{page.address}: {words(cell)}" for page, cell in cells if not cell.xpath(".//time") or not _has_source(cell)
    ]
    assert bare == []


def test_each_rating_of_the_comparison_leads_to_its_reason(any_site: Site) -> None:
    """Every word of the matrix must lead to its own entry on the page of whom it is about."""
    page = any_site.pages["/compare/"]
    cells = page.elements("//table[@class='matrix']/tbody/tr/td")
    entries = {any_site.target(page, str(cell.xpath("./a/@href")[0])) for cell in cells}
    assert len(entries) == len(cells) > 0
    for address, fragment in filter(None, entries):
        assert fragment in any_site.pages[address].ids


def test_each_answer_of_the_comparison_has_its_source(any_site: Site) -> None:
    """What those chosen answer must come with the label, the date and the address of its source, a row for each row."""
    rows = any_site.pages["/compare/"].elements("//table[@id='answers']/tbody/tr[@data-answers]")
    sources = json.loads(any_site.text("compare/chosen.json"))["sources"]
    assert list(sources) == [row.xpath("./th")[0].get("id") for row in rows]
    for row in rows:
        given = sources[row.xpath("./th")[0].get("id")]
        for cell, source in zip(row.xpath("./td"), given, strict=True):
            assert source is None or (source[0] and source[1]), words(cell)
            assert source or cell.xpath(".//*[@class='missing']"), words(cell)


def test_figures_in_prose_lead_to_their_source(any_site: Site) -> None:
    """A figure in running text must name its source and lead to the row that shows source and date.

    Numbers that the editors set, such as the horizon, and counts of what the guide holds have no source outside it.
    """
    figures = [(page, figure) for page in any_site.pages.values() for figure in page.elements("//*[@class='figure']")]
    sourced = [(page, figure) for page, figure in figures if figure.get("title")]
    assert sourced
    for page, figure in (pair for pair in figures if pair not in sourced):
        assert words(figure).isdecimal(), f"{page.address}: {words(figure)}"
        assert any_site.target(page, str(figure.get("href"))), f"{page.address}: {words(figure)}"
    for page, figure in sourced:
        address, fragment = any_site.target(page, str(figure.get("href"))) or ("", "")
        target = any_site.pages[address].one(f"//*[@id='{fragment}']")
        assert target.xpath(".//time[@datetime]"), f"{page.address}: {words(figure)}"


def _marked_stale(page: BuiltPage, kind: str) -> set[str]:
    return {str(row.get("id")) for row in _rows(page, kind) if row.xpath(".//*[@class='stale']")}


def _stale(site: Site, candidate: Any) -> set[str]:
    """Return the facts that a program takes as past their date on the day of the build."""
    return {key for key, fact in candidate["facts"].items() if fact["keep_by"] < site.day.isoformat()}


def test_exactly_what_is_past_its_date_looks_past_its_date(small_site: Site, site: Site) -> None:
    """A fact past its keep-by date must be marked on its page, and no other fact may be."""
    for built in (small_site, site):
        for candidate, page in _candidate_pages(built):
            stale = {f"fact-{key.replace('_', '-')}" for key in candidate["facts"] if key in _stale(built, candidate)}
            known = {f"fact-{key.replace('_', '-')}" for key in candidate["facts"]}
            assert _marked_stale(page, "fact") & known == stale, page.address


def test_the_small_guide_has_something_old_and_something_current(small_site: Site) -> None:
    """The small guide must hold both, or the test above shows nothing."""
    old = [_stale(small_site, candidate) for candidate in small_site.candidates]
    assert any(old)
    assert any(candidate["facts"].keys() - stale for candidate, stale in zip(small_site.candidates, old, strict=True))


def _current(rows: list[Any]) -> list[str]:
    """Return the heads of the rows with an answer that does not look past its date."""
    return [words(row.xpath("./th")[0]) for row in rows if row.xpath("./td[not(.//*[@class='stale'])]")]


def test_years_later_every_answer_looks_past_its_date(later_site: Site) -> None:
    """A guide that nobody looks after must say so at every fact and feature of a candidate."""
    for _, page in _candidate_pages(later_site):
        assert _current([*_rows(page, "fact"), *_rows(page, "box")]) == [], page.address


@pytest.mark.parametrize("name", ["facts", "in-the-box"])
def test_years_later_every_comparison_looks_past_its_date(later_site: Site, name: str) -> None:
    """Facts and features set side by side must look past their date in each cell, on every page that has them."""
    pages = [page for address, page in later_site.pages.items() if address.startswith("/compare/")]
    rows = {page.address: page.elements(f"//section[h2[@id='{name}']]//table/tbody/tr") for page in pages}
    rows["/compare/"] = later_site.pages["/compare/"].elements("//table[@id='answers']/tbody/tr[@data-answers]")
    assert {address: current for address, found in rows.items() if (current := _current(found))} == {}


@pytest.mark.parametrize("name", ["leading", "start"])
def test_years_later_the_chosen_facts_look_past_their_date(later_site: Site, name: str) -> None:
    """The facts at the top of a page, and those for whoever starts today, must not look fresher than the table."""
    for _, page in _candidate_pages(later_site):
        entries = page.elements(f"//dl[@class='{name}']/div")
        assert entries, page.address
        fresh = [words(entry.xpath("./dt")[0]) for entry in entries if not entry.xpath(".//*[@class='stale']")]
        assert fresh == [], page.address


def test_years_later_the_facts_about_the_field_look_past_their_date(later_site: Site) -> None:
    """The facts that no single candidate owns must age like all others."""
    rows = _rows(later_site.pages["/method/"], "evidence")
    assert rows
    assert [str(row.get("id")) for row in rows if not row.xpath(".//*[@class='stale']")] == []


def test_the_tables_as_files_agree_with_the_pages(site: Site) -> None:
    """The files for spreadsheets must answer each question once for each candidate."""
    for name, kind in (("judgements", "judgements"), ("facts", "facts"), ("in-the-box", "in_the_box")):
        rows = list(csv.reader(io.StringIO(site.text(f"data/{name}.csv"))))[1:]
        expected = [(candidate["slug"], key) for candidate in site.candidates for key in candidate[kind]]
        assert sorted((row[0], row[1]) for row in rows) == sorted(expected)
