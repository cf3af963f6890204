"""Samples for programs: the documents, the table, the feed and the search say what the pages say."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import feedparser  # type: ignore[import-untyped]
import pytest
from guide.derive import routes
from guide.exports import atom, csv_tables
from guide.exports.documents import api
from guide.exports.documents.openapi import MODELS, json_schema
from guide.exports.search_records import search_records
from guide.pages.build import write_pages
from guide.pages.llms_txt import MAKERS
from jsonschema import Draft202012Validator
from releasing import answering
from sampling import RUNS, VIEWS, with_samples
from worlds import change, load, read, write


def _documents(root: Path) -> dict[str, Any]:
    return {path: json.loads(text) for path, text in api.files(load(root)).items() if "/schemas/" not in path}


def test_documents_hold_what_became_of_samples_and_their_code(small_world: Path) -> None:
    """By their schemas; the code is what stands between the marks."""
    documents = _documents(with_samples(small_world))
    index = documents["api/v1/samples.json"]
    granite = documents["api/v1/samples/granite.json"]
    Draft202012Validator(json_schema(MODELS["samples"])).validate(index)
    Draft202012Validator(json_schema(MODELS["sample"])).validate(granite)
    assert [(one["candidate"], one["fate"], one["passed"], one["stale"]) for one in index["samples"]] == [
        ("granite", "run", 41, False),
        ("pebble", "read", None, True),
    ]
    assert granite["sample"] == index["samples"][0]
    assert granite["sample"]["text"].startswith("passed the contract on 10 January 2026 with Granite 7.10")
    (region, _), (closing,) = (task["regions"] for task in granite["tasks"])
    assert region["code"].splitlines()[0].strip() in VIEWS
    assert region["view"] == "https://code.example/quiet/drawer/blob/trunk/samples/granite/orders/views.py#L6-L9"
    assert closing["code"] == "def close(self) -> None:\n    raise NotImplementedError"


def test_nothing_of_it_is_there_without_samples(small_world: Path) -> None:
    """No document, no table, no place in the description."""
    guide = load(small_world)
    assert not any("sample" in path for path in (*api.files(guide), *csv_tables.files(guide)))
    assert "samples" not in {endpoint.name for endpoint in routes.endpoints(guide)}


def test_the_table_has_a_row_for_each(small_world: Path) -> None:
    """With what a spreadsheet would sort by."""
    table = csv_tables.files(load(with_samples(small_world)))[routes.SAMPLES_TABLE]
    granite, pebble = csv.DictReader(table.splitlines())
    assert (granite["version"], granite["passed"], granite["known_issues"], granite["stale"]) == (
        "7.10",
        "41",
        "1",
        "no",
    )
    assert (pebble["fate"], pebble["passed"], pebble["why"]) == ("read", "", "There is no Pebble on our machines.")


def _entries(root: Path) -> dict[str, Any]:
    parsed = feedparser.parse(atom.files(load(root))["feeds/granite.xml"])
    return {entry.title: entry for entry in parsed.entries if "sample" in entry.title}


def test_the_feed_tells_of_each_version_that_passed(small_world: Path) -> None:
    """By the day of the pass; the same version again is the same entry, another version another."""
    with_samples(small_world)
    (first,) = _entries(small_world).items()
    assert first[0] == "The sample passed again with Granite 7.10"
    assert first[1].updated == "2026-01-10T00:00:00Z"
    change(small_world, RUNS, "date: 2026-01-10", "date: 2026-01-14")
    (again,) = _entries(small_world).values()
    assert (again.id, again.updated) == (first[1].id, "2026-01-14T00:00:00Z")
    change(small_world, RUNS, 'version: "7.10"', 'version: "7.11"')
    (other,) = _entries(small_world).values()
    assert other.id != first[1].id


def test_the_feed_tells_when_a_sample_is_stale(small_world: Path) -> None:
    """From the day on which a newer minor version was known, or it was too old; what was never run is no news."""
    answering(with_samples(small_world))
    write(small_world, RUNS, read(small_world, RUNS).replace('"7.10"', '"7.9"').replace("2026-01-10", "2025-12-10"))
    stale = _entries(small_world)["The sample that passed with Granite 7.9 is stale"]
    assert stale.updated == "2025-12-10T00:00:00Z"
    assert stale.summary.endswith("That is stale: Granite 7.10 is out.")
    change(small_world, RUNS, "2025-12-10", "2025-09-01")
    change(small_world, RUNS, '"7.9"', '"7.10"')
    stale = _entries(small_world)["The sample that passed with Granite 7.10 is stale"]
    assert stale.updated == "2025-12-01T00:00:00Z"


@pytest.mark.parametrize("address", ["/code/", "/code/close/", "/code/#granite", "/code/close/#pebble"])
def test_the_search_finds_tasks_and_samples(small_world: Path, address: str) -> None:
    """Each at its own place; all samples of a task stand on one card."""
    records = {record.address: record for record in search_records(load(with_samples(small_world)))}
    assert records[address].kind == "Code"
    assert records[address].topic == (address.partition("#")[0] if "#" in address else "")


def test_programs_that_read_whole_sites_are_led_to_it(small_world: Path) -> None:
    """The page is named among the first, and its code stands in the whole."""
    guide = load(with_samples(small_world))
    pages = write_pages(guide)
    assert "https://drawer.example/guide/code/index.md" in MAKERS[routes.LLMS](guide, pages)
    assert "return 201 if key else 422" in MAKERS[routes.LLMS_FULL](guide, pages)
