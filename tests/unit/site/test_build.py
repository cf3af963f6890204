"""From files to a publication, and its links."""

from __future__ import annotations

from pathlib import Path

import pytest
from guide.exports.redirects import copies
from guide.model.problems import InvalidGuide
from guide.site.build import publish
from worlds import SMALL_WORLD, TODAY, change, load, problems

PROSE = "content/databases/granite.md"
LINK = "/how-to-pick/#rule-one-server"


@pytest.mark.parametrize(
    ("path", "old", "new", "message"),
    [
        (PROSE, LINK, "/how-to-pick/#rule-two", f"{PROSE}:15:36: the link '../../how-to-pick/#rule-two' leads to no"),
        (PROSE, LINK, "#nothing", f"{PROSE}:15:23: the link '#nothing' leads to no anchor; "),
        (
            PROSE,
            f"({LINK})",
            "(/how-to-pick/#rule-two 'So')",
            f"{PROSE}:15:36: the link '../../how-to-pick/#rule-two' ",
        ),
        (
            "content/404.md",
            "(/)",
            "(/#rule-two)",
            "content/404.md:6:42: the link '/guide/#rule-two' leads to no anchor; ",
        ),
        (
            "content/index.md",
            "#every-rule",
            "#every-rul",
            "content/index.md:10:65: the link 'how-to-pick/#every-rul' leads",
        ),
        (
            "content/method.md",
            "{#criteria}",
            "{#criterions}",
            "data/opinions/granite.yml:1:1: the link '../../method/#crit",
        ),
    ],
)
def test_a_broken_link_is_told_where_it_was_written(
    small_world: Path, path: str, old: str, new: str, message: str
) -> None:
    """A link that leads to no anchor is pointed at in its prose; one that a template makes, in the page's data."""
    change(small_world, path, old, new)
    assert any(problem.startswith(message) for problem in problems(small_world)), problems(small_world)


def test_all_broken_links_are_told_at_once(small_world: Path) -> None:
    """One broken link must not hide the next."""
    change(small_world, PROSE, LINK, "/#one")
    change(small_world, "content/about.md", "Take it.", "[Take](#two) [it](/#three).")
    with pytest.raises(InvalidGuide) as raised:
        publish(small_world, TODAY, {})
    assert len(raised.value.problems) == 3


@pytest.mark.parametrize(
    ("path", "former"),
    [
        ("api/v1/databases/granite.json", ["api/v1/databases/old-granite.json"]),
        ("badge/2025/granite.svg", ["badge/2025/old-granite.svg"]),
        ("embed/granite/index.html", ["embed/old-granite/index.html"]),
        ("databases/granite/index.md", ["databases/old-granite/index.md"]),
        ("cards/compare/folio-vs-granite.png", ["cards/compare/folio-vs-old-granite.png"]),
        ("feeds/granite-news.xml", []),
        ("cards/databases-granite.png", []),
        ("feeds/pebble.xml", []),
    ],
)
def test_a_file_answers_to_former_names(path: str, former: list[str]) -> None:
    """Whatever bears a name as a whole part of its path is there under each former name, whoever publishes it."""
    assert copies(load(SMALL_WORLD), [path]) == dict.fromkeys(former, path)
