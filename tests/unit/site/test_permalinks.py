"""The link contract: what is promised, what breaks a promise, and the ways out."""

from __future__ import annotations

from pathlib import Path

import pytest
from guide.site import permalinks
from guide.site.build import publish
from guide.site.permalinks import Promise
from worlds import SMALL_WORLD, TODAY, change, problems, read, write

MOVED = "- old: /cupboards/\n  new: /databases/granite/\n"
GONE = (
    "page /lost/",
    "redirect /gone/",
    "id /method/#gone",
    "id /databases/old-granite/#gone",
    "file /data/gone.csv",
    "file /feeds/gone.xml",
    "field /api/v1/ranking.json ranking[].gone",
    "field /data/facts.csv gone",
    "parameter /compare/?gone",
    "parameter /?matters=gone",
)
"""A promise of each kind that the small guide does not keep."""

NEEDED = (
    "file /api/v1/databases/marble.json",
    "id /compare/#fact-weight",
    "page /databases/marble/",
    "redirect /cupboards/",
)
"""What the redirect and the tombstone of the small guide are about."""


@pytest.fixture(scope="module")
def published() -> frozenset[str]:
    """Everything that the small guide promises, as it stands on the list."""
    return frozenset(map(str, publish(SMALL_WORLD, TODAY, {}).promises))


def promise(root: Path, *lines: str) -> None:
    """Write a list that promises these, and what is redirected or taken away."""
    write(root, permalinks.LIST, "# A list\n\n" + "".join(f"{line}\n" for line in (*lines, *NEEDED)))


def accept(root: Path) -> None:
    """Promise all that the guide publishes, and what it took away."""
    write(root, permalinks.LIST, "".join(f"{line}\n" for line in NEEDED))
    permalinks.accept(publish(root, TODAY, {}).promises, root)


def retire(root: Path, *addresses: str) -> None:
    """Say of addresses that they were taken away."""
    change(
        root,
        "data/retired.yml",
        "  addresses:\n",
        "  addresses:\n" + "".join(f"    - {address}\n" for address in addresses),
    )


@pytest.mark.parametrize(
    "line",
    [
        "page /",
        "page /databases/granite/",
        "page /compare/folio-vs-granite/",
        "redirect /cupboards/",
        "redirect /databases/old-granite/",
        "redirect /compare/granite-vs-folio/",
        "redirect /compare/old-granite-vs-folio/",
        "id /#granite",
        "id /#old-granite",
        "id /method/#criteria",
        "id /method/#criterion-safety",
        "id /databases/granite/#fact-licence",
        "id /databases/granite/#box-replication",
        "id /databases/granite/#judgement-reach",
        "id /databases/granite/#weakness-slow-to-wake",
        "id /how-to-pick/#rule-one-server",
        "id /how-to-pick/#result",
        "id /changes/#change-2025-12-24-2",
        "id /compare/folio-vs-granite/#choose-old-granite",
        "file /api/v1/ranking.json",
        "file /api/v1/databases/old-granite.json",
        "file /api/v1/schemas/candidate.json",
        "file /api/v1/openapi.json",
        "file /calendar.ics",
        "file /cards/index.png",
        "file /cards/databases/old-granite.png",
        "file /data/facts.csv",
        "file /feeds/changes.xml",
        "file /feeds/old-granite.xml",
        "field /api/v1/ranking.json version",
        "field /api/v1/ranking.json ranking[].rank",
        "field /api/v1/databases/{slug}.json facts.*.sources[].address",
        "field /api/v1/databases/{slug}.json weaknesses[].when",
        "field /data/facts.csv as_of",
        "parameter /?matters",
        "parameter /?matters=safety",
        "parameter /compare/?f=old-granite",
        "parameter /compare/?sort",
        "parameter /compare/?style=server",
        "parameter /how-to-pick/?effort=little",
    ],
)
def test_everything_that_can_be_linked_to_is_promised(published: frozenset[str], line: str) -> None:
    """Pages, anchors, files, fields, parameters and redirects are promised, former names included."""
    assert line in published


@pytest.mark.parametrize(
    "address",
    ["/404/", "/databases/marble/", "/_redirects", "/_headers", "/#weights", "/compare/#chooser"],
)
def test_what_is_not_made_for_others_is_not_promised(published: frozenset[str], address: str) -> None:
    """Tombstones, the page for missing addresses, and what serves a host or our own scripts are no promise."""
    assert address not in {line.partition(" ")[2] for line in published}


@pytest.mark.parametrize(
    ("address", "hint"),
    [
        ("/login/", ""),
        ("/databases/marbles/", ", did you mean '/databases/marble/'?"),
        ("/scripts/own.js", ""),
        ("/compare/#fact-weigh", ", did you mean '/compare/#fact-weight'?"),
        ("/databases/", ", did you mean '/databases/marble/'?"),
    ],
)
def test_a_tombstone_stands_where_something_was_promised(small_world: Path, address: str, hint: str) -> None:
    """Nobody can miss another address, so an entry would only be a way to put a page at it."""
    promise(small_world)
    retire(small_world, address)
    message = f"'{address}' was never promised; what is taken away is an address in published.txt, or the start of one"
    (problem,) = problems(small_world)
    assert problem == f"data/retired.yml:3:7: {message}{hint}"


def test_without_a_list_nothing_is_promised(small_world: Path) -> None:
    """A guide that has promised nothing yet may change as it likes."""
    assert not (small_world / permalinks.LIST).exists()
    change(small_world, "data/redirects.yml", MOVED, "[]\n")
    assert problems(small_world) == []


def test_a_broken_promise_is_told_with_its_line_and_the_way_out(small_world: Path) -> None:
    """Each kind of promise is checked; the message stands at its line and names what can be done."""
    promise(small_world, "page /", *GONE)
    faults = sorted(problems(small_world), key=lambda problem: int(problem.split(":")[1]))
    assert len(faults) == len(GONE)
    for number, (line, problem) in enumerate(zip(GONE, faults, strict=True), 4):
        kind, _, target = line.partition(" ")
        assert problem.startswith(f"published.txt:{number}:1: {kind} '{target}' is promised and no longer published; ")
        assert "enter it in data/retired.yml with the reason" in problem


def test_who_the_guide_is_stays(small_world: Path) -> None:
    """Feeds and calendars are known by it: another would be a new guide to everybody who reads them."""
    promise(small_world, "identity / 1d9f3f52-0000-4000-8000-000000000000")
    (problem,) = problems(small_world)
    assert problem.endswith(
        "is promised and no longer published; feeds, calendars and programs know the guide by it, so give it back"
    )


def test_what_is_made_of_a_page_is_gone_with_it(small_world: Path) -> None:
    """One page that was taken away is one fault, however many files and anchors are about it."""
    made = (
        "file /api/v1/lost.json",
        "file /cards/lost.png",
        "file /lost/index.md",
        "id /lost/#so",
        "redirect /2025/lost/",
    )
    promise(small_world, "page /", "page /lost/", *made)
    (problem,) = problems(small_world)
    assert "page '/lost/' is promised and no longer published; " in problem


def test_a_tombstone_takes_any_promise_back(small_world: Path) -> None:
    """What is gone for good and said to be so breaks no promise."""
    promise(small_world, *GONE)
    retire(small_world, *sorted({f"'{line.partition(' ')[2]}'" for line in GONE}))
    assert problems(small_world) == []


def test_a_tombstone_takes_the_parts_along(small_world: Path) -> None:
    """A page that is gone takes its anchors with it, a parameter its values, a field what was in it."""
    promise(
        small_world,
        "id /gone/#part",
        "parameter /gone/?f=one",
        "file /gone/index.md",
        "parameter /compare/?gone=one",
        "field /api/v1/ranking.json gone[].name",
    )
    retire(small_world, "'/gone/'", "'/compare/?gone'", "'/api/v1/ranking.json gone'")
    assert problems(small_world) == []


def test_a_tombstone_takes_nothing_else_along(small_world: Path) -> None:
    """What only begins with the same letters is promised as before."""
    promise(small_world, "page /gone/and-more/", "id /compare/#fact-weight-of-all", "page /going/")
    retire(small_world, "'/gone/'", "'/compare/#fact-weigh'", "'/go/'")
    assert sorted(problem.split(": ")[0] for problem in problems(small_world)) == [
        "published.txt:3:1",
        "published.txt:4:1",
        "published.txt:5:1",
    ]


@pytest.mark.parametrize(
    ("path", "old", "new", "message"),
    [
        (
            "data/redirects.yml",
            "/cupboards/",
            "/cupboard/",
            "redirect '/cupboards/' is promised and no longer published; did you mean '/cupboard/'? if it moved, ",
        ),
        (
            "content/short-list.md",
            "{#cases}",
            "{#all-cases}",
            "id '/short-list/#cases' is promised and no longer published; did you mean 'all-cases'? give the old ",
        ),
        (
            "data/opinions/granite.yml",
            "slow-to-wake",
            "slow-to-awake",
            "id '/databases/granite/#weakness-slow-to-wake' is promised and no longer published; did you mean 'weak",
        ),
    ],
)
def test_what_is_new_is_offered_as_what_was_meant(
    small_world: Path, path: str, old: str, new: str, message: str
) -> None:
    """A thing that was only named anew is the nearest of what nobody has promised yet."""
    accept(small_world)
    change(small_world, path, old, new)
    (problem,) = problems(small_world)
    assert problem.partition(": ")[2].startswith(message)


def test_what_stands_on_a_page_that_is_gone_is_not_told_as_well(small_world: Path) -> None:
    """One thing that is wrong is told once, however many anchors went with it."""
    promise(small_world, "id /gone/#one", "id /gone/#other", "page /gone/", "parameter /gone/?f")
    assert [problem.split(": ")[0] for problem in problems(small_world)] == ["published.txt:5:1"]


def test_a_line_that_promises_nothing_is_told(small_world: Path) -> None:
    """A word that is no kind of promise must not pass for one that is kept."""
    promise(small_world, "pages /compare/")
    (problem,) = problems(small_world)
    assert problem.startswith("published.txt:3:1: 'pages /compare/' is no promise; a line has one of field, file, id, ")


def test_accepting_adds_and_never_removes(small_world: Path) -> None:
    """What is on the list stays on it; new lines are put in order, and a second time changes nothing."""
    promise(small_world, "page /gone/", "page /")
    permalinks.accept([Promise.parse("page /about/"), Promise.parse("file /a.json")], small_world)
    text = read(small_world, permalinks.LIST)
    assert [line for line in text.splitlines() if not line.startswith("#")] == [
        "file /a.json",
        "file /api/v1/databases/marble.json",
        "id /compare/#fact-weight",
        "page /",
        "page /about/",
        "page /databases/marble/",
        "page /gone/",
        "redirect /cupboards/",
    ]
    permalinks.accept([Promise.parse("page /about/")], small_world)
    assert read(small_world, permalinks.LIST) == text


def test_a_promise_is_kept_through_a_redirect(small_world: Path) -> None:
    """What stood on a page may stand on the page that it leads to now."""
    promise(
        small_world,
        "id /databases/old-granite/#fact-since",
        "id /cupboards/#upkeep",
        "id /compare/old-granite-vs-folio/#moving",
        "page /databases/old-granite/",
    )
    assert problems(small_world) == []


def test_a_former_anchor_leads_to_the_present_one(small_world: Path) -> None:
    """An anchor that has another name on its page keeps the promise, at the same place."""
    write(small_world, "data/redirects.yml", MOVED + "- old: /method/#measures\n  new: /method/#criteria\n")
    promise(small_world, "id /method/#measures")
    assert problems(small_world) == []
    (page,) = (page for page in publish(small_world, TODAY, {}).pages if page.address == "/method/")
    assert '<h2 id="criteria"><span class="former" id="measures"></span>' in page.body


def test_a_file_that_moved_answers_at_both_paths(small_world: Path) -> None:
    """A table or a document that has another path now is there for those who know the former one."""
    write(small_world, "data/redirects.yml", MOVED + "- old: /data/answers.csv\n  new: /data/facts.csv\n")
    promise(small_world, "file /data/answers.csv", "field /data/answers.csv as_of")
    assert problems(small_world) == []
    files = publish(small_world, TODAY, {}).files
    assert files["data/answers.csv"] == files["data/facts.csv"]
    assert "/guide/data/answers.csv /guide/data/facts.csv 301\n" in str(files["_redirects"])


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("/data/answers.csv", "/data/fact.csv", "'/data/fact.csv' is not a file; did you mean '/data/facts.csv'?"),
        ("/method/#measures", "/method/#rank", "'/method/#rank' leads to no anchor; did you mean 'ranks'?"),
        ("/method/#ranks", "/method/#criteria", "'/method/#ranks' is an anchor of the page; a redirect starts where"),
    ],
)
def test_a_redirect_must_lead_somewhere(small_world: Path, old: str, new: str, message: str) -> None:
    """A redirect that nobody could follow is told where it was written."""
    write(small_world, "data/redirects.yml", MOVED + f"- old: {old}\n  new: {new}\n")
    (problem,) = problems(small_world)
    assert problem.startswith("data/redirects.yml:")
    assert message in problem


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ("/telephone/", "/method/", ""),
        ("/cupboard/", "/method/", ", did you mean '/cupboards/'?"),
        ("/scripts/more.csv", "/data/facts.csv", ""),
        ("/method/#measures", "/method/#criteria", ", did you mean '/method/#ranks'?"),
    ],
)
def test_a_redirect_starts_where_something_was_promised(small_world: Path, old: str, new: str, hint: str) -> None:
    """Nobody can know another address, so an entry would only be a way to put something at it."""
    accept(small_world)
    write(small_world, "data/redirects.yml", MOVED + f"- old: {old}\n  new: {new}\n")
    assert problems(small_world) == [
        f"data/redirects.yml:3:8: '{old}' was never promised; a redirect starts at an address in published.txt{hint}"
    ]


def test_what_is_said_to_be_gone_must_be_gone(small_world: Path) -> None:
    """A tombstone for something that is still published is told, at its place."""
    published = (
        "/api/v1/ranking.json",
        "/api/v1/ranking.json tiers",
        "/compare/?only",
        "/feeds/folio.xml",
        "/method/#criteria",
    )
    retire(small_world, *(f"'{address}'" for address in published))
    assert sorted(problem.partition("; ")[0] for problem in problems(small_world)) == [
        f"data/retired.yml:{line}:8: '{address}' is published" for line, address in enumerate(published, 3)
    ]


def test_a_page_that_was_taken_away_says_so(small_world: Path) -> None:
    """Its address tells what stood there, when and why it went, and leads to the ranking and to all that went."""
    (page,) = (page for page in publish(small_world, TODAY, {}).pages if page.kind == "retired")
    assert page.address == "/databases/marble/"
    for part in ("Our page on Marble", "30 June 2025", "Nobody looked after it any more", "../../changes/#taken-away"):
        assert part in page.body
    assert "marble" not in " ".join(publish(small_world, TODAY, {}).cards)
