"""Numbers that were typed into prose."""

from __future__ import annotations

import time

import pytest
from guide.checks.typed_numbers import typed_numbers
from guide.model.vocabulary import Allowed

ALLOWED = Allowed(
    names=("OAuth 2", "HTTP/2", "C#", "S3", "UTF-8"), figures_of_speech=("twenty-four hours", "nine lives")
)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Nothing here.", []),
        ("It came out in 2024.", ["2024"]),
        ("Version 3.10, and 4.", ["3.10", "4"]),
        ("on 2026-11-23, at last", ["2026-11-23"]),
        ("some 12,345 stars", ["12,345"]),
        ("from v2 to v3-rc1", ["v2", "v3-rc1"]),
        ("80% of it", ["80%"]),
        ('(3) "4" “5” *6* [7]', ["3", "4", "5", "6", "7"]),
        ("`pip install a==1.2`", ["a==1.2"]),
        ("four of them, or Twelve, or dozens", ["four", "Twelve", "dozens"]),
        ("a hundred and two thousands", ["hundred", "thousands"]),
        ("seventeen sixties", ["seventeen"]),
        ("one, two or three, and a half", []),
        ("the first, second and fourth", []),
        ("fourfold, often, weighty, tense", []),
        ("OAuth 2 over HTTP/2 in C# to S3", []),
        ("OAuth 2.1 and OAuth 20", ["2.1", "20"]),
        ("XS3 and UTF-8s", ["XS3", "UTF-8s"]),
        ("within twenty-four hours, with nine lives", []),
        ("within twenty hours, with nine cats", ["twenty", "nine"]),
        ("[[stars]] and [[release_1_10]]", []),
        ("[here](/compare/2024/) and [there](https://a.example/3)", []),
        ("[in 2024](/compare/)", ["2024"]),
        ('[here](https://a.example/2024/ "in 2025")', ["2025"]),
        ("<https://a.example/2024/>", []),
        ("1. one\n2. two\n  3. three", []),
        ("1) one", ["1"]),
        ("A heading {#part-2}", []),
        ("a/b", []),
        ("٣ rules", ["٣"]),
    ],
)
def test_a_typed_number_is_found(text: str, numbers: list[str]) -> None:
    """Figures, and words from four up, must be found, but in names, references, addresses, markers and anchors."""
    assert list(typed_numbers(text, ALLOWED)) == numbers


@pytest.mark.parametrize("word", ["x" * 100_000, "x" * 100_000 + "1", "é-" * 50_000])
def test_a_word_of_any_length_is_read_at_once(word: str) -> None:
    """A proposed change must not hold up the check with one very long word."""
    start = time.process_time()
    assert list(typed_numbers(word, ALLOWED)) == ([word] if word.endswith("1") else [])
    assert time.process_time() - start < 1
