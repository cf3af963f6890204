"""The summary of `guide refresh`: what changed, what disagrees, what could not be read, what a person must decide."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from guide.refresh.compare import Finding, Gap, file_of
from guide.refresh.stale import Ageing, code, days_in_words


@dataclass(frozen=True, kw_only=True)
class Refreshed:
    """Everything that came of asking."""

    names: Mapping[str, str]
    """The name of each candidate."""
    findings: Sequence[Finding]
    gaps: Sequence[Gap]
    shelved: Sequence[str]
    """The candidates whose repository takes no changes any more."""
    past: Sequence[Ageing]
    """What is past its keep-by date after this, and what nobody but a person can renew."""

    def of(self, outcome: str) -> tuple[Finding, ...]:
        """Return the findings with an outcome."""
        return tuple(one for one in self.findings if one.outcome == outcome)

    def as_json(self) -> str:
        """Return a document for programs."""
        document = {
            **{
                name: [_plain(one) for one in self.of(name)] for name in ("changed", "confirmed", "disagrees", "agrees")
            },
            "could_not_be_read": [vars(one) for one in self.gaps],
            "shelved": list(self.shelved),
            "past_keep_by": [vars(one) for one in self.past],
        }
        return json.dumps(document, ensure_ascii=False, indent=2)

    def as_markdown(self) -> Iterator[str]:
        """Yield the lines of a text for a terminal or a pull request; a part with nothing in it is left out."""
        yield self.in_a_line()
        yield from _part("Changed", (self._change(one) for one in self.of("changed")))
        yield from _part("Confirmed, with a new date", (self._confirmed(one) for one in self.of("confirmed")))
        yield from _part("Disagrees with the record; a person must decide", map(self._doubt, self.of("disagrees")))
        yield from _part("Could not be read; nothing was changed for it", map(self._gap, self.gaps))
        yield from _part("For a person: the repository takes no changes any more", map(self._name, self.shelved))
        yield from _part("For a person: past the keep-by date", map(_past, self.past))

    def in_a_line(self) -> str:
        """Return how much there is of everything."""
        return (
            f"{len(self.of('changed'))} changed, {len(self.of('confirmed'))} confirmed with a new date, "
            f"{len(self.of('agrees'))} need nothing, {len(self.of('disagrees'))} disagree with the record, "
            f"{len(self.gaps)} could not be read."
        )

    def _name(self, slug: str) -> str:
        return self.names[slug]

    def _change(self, one: Finding) -> str:
        return f"{self._fact(one)}: {code(one.old)} → {code(one.new)} ([source]({one.address}))"

    def _confirmed(self, one: Finding) -> str:
        return f"{self._fact(one)}: {code(one.old)} ([source]({one.address}))"

    def _doubt(self, one: Finding) -> str:
        return (
            f"{self._fact(one)}: the record says {code(one.old)}, [this page]({one.address}) {code(one.new)}; "
            f"{one.reason} (`{file_of(one.slug)}`)"
        )

    def _gap(self, one: Gap) -> str:
        return f"**{self.names[one.slug]}**, {one.what}: {one.reason}"

    def _fact(self, one: Finding) -> str:
        return f"**{self.names[one.slug]}**, {one.label}"


def _past(one: Ageing) -> str:
    return f"**{one.name}**, {one.label}: {days_in_words(one.days_left)} (`{one.file}`)"


def _part(title: str, lines: Iterator[str] | map[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield from ("", f"### {title}", "", *(f"- {line}" for line in found))


def _plain(one: Finding) -> dict[str, Any]:
    return {name: value for name, value in vars(one).items() if name not in ("edits", "outcome")}
