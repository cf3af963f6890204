"""Problems as text, and what an author probably meant."""

from __future__ import annotations

import pytest
from guide.model.problems import InvalidGuide, Problem, meant, report


def test_a_problem_names_file_line_and_column() -> None:
    """A problem reads as compilers write it, so that editors can jump to it."""
    assert str(Problem(path="data/a.yml", line=12, column=3, message="wrong; right")) == "data/a.yml:12:3: wrong; right"


def test_a_problem_without_a_place_is_at_the_start() -> None:
    """What concerns a whole file points at its first character."""
    assert str(Problem(path="data/a.yml", message="missing; add it")) == "data/a.yml:1:1: missing; add it"


def test_problems_are_sorted_by_file_and_place() -> None:
    """Lines sort as numbers, within their file."""
    problems = [
        Problem(path="b.yml", message="first of b"),
        Problem(path="a.yml", line=10, message="last of a"),
        Problem(path="a.yml", line=9, column=12, message="third of a"),
        Problem(path="a.yml", line=9, column=2, message="second of a"),
    ]
    assert [line.split(": ")[1] for line in report(problems).splitlines()] == [
        "second of a",
        "third of a",
        "last of a",
        "first of b",
    ]


def test_the_same_problem_is_told_once() -> None:
    """A fault that two checks find must not be told twice."""
    problem = Problem(path="a.yml", message="wrong; right")
    assert str(InvalidGuide([problem, problem])) == "a.yml:1:1: wrong; right"


@pytest.mark.parametrize(
    ("word", "known", "answer"),
    [
        ("licence", ["license", "name"], "did you mean 'license'?"),
        ("first_relase", ["first_release", "newest_release"], "did you mean 'first_release'?"),
        ("zzz", ["b", "a"], "known are 'a', 'b'"),
        ("zzz", [], "none are known here"),
        ("", ["a"], "known are 'a'"),
    ],
)
def test_the_nearest_known_word_is_meant(word: str, known: list[str], answer: str) -> None:
    """An author is told the one word that is near, else those that there are."""
    assert meant(word, known) == answer


def test_of_many_words_a_few_are_named() -> None:
    """Where very much is known and nothing is near, the list must stay short and be counted."""
    answer = meant("zzz", [f"key{number:03}" for number in range(500)])
    assert answer.startswith("known are 'key000', 'key001'")
    assert answer.endswith(" more")
    assert len(answer) < 200


def test_a_name_of_a_file_cannot_begin_a_line_of_its_own() -> None:
    """What is printed may be read by a program that takes orders at the beginning of a line."""
    problem = Problem(path="content/a\n::error::owned.md", message="so\n::error::owned \x1b[31m\u202e")
    assert str(problem).isprintable()
    assert problem.message.isprintable()


@pytest.mark.parametrize("quoted", ["x" * 1_000_000, "it's " * 100_000, '"' * 3000, "'" * 3000, "a' b" * 3000])
def test_what_is_long_is_cut_and_the_way_out_stays(quoted: str) -> None:
    """A value of any length must leave room for what is wrong with it, and what to do."""
    for form in (f"'{quoted}'", repr(quoted)):
        message = Problem(path="a.yml", message=f"'key' is {form}; write it shorter").message
        assert message.startswith("'key' is ")
        assert message.endswith("; write it shorter")
        assert len(message) < 700


@pytest.mark.parametrize("word", ["green", "colour", "frameworks", "x", "12", "the whole sentence of somebody"])
def test_what_is_near_to_nothing_is_not_guessed_at(word: str) -> None:
    """A guess that has only a few letters in common leads astray."""
    known = ["good", "middling", "none", "outside", "newest_release", "supported_until", "licence"]
    assert meant(word, known).startswith("known are")
