"""Values to records: what is wrong is said in plain words, at the right place."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import pytest
from guide.model.dates import CalendarDate
from guide.model.facts import Fact, Source
from guide.model.fields import Count, Days, Https, Key, Line, Record, SitePath, Slug
from guide.source.records.validation import validate
from guide.source.records.yaml_reader import read_document
from pydantic import Field


class Wheel(Record):
    """A part of a bicycle."""

    spokes: Count
    size: Literal["large", "small"] = "large"


class Bicycle(Record):
    """A record with every kind of field."""

    name: Line
    frame: Key = "steel"
    slug: Slug = "a"
    page: SitePath = "/"
    shop: Https = "https://example.org/"
    built: CalendarDate = CalendarDate("2026")
    keeps: Days = 1
    sold: bool = False
    wheels: Annotated[tuple[Wheel, ...], Field(max_length=2)] = ()
    spares: dict[Key, Wheel] = Field(default_factory=dict)
    load: str | int | None = None
    source: Source | None = None
    riders: Annotated[tuple[Line, ...], Field(min_length=2)] = ("a", "b")


def faults(text: str, kind: Any = Bicycle) -> list[str]:
    """Return what is wrong with a text, each as `line:column: message`."""
    document, problems = read_document("a.yml", text)
    assert document is not None
    record, more = validate(kind, document)
    assert (record is None) == bool(more) or problems
    return [f"{problem.line}:{problem.column}: {problem.message}" for problem in (*problems, *more)]


def test_sound_values_become_a_record() -> None:
    """What fits the type is a record, and has no problem."""
    document, _ = read_document("a.yml", "name: Roadster\nwheels: [{spokes: 36}]\nload: 12\nbuilt: 2026-05\n")
    assert document is not None
    record, problems = validate(Bicycle, document)
    assert problems == []
    assert record == Bicycle(name="Roadster", wheels=(Wheel(spokes=36),), load=12, built=CalendarDate("2026-05"))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("name: a\nspares: {x: {spokes: 1, sise: a}}", "2:25: 'sise' is not a known key; did you mean 'size'?"),
        ("name: a\nwheels:\n  - size: small", "3:5: 'spokes' is missing; add it"),
        ("name: true", "1:7: 'name' must be text, got true; write it in quotes: 'true'"),
        ("name: {a: b}", "1:7: 'name' must be text, got a mapping; write one line"),
        ("name: |\n  a\n  b", "1:7: 'name' has more than one line; write it on one, or fold it behind '>-'"),
        (
            "name: a\npage: a",
            "2:7: 'page' is 'a'; it must be a page, an anchor or a file of this site, such as /compare/#facts",
        ),
        (
            "name: a\nbuilt: [1]",
            "2:8: 'built': (1,) is not a date; write a year, a month or a day, such as 2026, 2026-11 or 2026-11-23",
        ),
        ("name: a\nsold: 1", "2:7: 'sold' must be true or false, got 1; see its neighbours for the form"),
        (
            "name: a\nwheels: [x]",
            "2:10: 'wheels' must be a mapping of keys to values, got 'x'; see its neighbours for the form",
        ),
        (
            "name: a\nwheels: [{spokes: 1}, {spokes: 1}, {spokes: 1}]",
            "2:9: 'wheels' has too many entries (3); at most 2 are allowed",
        ),
        (
            "name: a\nwheels: [{spokes: true}]",
            "2:19: 'spokes' must be a whole number, got True; see its neighbours for the form",
        ),
        ("name: a\nsource: {kind: package, registry: r, name: n}", "2:1: 'version' is missing; add it"),
        ("- a", "1:1: the file must be a mapping of keys to values, got a list; see its neighbours for the form"),
        ("", "1:1: the file must be a mapping of keys to values, got nothing; see its neighbours for the form"),
    ],
)
def test_what_does_not_fit_is_said_in_plain_words(text: str, fault: str) -> None:
    """Each kind of misfit must be told at its place, with what was meant, and in no library's words."""
    assert faults(text) == [fault]


def test_all_misfits_are_told_together() -> None:
    """One misfit must not hide the next."""
    told = faults("nme: a\nkeeps: x\nwheels: [{}, {spokes: a}]\nriders: []")
    assert sorted(fault.split(" ")[0] for fault in told) == [
        "1:1:", "2:8:", "3:10:", "3:23:", "4:9:",
    ]  # fmt: skip


def test_a_mistyped_key_is_told_once() -> None:
    """Who mistyped a key that must be there is told what was meant, and not besides that it is missing."""
    assert faults("nme: a") == ["1:1: 'nme' is not a known key; did you mean 'name'?"]
    assert faults("zzz: a") == ["1:1: 'zzz' is not a known key; did you mean 'name'?"]
    assert len(faults("zzz: a\nyyy: b")) == 3


def test_what_many_places_have_alike_is_told_once() -> None:
    """A file of another kind, and a list without a key that each entry needs, must not fill a page with messages."""
    (unknown,) = faults("".join(f"key_{number}: a\n" for number in range(2000)))
    assert unknown.startswith("1:1: 'key_0' is not a known key; ")
    assert unknown.endswith("(and in 1999 more places)")
    spares = "".join(f"  part_{number}: {{size: small}}\n" for number in range(9))
    assert faults(f"name: a\nspares:\n{spares}") == ["3:3: 'spokes' is missing; add it (and in 8 more places)"]


@pytest.mark.parametrize(
    "text",
    [
        "name: 3.10",
        "name: a\nwheels: [{spokes: 1.5}]",
        "name: a\nload: 3.10",
        "name:",
        "name: a\nname: b",
        "name: a\n? [b]\n: c",
        "name: a\nriders: [a, 1.0]",
    ],
)
def test_what_the_reader_has_told_is_not_told_again(text: str) -> None:
    """A value with a fault of form must bring no second message about its type."""
    assert len(faults(text)) == 1


def test_a_fact_with_a_fault_of_form_is_not_taken_for_empty() -> None:
    """An unquoted version must not be followed by the claim that there is no value."""
    assert len(faults("value: 3.10\nas_of: 2026\n", Fact)) == 1


def test_entries_with_faults_still_count() -> None:
    """A list must not be called too short because of entries that have faults of their own."""
    (fault,) = faults("name: a\nriders: [a, 12]")
    assert fault == "2:13: 'riders' must be text, got 12; write it in quotes: '12'"


def test_a_mapping_of_records_tells_its_keys() -> None:
    """A file that is a mapping or a list of records is told apart entry by entry."""
    assert faults("a: {spokes: 1}\nB: {spokes: 1}\n", dict[Key, Wheel]) == [
        "2:4: 'B' is 'B'; it must be small letters, digits and underscores, such as first_release; perhaps 'b'"
    ]
    assert faults("- {spokes: 1}\n- {spkes: 1}\n", tuple[Wheel, ...]) == [
        "2:4: 'spkes' is not a known key; did you mean 'spokes'?",
    ]
