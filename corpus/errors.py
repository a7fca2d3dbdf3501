"""What can go wrong when a document is read. The whole tree:

    CorpusError
    └── ReadError                 a file could not become text
        ├── MissingFileError      it is not there
        ├── UnsupportedFileError  a kind of file that is not read
        ├── EmptyFileError        nothing in it
        ├── TooLargeError         larger than the limit
        ├── UnreadableFileError   the system refuses (rights, a folder, a broken disk)
        ├── BinaryFileError       not text
        ├── EncodingError         text in an unknown encoding
        ├── LockedFileError       it asks for a password
        ├── UnsafeFileError       made to harm: a bomb, entities that read other files
        ├── HeavyFileError        reading it took more time or memory than it may
        ├── MissingToolError      a program that this kind of file needs is not installed
        └── NoTaskListError       it holds no list of tasks, or an older one than the store

Every message is one Vietnamese sentence that names the file, the place and the remedy, fit to be shown to the user.
"""

from __future__ import annotations


class CorpusError(Exception):
    """Base of all errors of the corpus room."""


class ReadError(CorpusError):
    """A file could not be read.

    >>> str(ReadError("bao-cao.txt", "tệp rỗng", "hãy kiểm tra lại tệp gốc"))
    'bao-cao.txt: tệp rỗng; hãy kiểm tra lại tệp gốc.'
    """

    def __init__(self, file: str, problem: str, remedy: str) -> None:
        self.file = file
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"{file}: {problem}; {remedy}.")


class MissingFileError(ReadError):
    """The file is not there."""


class UnsupportedFileError(ReadError):
    """A suffix that no reader knows."""


class EmptyFileError(ReadError):
    """No characters, or only spaces."""


class TooLargeError(ReadError):
    """Larger than the limit; the file has not been read."""


class UnreadableFileError(ReadError):
    """The operating system does not give the file."""


class BinaryFileError(ReadError):
    """Bytes that are no text."""


class EncodingError(ReadError):
    """Text, but in none of the encodings known here."""


class LockedFileError(ReadError):
    """The file asks for a password."""


class UnsafeFileError(ReadError):
    """A file made to harm whoever opens it."""


class HeavyFileError(ReadError):
    """Reading took more time or memory than a file may."""


class MissingToolError(ReadError):
    """LibreOffice or tesseract is needed and not installed."""


class NoTaskListError(ReadError):
    """A file holds no list of tasks, or an older one than the store."""
