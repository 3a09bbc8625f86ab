"""A PNG with one more chunk (W3C Portable Network Graphics, 5.3)."""

import zlib

# Its signature and the chunk that has to be the first.
HEAD = 8 + 25


def chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)


def with_chunk(content: bytes, added: bytes) -> bytes:
    return content[:HEAD] + added + content[HEAD:]
