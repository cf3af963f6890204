"""Records of samples: how each one is run, what of it is shown, and what came of its last run."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from guide.model.fields import Count, Line, PastDate, Record, Slug, Version

Fate = Literal["run", "built", "read"]
"""What became of a sample: it passed the contract here (run), it was compiled and not run (built), or it was written
from the documentation and neither (read).
"""

Shown = Annotated[str, StringConstraints(pattern=r"^[^#\s\\]+#[a-z0-9]+([_-][a-z0-9]+)*$")]
"""A file of a sample and a region in it, such as orders/views.py#endpoint."""


class ExpectedFailure(Record):
    """A test of the contract that a sample is known to fail."""

    what: Line
    """The name of the test."""
    why: Line
    """Why it fails, for readers."""


class Manifest(Record):
    """How a sample is run, and what of it is shown."""

    needs: Line
    """What has to be on the machine, for people."""
    setup: tuple[Line, ...] = ()
    """Shell lines that make a copy of the folder ready; these may use the network."""
    version: Line
    """A shell line that prints the version of the candidate, and nothing else."""
    runtime: Line | None = None
    """A shell line that prints what the candidate runs on, and its version."""
    migrate: Line | None = None
    """A shell line that makes the database."""
    start: Annotated[tuple[Line, ...], Field(min_length=1)]
    """The processes, a shell line each."""
    test: Line
    """A shell line that runs the sample's own test."""
    shown: dict[Slug, Annotated[tuple[Shown, ...], Field(min_length=1)]]
    """By task, the regions that show how it is done, in order."""
    known_issues: tuple[ExpectedFailure, ...] = ()
    """The tests of the contract that it is known to fail."""


class KnownIssue(Record):
    """A test of the contract that a sample failed when it was last run, as was known before."""

    test: Line
    """The name of the test."""
    why: Line
    """Why it fails, for readers."""


class Run(Record):
    """What became of one sample; written by the program that runs it."""

    version: Version
    """The version of the candidate that ran, or for which it was written, in quotes."""
    contract: Line
    """The version of the contract, in quotes."""
    fate: Fate
    """Whether it passed the contract here (run), was compiled only (built), or neither (read)."""
    why: Line | None = None
    """Why it was not run."""
    passed: Count | None = None
    """How many tests of the contract passed."""
    known_issues: tuple[KnownIssue, ...] = ()
    """Those that failed as was known before."""
    date: PastDate
    """The day of the last pass; of what was not run, the day on which it was written."""
    where: Line | None = None
    """The system and the runtime that it ran on."""
    files: Count
    """How many files the sample has."""
    lines: Count
    """How many lines those have."""

    @model_validator(mode="after")
    def _as_its_fate_has_it(self) -> Self:
        needed = ("passed", "where") if self.fate == "run" else ("why",)
        for key in ("passed", "where", "why"):
            if (getattr(self, key) is None) == (key in needed):
                message = "'{key}' is missing; a sample that was '{fate}' needs it"
                if key not in needed:
                    message = "'{key}' does not belong to a sample that was '{fate}'; remove it, or change the fate"
                raise PydanticCustomError("fate", message, {"at": key, "key": key, "fate": self.fate})
        return self
