"""The engine knows nothing of its subject: another guide holds not a word of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import yaml
from built import Site
from worlds import REPOSITORY, SMALL_WORLD


def _own_words() -> Iterator[str]:
    """Yield the names and slugs of everything our own guide ranks, the guide's own name and its subject."""
    for file in (REPOSITORY / "data" / "facts").glob("*.yml"):
        yield file.stem
        yield yaml.safe_load(file.read_text(encoding="utf-8"))["name"]
    edition = yaml.safe_load((REPOSITORY / "data" / "edition.yml").read_text(encoding="utf-8"))
    yield from (edition["name"], edition["subject"]["one"], edition["subject"]["many"], edition["subject"]["area"])
    yield from (edition["site"], edition["repository"])


@pytest.mark.parametrize("word", sorted(set(_own_words())))
def test_no_word_of_our_subject_is_in_another_guide(small_site: Site, word: str) -> None:
    """Neither a name from our data nor our subject may stand in a guide on another subject."""
    pattern = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)
    assert [path for path, text in small_site.texts() if pattern.search(text)] == []


def test_the_other_guide_is_whole(small_site: Site) -> None:
    """Every candidate, pair and page of the other guide must be built, at addresses made of its own words."""
    many = yaml.safe_load((SMALL_WORLD / "data" / "edition.yml").read_text(encoding="utf-8"))["subject"]["many"]
    expected = {f"/{many}/{file.stem}/" for file in (SMALL_WORLD / "data" / "facts").glob("*.yml")}
    expected |= {f"/compare/{file.stem}/" for file in (SMALL_WORLD / "data" / "pairs").glob("*.yml")}
    assert expected <= small_site.pages.keys()
    assert len(small_site.candidates) == len(list((SMALL_WORLD / "data/facts").glob("*")))


def test_numbers_of_questions_are_the_other_guides_own(small_site: Site) -> None:
    """What a page says of how many there are must follow from the data."""
    decision = yaml.safe_load((SMALL_WORLD / "data" / "decision.yml").read_text(encoding="utf-8"))
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    asked = len(decision["questions"])
    said = re.findall(r"(?i)\b(\w+) (?:questions|answers,)", small_site.pages["/how-to-pick/"].text)
    numbers = [word.lower() for word in said if word.lower() in words or word.isdigit()]
    assert set(numbers) <= {str(asked), words[asked]}
