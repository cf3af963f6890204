"""What all documents for programs have in common: their head, names with addresses, text without marks."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from guide.derive import routes
from guide.derive.candidates import Candidate
from guide.derive.guide import Guide
from guide.exports.documents import api_models as doc
from guide.source.references import plain


class DocumentWriter:
    """Fills documents of one guide."""

    def __init__(self, guide: Guide) -> None:
        self._guide = guide
        self._whole = guide.whole
        self._many = guide.edition.subject.many

    def _document(self, path: str) -> str:
        return self._whole(f"{routes.API_ROOT}/{path}")

    def _plain(self, own: str = "") -> Callable[[str], str]:
        """Return what makes plain text of the editors' sentences; takes whose they are, if they are a candidate's."""
        return partial(plain, figures=self._guide.figures, own=own)

    def _head(self, address: str) -> dict[str, Any]:
        """Return what every document begins with."""
        edition = self._guide.edition
        return {
            "guide": doc.ApiGuide(
                name=edition.name,
                edition=edition.year,
                published=edition.published.text,
                as_of=self._guide.as_of.text,
                address=self._guide.site,
            ),
            "licences": tuple(doc.ApiLicence(**licence.model_dump()) for licence in edition.licences),
            "page": self._whole(address),
        }

    def _named(self, candidate: Candidate) -> dict[str, Any]:
        return {
            "slug": candidate.slug,
            "name": candidate.name,
            "page": self._whole(candidate.address),
            "document": self._document(f"{self._many}/{candidate.slug}.json"),
        }
