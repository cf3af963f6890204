"""The documents on samples: all with what became of them, and each with its code."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Literal

from guide.derive import routes
from guide.derive.candidates import Candidate
from guide.derive.samples import SampleStatement, sample_of, samples_of, tasks_of
from guide.exports.documents.api_models import Address, ApiDocument, Day, Part, PartialDate
from guide.exports.documents.document_writer import DocumentWriter
from guide.model import urls
from guide.source.regions import Region


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


class SampleDocuments(DocumentWriter):
    """Fills the documents on samples."""

    def makers(self) -> Iterator[tuple[str, Callable[[], ApiDocument]]]:
        """Yield the path of every document with what makes it; none if there are no samples."""
        if self._guide.task_sections:
            yield routes.document_path("samples"), self._samples
        for candidate in self._guide.candidates:
            if candidate.records.sample:
                yield routes.document_path(f"samples/{candidate.slug}"), partial(self._sample, candidate)

    def _samples(self) -> ApiSamples:
        return ApiSamples(**self._head(urls.CODE), samples=tuple(map(self._name, samples_of(self._guide))))

    def _sample(self, candidate: Candidate) -> ApiSample:
        sample = sample_of(self._guide, candidate)
        if sample is None:
            raise LookupError(f"{candidate.slug} has no sample")
        return ApiSample(
            **self._head(f"{urls.CODE}#{candidate.slug}"),
            sample=self._name(sample),
            tasks=tuple(
                ApiTask(
                    key=task.id,
                    label=task.label,
                    page=self._whole(sample.address(task)),
                    regions=tuple(self._region(sample, region) for region in sample.shown[task.id]),
                )
                for task in tasks_of(self._guide)
            ),
        )

    def _name(self, sample: SampleStatement) -> ApiSampleName:
        run, slug = sample.run, sample.subject.slug
        return ApiSampleName(
            candidate=slug,
            **run.model_dump(include={"version", "contract", "fate", "why", "passed", "where", "files", "lines"}),
            text=sample.text,
            known_issues=tuple(ApiKnownIssue(**issue.model_dump()) for issue in run.known_issues),
            date=run.date.text,
            keep_by=str(sample.keep_by),
            stale=sample.is_stale,
            page=self._whole(f"{urls.CODE}#{slug}"),
            document=self._document(f"samples/{slug}.json"),
            repository=self._guide.tree_address(sample.folder),
        )

    def _region(self, sample: SampleStatement, region: Region) -> ApiRegion:
        return ApiRegion(
            file=region.path.removeprefix(f"{sample.folder}/"),
            name=region.name,
            line=region.line,
            code=region.text,
            view=f"{self._guide.view_address(region.path)}#L{region.line}-L{region.last_line}",
        )
