"""How much a page may cost its reader, and how well it must do: what `make test` and `make budget` measure against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, kw_only=True)
class Limit:
    """What must be kept, and what we aim at."""

    name: str
    """What is measured, in the few words that head a column."""
    must: float
    aim: float
    unit: str = ""
    digits: int = 0
    """How many digits after the point are worth printing."""
    at_least: bool = False
    """Whether more is better."""

    @property
    def heading(self) -> str:
        return f"{self.name} {self.unit}".rstrip()

    def kept(self, value: float) -> bool:
        """Say whether a value is within what must be."""
        return value >= self.must if self.at_least else value <= self.must

    def reached(self, value: float) -> bool:
        """Say whether a value is as good as we want it."""
        return value >= self.aim if self.at_least else value <= self.aim


def _score(name: str, must: float) -> Limit:
    return Limit(name=name, must=must, aim=100, at_least=True)


LIMITS: Mapping[str, Limit] = MappingProxyType(
    {
        "performance": _score("performance", 98),
        "accessibility": _score("access", 100),
        "best-practices": _score("practices", 100),
        "seo": _score("SEO", 100),
        "lcp": Limit(name="LCP", unit="s", must=1.4, aim=1.1, digits=2),
        "cls": Limit(name="CLS", must=0, aim=0, digits=3),
        "bytes": Limit(name="bytes", unit="KB", must=40, aim=20, digits=1),
        "script": Limit(name="script", unit="KB", must=4, aim=2, digits=2),
        "requests": Limit(name="requests", must=6, aim=5),
        "hosts": Limit(name="hosts", must=0, aim=0),
    }
)
"""The limits of a page, by what is measured.

The first four are scores of Lighthouse. Largest contentful paint and layout shift are what the reader of a slow
telephone sees. Bytes are those of a first visit, all of them, compressed and with their headers; a KB is 1,000.
Script is what comes before the reader touches anything. Hosts are those of others.
"""
