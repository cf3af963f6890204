"""Text files that are read, changed and written back: their byte order mark and their line ends stay."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

_MARK = "\ufeff"


@dataclass(frozen=True, kw_only=True)
class TextFile:
    """A file and its text, whose lines end in the usual way here."""

    file: Path
    text: str
    mark: str
    ends: str

    def rewrite(self, text: str) -> None:
        """Write another text into the file."""
        self.file.write_bytes((self.mark + text.replace("\n", self.ends)).encode())


def read_text_file(file: Path) -> TextFile:
    """Read a file; raise UnicodeDecodeError if it is not UTF-8."""
    text = file.read_bytes().decode("utf-8")
    mark = _MARK if text.startswith(_MARK) else ""
    ends = "\r\n" if "\r\n" in text else "\n"
    return TextFile(file=file, text=text.removeprefix(_MARK).replace("\r\n", "\n"), mark=mark, ends=ends)
