"""Makes a PNG small: at most 256 colours, packed as tightly as zlib can. A page of text has few more than that."""

from __future__ import annotations

import struct
import zlib
from collections import Counter

SIGNATURE = b"\x89PNG\r\n\x1a\n"
MOST_COLOURS = 256

Colour = tuple[int, int, int]


def shrunk(png: bytes) -> bytes:
    """Return the same picture with a palette. Raises ValueError when it is not an 8-bit RGB or RGBA PNG."""
    width, height, rows = _rows(png)
    counted = Counter(pixel for row in rows for pixel in row)
    palette = [colour for colour, _ in counted.most_common(MOST_COLOURS)]
    place = {colour: number for number, colour in enumerate(palette)}
    for colour in counted:
        if colour not in place:
            place[colour] = place[min(palette, key=lambda one, to=colour: _distance(one, to))]
    data = b"".join(b"\0" + bytes(place[pixel] for pixel in row) for row in rows)
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = (
        (b"IHDR", header),
        (b"PLTE", b"".join(map(bytes, palette))),
        (b"IDAT", zlib.compress(data, 9)),
        (b"IEND", b""),
    )
    return SIGNATURE + b"".join(_chunk(kind, content) for kind, content in parts)


def _rows(png: bytes) -> tuple[int, int, list[list[Colour]]]:
    if not png.startswith(SIGNATURE):
        raise ValueError("this is not a PNG")
    place, packed, header = len(SIGNATURE), b"", b""
    while place < len(png):
        (length,) = struct.unpack_from(">I", png, place)
        kind, content = png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        header = content if kind == b"IHDR" else header
        packed += content if kind == b"IDAT" else b""
        place += 12 + length
    width, height, depth, colours, *_, interlaced = struct.unpack(">IIBBBBB", header)
    if depth != 8 or colours not in (2, 6) or interlaced:
        raise ValueError("only 8-bit RGB or RGBA is read here")
    step = 3 if colours == 2 else 4
    raw, length = zlib.decompress(packed), width * step
    rows, before = [], bytes(length)
    for start in range(0, len(raw), length + 1):
        before = _unfiltered(raw[start], raw[start + 1 : start + 1 + length], before, step)
        rows.append(list(zip(before[0::step], before[1::step], before[2::step], strict=True)))
    return width, height, rows


def _unfiltered(kind: int, line: bytes, above: bytes, step: int) -> bytes:
    if kind == 0:
        return line
    if kind == 2:
        return bytes((one + up) & 255 for one, up in zip(line, above, strict=True))
    done = bytearray(line)
    for place in range(len(line)):
        left = done[place - step] if place >= step else 0
        corner = above[place - step] if place >= step else 0
        guess = (left, 0, (left + above[place]) // 2, _paeth(left, above[place], corner))[kind - 1]
        done[place] = (line[place] + guess) & 255
    return bytes(done)


def _paeth(left: int, up: int, corner: int) -> int:
    guess = left + up - corner
    return min((left, up, corner), key=lambda one: abs(guess - one))


def _distance(one: Colour, other: Colour) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
