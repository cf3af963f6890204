"""Checks of samples: each belongs to a candidate, has a fate, and shows every task."""

from __future__ import annotations

from collections.abc import Iterator

from guide.checks.candidates import unanswered
from guide.model.problems import Problem, meant
from guide.source.library import OPTIONAL, SAMPLES, Library

_RUNS = OPTIONAL["samples"][0]


def check_samples(library: Library) -> Iterator[Problem]:
    """Yield what samples, the record of their runs and the page that shows them say otherwise than each other."""
    runs = library.single["samples"].record if "samples" in library.single else {}
    known = runs.keys() & library.present["facts"]
    is_broken = any(problem.path == _RUNS for problem in library.problems)
    for slug, sample in library.samples.items():
        if slug not in runs and runs.keys() == known and not is_broken:
            yield sample.manifest.problem((), f"nobody says what became of it; run it, or write it into {_RUNS}")
    for slug in known - library.present["samples"]:
        message = f"there is no sample of '{slug}'; write {SAMPLES}/{slug}/sample.yml, or remove the entry"
        yield library.single["samples"].problem((slug,), message, key=True)
    yield from _tasks(library)


def _tasks(library: Library) -> Iterator[Problem]:
    if "code" not in library.pages:
        if library.samples and not any(problem.path == "content/code.md" for problem in library.problems):
            yield Problem(path="content/code.md", message="the page of the samples is missing; write its prose")
        return
    tasks = {section.id: section.heading for section in library.pages["code"].prose.sections if section.id}
    for sample in library.samples.values():
        shown = sample.manifest.record.shown
        for task in shown.keys() - tasks.keys():
            message = f"'{task}' is not a task of content/code.md; {meant(task, tasks)}"
            yield sample.manifest.problem(("shown", task), message, key=True)
        for task in unanswered(tasks, shown):
            yield sample.manifest.problem(("shown",), f"'{task}' is not shown ({tasks[task]}); add it", key=True)
