"""Earlier versions as what distinguishes them from the next one: a change leaves most blocks of a DuckDB file alone.

`ledger-000005.packed` is one line of JSON (the next version, its own size and digest, the numbers of its blocks that
the next version has otherwise) and these blocks, compressed. Whatever asks for the version has it written out again.
"""

import hashlib
import json
import os
import shutil
import threading
import time
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from kam_analytics.warehouse import drafts, versions
from kam_analytics.warehouse.owner_files import OWNER_FILE

HEADERS, BLOCK = 3 * 4096, 262_144
"""Bytes of a DuckDB file before its first block, and of each block."""
WHOLE_SECONDS = 3_600
"""A copy of the folder taken meanwhile finds every file that it has listed."""
LARGEST_SHARE, LITTLE = 0.5, 8_000_000
"""A version that has more than this share of its bytes for itself is not worth packing, unless these are few."""
FASTEST = 1


@dataclass(frozen=True, slots=True)
class _Header:
    """The first line of a packed version."""

    base: str
    size: int
    digest: str
    blocks: list[int]


def path_of(folder: Path, file: str) -> Path:
    """Where the packed form of a version is, if it has one."""
    return (folder / file).with_suffix(".packed")


def size_of(folder: Path, file: str) -> int:
    """Bytes that a version takes: the file and its packed form, as far as they exist."""
    found = (folder / file, path_of(folder, file))
    return sum(path.stat().st_size for path in found if path.exists())


def at_hand(folder: Path, file: str) -> Path:
    """The path of a version, written out from its packed form where that is all there is.

    The path does not exist where there is neither, or where the packed form or a version it builds on is damaged.
    """
    path = folder / file
    if not path.exists() and path_of(folder, file).exists():
        with suppress(ValueError, zlib.error, FileNotFoundError):
            _unpack(folder, file)
    return path


def pack(folder: Path, file: str, base: str) -> None:
    """Write the packed form of a version beside it, unless it differs too much from the next one, `base`."""
    with (folder / file).open("rb") as own, (folder / base).open("rb") as newer:
        size = os.fstat(own.fileno()).st_size
        different = _different(own, newer, max(LITTLE, int(size * LARGEST_SHARE)))
        if different is None:
            return
        numbers, digest = different
        draft = drafts.path_of(folder, f"{versions.part_of(file)}_packed")
        drafts.clear(draft)
        with draft.open("wb") as out:
            draft.chmod(OWNER_FILE)
            out.write(json.dumps(asdict(_Header(base, size, digest, numbers))).encode("ascii") + b"\n")
            _compress(own, numbers, out)
    drafts.replace(draft, path_of(folder, file))


def clear(folder: Path, needed: set[str]) -> None:
    """Remove the versions that have a packed form for longer than `WHOLE_SECONDS`, but for the `needed` ones."""
    for path in folder.glob("*.packed"):
        whole = path.with_suffix(".duckdb")
        if whole.name not in needed and whole.exists() and time.time() - path.stat().st_mtime > WHOLE_SECONDS:
            with suppress(PermissionError):  # open elsewhere; tried again after the next change
                whole.unlink()


def _different(own: BinaryIO, newer: BinaryIO, most: int) -> tuple[list[int], str] | None:
    """The numbers of the blocks that the newer version has otherwise, and the digest of the whole; None where they
    hold more than `most` bytes.
    """
    numbers, held, digest = list[int](), 0, _digest()
    for number, (block, other) in enumerate(zip(_blocks(own), _endless(newer), strict=False)):
        digest.update(block)
        if block != other:
            numbers.append(number)
            held += len(block)
            if held > most:
                return None
    return numbers, digest.hexdigest()


def _digest() -> "hashlib.blake2b":
    return hashlib.blake2b(digest_size=16)


def _blocks(file: BinaryIO) -> Iterator[bytes]:
    """The headers, then block by block."""
    size = HEADERS
    while block := file.read(size):
        yield block
        size = BLOCK


def _endless(file: BinaryIO) -> Iterator[bytes]:
    """The same, then nothing as often as it is asked for."""
    yield from _blocks(file)
    while True:
        yield b""


def _place(number: int) -> tuple[int, int]:
    """Where a block starts, and its length."""
    return (HEADERS + (number - 1) * BLOCK, BLOCK) if number else (0, HEADERS)


def _compress(own: BinaryIO, numbers: Sequence[int], out: BinaryIO) -> None:
    packer = zlib.compressobj(FASTEST)
    for number in numbers:
        start, length = _place(number)
        own.seek(start)
        out.write(packer.compress(own.read(length)))
    out.write(packer.flush())


def _unpack(folder: Path, file: str) -> None:
    """Write a version out. Raises ValueError, zlib.error or FileNotFoundError where something it needs is damaged."""
    wanted = _header(folder, file)
    chain = [(file, wanted)]
    while not (folder / (base := chain[-1][1].base)).exists():
        chain.append((base, _header(folder, base)))
    draft = drafts.path_of(folder, f"{versions.part_of(file)}_whole_{os.getpid()}_{threading.get_ident()}")
    try:
        shutil.copyfile(folder / base, draft)
        with draft.open("rb+") as out:
            for earlier, header in reversed(chain):
                _, _, blocks = path_of(folder, earlier).read_bytes().partition(b"\n")
                _apply(out, header, blocks)
            out.seek(0)
            if hashlib.file_digest(out, _digest).hexdigest() != wanted.digest:
                raise ValueError("damaged")
        drafts.replace(draft, folder / file)
    finally:
        drafts.clear(draft)


def _header(folder: Path, file: str) -> _Header:
    """The first line of a packed version. Raises ValueError where it builds on no later one."""
    with path_of(folder, file).open("rb") as packed:
        line = packed.readline()
    try:
        header = _Header(**json.loads(line))
    except TypeError as error:
        raise ValueError("no header") from error
    if (versions.number_of(folder / header.base) or 0) <= (versions.number_of(folder / file) or 0):
        raise ValueError("no later version")
    return header


def _apply(out: BinaryIO, header: _Header, compressed: bytes) -> None:
    """Turn the next version, open for writing, into the one that is packed."""
    held, at = zlib.decompress(compressed), 0
    for number in header.blocks:
        start, length = _place(number)
        length = min(length, header.size - start)
        out.seek(start)
        out.write(held[at : at + length])
        at += length
    out.truncate(header.size)
