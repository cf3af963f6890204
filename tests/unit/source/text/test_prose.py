"""Prose files: the front matter, the sections, and what is wrong with either."""

from __future__ import annotations

import pytest
from guide.source.text.prose import CandidateHead, PageHead, Prose, read_prose

HEAD = "---\ndescription: A page.\n---\n"


def read(text: str) -> tuple[CandidateHead | None, Prose | None, list[str]]:
    """Return head, prose and problems, these as `line:column: message`."""
    head, prose, problems = read_prose("a.md", text, CandidateHead)
    return head, prose, [f"{problem.line}:{problem.column}: {problem.message}" for problem in problems]


def test_a_file_is_a_head_and_sections() -> None:
    """A prose file has its front matter, what stands before the first heading, and its named sections, in order."""
    head, prose, problems = read(
        HEAD + "\nSo.\n\n## One `x` {#one}\n\nFirst.\n### Deeper {#deeper}\n\n## Two {#two-b}\nSecond.\n"
    )
    assert problems == []
    assert head == CandidateHead(description="A page.")
    assert prose is not None
    assert [(section.id, section.heading, section.text, section.line) for section in prose.sections] == [
        ("", "", "\nSo.\n", 4),
        ("one", "One `x`", "\nFirst.\n### Deeper {#deeper}\n", 8),
        ("two-b", "Two", "Second.\n", 13),
    ]


def test_a_section_is_found_by_its_anchor() -> None:
    """A section is asked for by name; one that isn't there is none."""
    _, prose, _ = read(HEAD + "## One {#one}\n")
    assert prose is not None
    assert [section and section.heading for section in map(prose.section, ("one", "", "two"))] == ["One", "", None]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "1:1: no front matter; start the file with '---' and its keys"),
        ("\n---\ndescription: A page.\n---\n", "1:1: no front matter; start the file with '---' and its keys"),
        (
            "---\n---\n",
            "2:1: the file must be a mapping of keys to values, got nothing; see its neighbours for the form",
        ),
        (HEAD + "#One\n", "4:1: a heading without a space behind its #; put one there"),
        (HEAD + "So\n#one of them\n", "5:1: a heading without a space behind its #; put one there"),
        (HEAD + "## One {#One}\n", "4:1: a heading without an anchor; add one, such as {#the-rule}"),
        (HEAD + "## One{#one}\n", "4:1: a heading without an anchor; add one, such as {#the-rule}"),
        (
            HEAD + "So\n" + "[" * 50_000,
            "5:41: more than 40 square brackets within each other; close them, or take them out",
        ),
        (
            HEAD + ("[ " * 30 + "\n") * 2_000,
            "5:21: more than 40 square brackets within each other; close them, or take them out",
        ),
        (HEAD + "## A {#a}\n\n## B {#a}\n", "6:1: the anchor 'a' is here twice; the first is on line 4"),
    ],
)
def test_a_broken_file_is_told_at_its_place(text: str, fault: str) -> None:
    """Front matter and headings that a reader would lose must be told, at their line in the file."""
    assert read(text)[2] == [fault]


@pytest.mark.parametrize(
    "text",
    [
        "```\n# no heading\n## nor this\n```\n",
        "~~~ yaml\n# no heading\n~~~\n",
        "```\n~~~\n# no heading\n```\n",
        "Text with # and ## in it.\n",
        "    # indented code\n",
    ],
)
def test_what_only_looks_like_a_heading_is_text(text: str) -> None:
    """A mark in an example, or within a line, starts no section."""
    _, prose, problems = read(HEAD + "## One {#one}\n" + text + "\n## Two {#two}\n")
    assert problems == []
    assert prose is not None
    assert [section.id for section in prose.sections] == ["", "one", "two"]


def test_broken_front_matter_leaves_the_prose() -> None:
    """A fault in the head must not hide the faults of the text below."""
    head, prose, problems = read("---\ndescription: [\n---\n# One\n")
    assert (head, prose is None) == (None, False)
    assert [problem.split(": ")[0] for problem in problems] == ["3:1", "4:1"]


def test_a_page_has_a_title() -> None:
    """A page of its own needs a title, which a candidate's prose must not have."""
    head, _, problems = read_prose("a.md", "---\ntitle: T\nheading: H\ndescription: D\n---\n", PageHead)
    assert (head, problems) == (PageHead(title="T", heading="H", description="D"), [])


def test_lists_do_not_go_deeper_than_anybody_reads() -> None:
    """A file of a stranger must not lead the parser of Markdown into the depths."""
    text = "---\ntitle: A\ndescription: B\n---\n\n" + "".join(f"{' ' * 4 * depth}- a\n" for depth in range(12))
    _, _, problems = read_prose("content/a.md", text, PageHead)
    assert [(problem.line, problem.column) for problem in problems] == [(16, 43), (17, 47)]
    _, _, problems = read_prose("content/a.md", f"---\ntitle: A\ndescription: B\n---\n\n{'- ' * 30}a\n", PageHead)
    assert [(problem.line, problem.column) for problem in problems] == [(6, 61)]
