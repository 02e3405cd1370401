"""Bytes in and out: a source that says how far it is read, a target that appears whole or not."""

from __future__ import annotations

import contextlib
import gzip
import io
import os
import secrets
import shutil
import stat
import sys
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

from ..errors import BadFile, UnwritableFile

STANDARD = "-"
"""The path that stands for stdin where a file is read, and for stdout where one is written."""

_GZIP = b"\x1f\x8b"
_BUFFER = 1 << 18


class Source:
    """A file open for reading, unpacked where it is gzip; it knows how far it is read."""

    def __init__(self, path: str, opened: BinaryIO) -> None:
        self.name = name = "stdin" if path == STANDARD else path
        self._opened = opened
        self._kept = contextlib.ExitStack()
        packed = io.BufferedReader(_Reading(opened, name), _BUFFER)
        if packed.peek(2)[:2] == _GZIP:
            unpacked = gzip.GzipFile(fileobj=packed, mode="rb")
            packed = io.BufferedReader(_Reading(unpacked, name), _BUFFER)
        self.file = packed
        self._start = packed.tell() if opened.seekable() else 0

    @property
    def total(self) -> int | None:
        """The size in bytes as it lies on the disk; `None` for a pipe."""
        try:
            return os.fstat(self._opened.fileno()).st_size if self._opened.seekable() else None
        except OSError:
            return None

    def done(self) -> int:
        """How many of those bytes have been read so far."""
        return self._opened.tell() if self._opened.seekable() else 0

    def start_again(self) -> None:
        """Go back to the first byte; only after `keep`."""
        self.file.seek(self._start)

    def keep(self) -> None:
        """Make sure that the source can be read twice: what comes through a pipe goes to disk."""
        if self._opened.seekable():
            return
        kept = cast("BinaryIO", tempfile.TemporaryFile(buffering=0))  # noqa: SIM115 - see close
        self._kept.enter_context(kept)
        shutil.copyfileobj(self.file, kept, _BUFFER)
        kept.seek(0)
        self._opened = kept
        self.file = io.BufferedReader(_Reading(kept, self.name), _BUFFER)

    def close(self) -> None:
        """Let go of what was kept."""
        self._kept.close()


class _Reading(io.RawIOBase):
    """Reads of another file, each failure told as a sentence."""

    def __init__(self, file: Any, name: str) -> None:
        self._file = file
        self._name = name

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return bool(self._file.seekable())

    def seek(self, offset: int, whence: int = 0) -> int:
        with _told(self._name):
            return int(self._file.seek(offset, whence))

    def readinto(self, buffer: Any) -> int:
        with _told(self._name):
            return int(self._file.readinto(buffer))


@contextlib.contextmanager
def _told(path: str) -> Iterator[None]:
    try:
        yield
    except io.UnsupportedOperation:  # an answer to whoever asks whether one can seek
        raise
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        reason = f"The gzip file {path} is damaged or cut short ({error})."
        raise BadFile(f"{reason} Pack it again.", path=path) from error
    except OSError as error:
        raise _unreadable(path, error) from error


@contextlib.contextmanager
def reading(path: str) -> Iterator[Source]:
    """A `Source` over the file, or over stdin where the path is `-`; closed at the end.

    Raises `BadFile` where there is no such file, or it cannot be read, or its gzip is damaged.

    >>> with reading("nowhere.csv") as source:
    ...     pass
    Traceback (most recent call last):
    addressee.errors.BadFile: nowhere.csv cannot be read: No such file or directory.
    """
    with _opened(path) as opened, contextlib.closing(Source(path, opened)) as source:
        yield source


def _opened(path: str) -> contextlib.AbstractContextManager[BinaryIO]:
    if path == STANDARD:
        return contextlib.nullcontext(cast("BinaryIO", sys.stdin.buffer))
    try:
        return cast("BinaryIO", Path(path).open("rb", buffering=0))
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error


def _unreadable(path: str, error: Exception) -> BadFile:
    return BadFile(f"{path} cannot be read: {_why(error)}.", path=path)


def _why(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


class _Writing(io.RawIOBase):
    """Writes to another file, each failure told as a sentence."""

    def __init__(self, file: Any, name: str) -> None:
        self._file = file
        self._name = name
        self.given_up = False

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        if self.given_up:
            return len(data)
        try:
            return int(self._file.write(data))
        except BrokenPipeError:
            raise
        except OSError as error:
            raise _unwritable(self._name, error) from error


def _unwritable(path: str, error: Exception) -> UnwritableFile:
    return UnwritableFile(f"{path} cannot be written: {_why(error)}.", path=path)


@contextlib.contextmanager
def writing(path: str) -> Iterator[BinaryIO]:
    """A file to write bytes to, packed where the path ends in `.gz`; `-` is stdout.

    A file on disk appears when the block ends well, whole and in one step; when the block raises,
    what stood at the path before is untouched. A pipe or a device is written straight.
    Raises `UnwritableFile`.
    """
    if path == STANDARD:
        with _packed(sys.stdout.buffer, "stdout", gzipped=False) as file:
            yield file
        return
    target = Path(os.path.realpath(path))
    if target.is_dir():
        raise UnwritableFile(f"{path} is a directory. Name a file in it.", path=path)
    straight = target.exists() and not target.is_file()
    written = target if straight else target.with_name(f".addressee-{secrets.token_hex(6)}.part")
    try:
        with _created(written, path, new=not straight) as file:
            yield file
        if not straight:
            _put_in_place(written, target, path)
    finally:
        if not straight:
            written.unlink(missing_ok=True)


@contextlib.contextmanager
def _created(written: Path, path: str, *, new: bool) -> Iterator[BinaryIO]:
    try:
        opened = written.open("xb" if new else "wb", buffering=0)
    except (OSError, ValueError) as error:
        raise _unwritable(path, error) from error
    with opened:
        with _packed(opened, path, gzipped=path.endswith(".gz")) as file:
            yield file
        if stat.S_ISREG(os.fstat(opened.fileno()).st_mode):
            _reach_the_disk(opened.fileno(), path)


def _reach_the_disk(descriptor: int, path: str) -> None:
    try:
        os.fsync(descriptor)
    except OSError as error:
        raise _unwritable(path, error) from error


@contextlib.contextmanager
def _packed(opened: Any, name: str, *, gzipped: bool) -> Iterator[BinaryIO]:
    """A buffer before the file. It is flushed after a good end only: a failure writes no more."""
    raw = _Writing(opened, name)
    buffered = io.BufferedWriter(raw, _BUFFER)
    packer = gzip.GzipFile("", "wb", 6, buffered, mtime=0) if gzipped else buffered
    try:
        yield cast("BinaryIO", packer)
        packer.close()
        buffered.close()
        opened.flush()
    except BaseException:
        raw.given_up = True
        if isinstance(packer, gzip.GzipFile):
            packer.fileobj = _Nowhere()  # where what is left in it goes when it is collected
        raise


class _Nowhere:
    """Takes what is written and keeps nothing."""

    def write(self, data: bytes) -> int:
        return len(data)

    def flush(self) -> None:
        """There is nothing to flush."""


def _put_in_place(written: Path, target: Path, path: str) -> None:
    try:
        if target.exists():
            shutil.copymode(target, written)
        written.replace(target)
    except OSError as error:
        raise _unwritable(path, error) from error


def same_file(one: str, other: str) -> bool:
    """Whether two paths lead to one file, whatever way they are spelled; `-` is no file.

    >>> same_file("people.csv", "./people.csv"), same_file("-", "-")
    (True, False)
    """
    if STANDARD in (one, other):
        return False
    return os.path.realpath(one) == os.path.realpath(other)
