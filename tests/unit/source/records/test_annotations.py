"""The values of a record whose fields carry a mark."""

from __future__ import annotations

from typing import Annotated, Any

import pytest
from guide.model.fields import INLINE, PAST, Line, Mark, PastDate, Record, Sentence
from guide.source.records.annotations import marked
from pydantic import Field

LOUD = Mark("loud")
Shout = Annotated[Line, LOUD]


class Inner(Record):
    """A record within another."""

    shout: Shout
    whisper: Line = "quiet"
    perhaps: Shout | None = None


class Outer(Record):
    """A record with marked values everywhere."""

    shout: Shout = "A"
    whisper: Line = "quiet"
    perhaps: Shout | None = None
    several: tuple[Shout, ...] = ()
    named: dict[str, Shout] = Field(default_factory=dict)
    inner: Inner | None = None
    inners: tuple[Inner, ...] = ()
    deep: dict[str, tuple[Inner, ...]] = Field(default_factory=dict)
    either: Inner | int | None = None


@pytest.mark.parametrize(
    ("record", "entries"),
    [
        (Outer(), [(("shout",), "A")]),
        (Outer(several=("B", "C")), [(("shout",), "A"), (("several", 0), "B"), (("several", 1), "C")]),
        (Outer(named={"b": "B"}), [(("shout",), "A"), (("named", "b"), "B")]),
        (Outer(inner=Inner(shout="B")), [(("shout",), "A"), (("inner", "shout"), "B")]),
        (Outer(inners=(Inner(shout="B", perhaps="C"),)), [
            (("shout",), "A"), (("inners", 0, "shout"), "B"), (("inners", 0, "perhaps"), "C"),
        ]),
        (Outer(deep={"b": (Inner(shout="B"),)}), [(("shout",), "A"), (("deep", "b", 0, "shout"), "B")]),
        (Outer(either=Inner(shout="B")), [(("shout",), "A"), (("either", "shout"), "B")]),
        (Outer(either=3), [(("shout",), "A")]),
    ],
)  # fmt: skip
def test_marked_values_are_found_wherever_they_stand(record: Outer, entries: list[Any]) -> None:
    """A mark must be found in fields, lists, mappings, unions and records within records, with its location."""
    assert list(marked(record, LOUD, Outer)) == entries


@pytest.mark.parametrize(
    ("value", "kind", "entries"),
    [
        ({"a": Inner(shout="B")}, dict[str, Inner], [(("a", "shout"), "B")]),
        ((Inner(shout="B"),), tuple[Inner, ...], [((0, "shout"), "B")]),
        ("B", Shout, [((), "B")]),
        ("B", Line, []),
        (None, Shout, []),
    ],
)
def test_a_file_need_not_be_a_record(value: Any, kind: Any, entries: list[Any]) -> None:
    """Files that are mappings or lists of records are looked through as well."""
    assert list(marked(value, LOUD, kind)) == entries


def test_the_marks_of_the_project_are_told_apart() -> None:
    """Text of the editors and dates that cannot lie in the future carry different marks."""
    assert Sentence.__metadata__[-1] == INLINE  # type: ignore[attr-defined]
    assert PastDate.__metadata__[-1] == PAST  # type: ignore[attr-defined]
