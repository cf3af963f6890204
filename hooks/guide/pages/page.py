"""A page, ready to stand in the shell of the site."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass

from guide.model import urls
from guide.model.dates import CalendarDate
from guide.render.highlight import with_marks


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page, ready to stand in the shell of the site."""

    address: str
    """From the root of the site."""
    kind: str
    title: str
    """Plain text."""
    description: str
    """Plain text."""
    heading: str
    """What the page says at its top; plain text."""
    lead: str
    """The verdict, or what the page is about; plain text."""
    numeral: str = ""
    """The rank, on the page of a candidate."""
    packed: bytes
    """The HTML, compressed: a guide may have thousands of pages in memory."""
    edit: str
    """The file that a reader would change."""
    updated: CalendarDate

    @property
    def listed(self) -> bool:
        """Whether it is to be found: the page for missing addresses and those of what was taken away are not."""
        return self.kind not in ("404", "retired")

    @property
    def source(self) -> str:
        """The file that the page is, for a site generator, under the content folder."""
        return urls.source_file(self.address)

    @property
    def body(self) -> str:
        """HTML; the source code in it is plain text."""
        return unpacked(self.packed)

    @property
    def shown(self) -> str:
        """The HTML as it is published: the words of source code are marked."""
        return with_marks(self.body)

    def front_matter(self) -> str:
        """Return what a Markdown file says of the page before its text."""
        head = {"title": self.title, "description": self.description, "kind": self.kind}
        lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items()]
        return "\n".join(("---", *lines, "---", ""))

    def as_markdown(self) -> str:
        """Return the page as a Markdown file: its front matter, and the body as raw HTML."""
        return f"{self.front_matter()}\n{self.shown}\n"


def packed(body: str) -> bytes:
    """Return the HTML of a page as the page holds it."""
    return zlib.compress(body.encode(), 1)


def unpacked(body: bytes) -> str:
    """Return the HTML that was packed."""
    return zlib.decompress(body).decode()
