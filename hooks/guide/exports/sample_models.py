"""What the documents on samples hold, beside `api_models`."""

from __future__ import annotations

from typing import Literal

from guide.exports.api_models import Address, ApiDocument, Day, Part, PartialDate


class ApiKnownIssue(Part):
    """A test of the contract that a sample is known to fail."""

    test: str
    why: str


class ApiSampleName(Part):
    """The sample of one candidate, and what became of it."""

    candidate: str
    """The slug of the candidate."""
    version: str
    """The version of the candidate that ran, or for which it was written."""
    contract: str
    """The version of the contract."""
    fate: Literal["run", "built", "read"]
    """Whether it passed the contract here (run), was compiled only (built), or neither (read)."""
    text: str
    """The same in words that can stand behind its name."""
    why: str | None
    """Why it was not run; null if it was."""
    passed: int | None
    """How many tests of the contract passed; null if it was not run."""
    known_issues: tuple[ApiKnownIssue, ...]
    date: PartialDate
    """The day of the last pass; of what was not run, the day on which it was written."""
    where: str | None
    """The system and the runtime that it ran on."""
    files: int
    lines: int
    keep_by: Day
    """The last day on which this is taken as current."""
    stale: bool
    """Whether that day was past, or a newer minor version out, when the document was written."""
    page: Address
    document: Address
    """The same with its code."""
    repository: Address
    """All of its files."""


class ApiSamples(ApiDocument):
    """The same small service in each candidate, and what became of it."""

    samples: tuple[ApiSampleName, ...]


class ApiRegion(Part):
    """A part of a file of a sample."""

    file: str
    """From the folder of the sample."""
    name: str
    line: int
    """The first line, counted from 1."""
    code: str
    """Without the indent that all its lines share."""
    view: Address
    """Where it stands in its file."""


class ApiTask(Part):
    """How a sample does one task."""

    key: str
    label: str
    page: Address
    regions: tuple[ApiRegion, ...]


class ApiSample(ApiDocument):
    """The sample of one candidate, with the code that shows how each task is done."""

    sample: ApiSampleName
    tasks: tuple[ApiTask, ...]
