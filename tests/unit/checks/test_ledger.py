"""The ledger of changes, replayed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from guide.checks.ledger import check_ledger
from guide.exports import atom
from guide.exports.documents import api
from guide.model.history import Change
from guide.model.ledger import concerning, movements
from guide.model.problems import Flaw
from worlds import change, load, problems, read, rename_granite, write

RANKS = {"granite": 1, "pebble": 2, "folio": 3}
RULES = "0123456789ab"


def entry(**fields: Any) -> Change:
    """Return an entry; what is not given is of no interest."""
    return Change.model_validate(
        {"date": "2026-01-01", "kind": "correction", "what": "So.", "why": "Because.", **fields}
    )


FIRST = entry(kind="first_ranking", ranking=("granite", "pebble", "folio"), rules=RULES)
OTHER_ORDER = ("pebble", "granite", "folio")


def flaws(*changes: Change) -> list[Flaw]:
    """Return what the ledger does not account for."""
    return list(check_ledger(changes, RANKS, RULES))


@pytest.mark.parametrize(
    "changes",
    [
        (FIRST,),
        (FIRST, entry(date="2026-01-02", candidates=("folio",))),
        (
            entry(kind="first_ranking", ranking=("folio", "granite"), rules="00000000000a"),
            entry(kind="ranking", ranking=("granite", "folio", "gone")),
            entry(kind="rules", rules=RULES),
            entry(date="2026-02", kind="ranking", ranking=("granite", "pebble", "folio")),
        ),
    ],
)
def test_a_ledger_that_ends_where_the_guide_stands_is_sound(changes: tuple[Change, ...]) -> None:
    """Whatever was entered before, the last order and the last rules must be today's."""
    assert flaws(*changes) == []


@pytest.mark.parametrize(
    ("changes", "location", "message"),
    [
        ((entry(),), (0,), "does not open with the first ranking; "),
        (
            (FIRST, entry(kind="ranking", ranking=("granite", "pebble"))),
            (1, "ranking"),
            "ends with granite, pebble, the",
        ),
        (
            (FIRST, entry(kind="rules", rules=RULES)),
            (1, "rules"),
            "the rules were 0123456789ab before this entry; write what they became, or leave 'rules' out",
        ),
        ((FIRST, entry(kind="rules")), (1,), "an entry of kind 'rules' needs 'rules'; add it"),
        ((entry(kind="first_ranking", rules=RULES),), (0,), "an entry of kind 'first_ranking' needs 'ranking'; add it"),
    ],
)
def test_what_the_ledger_does_not_account_for_is_told(
    changes: tuple[Change, ...], location: tuple[str | int, ...], message: str
) -> None:
    """A rank, a rule, an order of dates or a name without its entry must be told where the entry would stand."""
    (flaw,) = flaws(*changes)
    assert flaw.location == location
    assert message in flaw.message


def test_movements_are_what_changed_since_the_entry_before() -> None:
    """Each entry names those it moved, with their old place, or none for those that are new."""
    changes = (
        entry(kind="first_ranking", ranking=("granite", "folio")),
        entry(),
        entry(kind="ranking", ranking=("pebble", "granite", "folio")),
        entry(kind="ranking", ranking=("pebble", "folio")),
    )
    assert [moved for _, moved in movements(changes)] == [
        [("granite", None, 1), ("folio", None, 2)],
        [],
        [("pebble", None, 1), ("granite", 1, 2), ("folio", 2, 3)],
        [("folio", 3, 2)],
    ]


def test_what_came_before_a_newcomer_does_not_concern_it() -> None:
    """The history of a candidate starts with the order that it entered, but for entries that name it."""
    named = entry(date="2026-01-02", candidates=("folio",))
    before = entry(kind="rules", date="2026-01-03", rules="00000000000b")
    enters = entry(kind="ranking", date="2026-01-04", ranking=("granite", "pebble", "folio", "slate"))
    after = entry(date="2026-01-05")
    changes = (FIRST, named, before, enters, after)
    assert concerning(changes, "slate") == (enters, after)
    assert concerning(changes, "folio") == changes
    assert concerning(changes, "granite") == (FIRST, before, enters, after)


def test_a_new_slug_is_no_new_order(small_world: Path) -> None:
    """A ledger written with a former slug must stay valid, and readers must find the present one in all it says."""
    enter = "- {date: 2026-01-02, kind: correction, what: So., why: Because., candidates: [old-granite, granite]}\n"
    rename_granite(small_world)
    write(small_world, "data/changes.yml", read(small_world, "data/changes.yml") + enter)
    change(small_world, "data/changes.yml", "[granite, pebble", "[old-granite, pebble")
    assert problems(small_world) == []
    guide = load(small_world)
    assert [slug for slug, _, _ in next(moved for _, moved in movements(guide.changes))] == [
        "gravel",
        "pebble",
        "folio",
    ]
    assert guide.changes[-1] in concerning(guide.changes, "gravel")
    told = "".join(map(str, api.files(guide).values())) + "".join(map(str, atom.files(guide).values()))
    assert '"gravel"' in told
    assert not re.search(r'"(candidate|candidates)": ?\[?\s*"(old-)?granite"', told)


def test_an_order_is_not_the_same_because_of_an_alias(small_world: Path) -> None:
    """A new slug must not hide that two have changed places."""
    rename_granite(small_world)
    change(small_world, "data/opinions/gravel.yml", "rank: 1", "rank: 2")
    change(small_world, "data/opinions/pebble.yml", "rank: 2", "rank: 1")
    (problem,) = [problem for problem in problems(small_world) if problem.startswith("data/changes.yml")]
    assert "the ledger ends with gravel, pebble, folio, the opinions say pebble, gravel, folio" in problem
