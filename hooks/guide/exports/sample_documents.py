"""The documents on samples: all with what became of them, and each with its code."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from guide.derive import routes
from guide.derive.candidates import Candidate
from guide.derive.samples import SampleStatement, sample_of, samples_of, tasks_of
from guide.exports import sample_models as doc
from guide.exports.api_models import ApiDocument
from guide.exports.document_writer import DocumentWriter
from guide.model import urls
from guide.source.regions import Region


class SampleDocuments(DocumentWriter):
    """Fills the documents on samples."""

    def makers(self) -> Iterator[tuple[str, Callable[[], ApiDocument]]]:
        """Yield the path of every document with what makes it; none if there are no samples."""
        if self._guide.task_sections:
            yield routes.document_path("samples"), self._samples
        for candidate in self._guide.candidates:
            if candidate.records.sample:
                yield routes.document_path(f"samples/{candidate.slug}"), partial(self._sample, candidate)

    def _samples(self) -> doc.ApiSamples:
        return doc.ApiSamples(**self._head(urls.CODE), samples=tuple(map(self._name, samples_of(self._guide))))

    def _sample(self, candidate: Candidate) -> doc.ApiSample:
        sample = sample_of(self._guide, candidate)
        if sample is None:
            raise LookupError(f"{candidate.slug} has no sample")
        return doc.ApiSample(
            **self._head(f"{urls.CODE}#{candidate.slug}"),
            sample=self._name(sample),
            tasks=tuple(
                doc.ApiTask(
                    key=task.id,
                    label=task.label,
                    page=self._whole(sample.address(task)),
                    regions=tuple(self._region(sample, region) for region in sample.shown[task.id]),
                )
                for task in tasks_of(self._guide)
            ),
        )

    def _name(self, sample: SampleStatement) -> doc.ApiSampleName:
        run, slug = sample.run, sample.subject.slug
        return doc.ApiSampleName(
            candidate=slug,
            **run.model_dump(include={"version", "contract", "fate", "why", "passed", "where", "files", "lines"}),
            text=sample.text,
            known_issues=tuple(doc.ApiKnownIssue(**issue.model_dump()) for issue in run.known_issues),
            date=run.date.text,
            keep_by=str(sample.keep_by),
            stale=sample.is_stale,
            page=self._whole(f"{urls.CODE}#{slug}"),
            document=self._document(f"samples/{slug}.json"),
            repository=self._guide.tree_address(sample.folder),
        )

    def _region(self, sample: SampleStatement, region: Region) -> doc.ApiRegion:
        return doc.ApiRegion(
            file=region.path.removeprefix(f"{sample.folder}/"),
            name=region.name,
            line=region.line,
            code=region.text,
            view=f"{self._guide.view_address(region.path)}#L{region.line}-L{region.last_line}",
        )
