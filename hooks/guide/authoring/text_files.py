"""Text files that are read, changed and written back: their byte order mark and their line ends stay."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from guide.model.problems import InvalidGuide, Problem
from guide.source.records.yaml_reader import Document, read_document

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


def read_text_file(root: Path, path: str) -> TextFile:
    """Read a file of the guide under `root`; raise InvalidGuide if it is not UTF-8."""
    file = root / path
    try:
        text = file.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise InvalidGuide([Problem(path=path, message=f"not UTF-8 ({error.reason}); save it as UTF-8")]) from None
    mark = _MARK if text.startswith(_MARK) else ""
    ends = "\r\n" if "\r\n" in text else "\n"
    return TextFile(file=file, text=text.removeprefix(_MARK).replace("\r\n", "\n"), mark=mark, ends=ends)


def read_data_file(root: Path, path: str) -> tuple[TextFile, Document]:
    """Read a data file of the guide under `root`; raise InvalidGuide if it is not UTF-8, or no sound YAML."""
    file = read_text_file(root, path)
    document, problems = read_document(path, file.text)
    if document is None or problems:
        raise InvalidGuide(problems)
    return file, document
