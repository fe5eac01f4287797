"""The page's reading of Discord's markdown, and what bot.cards.markdown writes read back by it."""

from __future__ import annotations

import re
import struct
import zlib
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.markdown import defuse, escape, link
from tests.pictures.markdown import html_of
from tests.pictures.png import SIGNATURE, shrunk

ACTIVE = st.text(alphabet=st.sampled_from("ab1 .-+*_~`|\\[]()<>#&\"'/:@"), min_size=1, max_size=40)

TAGS = {"p", "h1", "h2", "h3", "small", "blockquote", "ul", "ol", "li", "strong", "u", "s", "mark", "em", "code", "a"}


def read(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("plain <b> & text", "<p>plain &lt;b&gt; &amp; text</p>"),
        ("## ✘ False\n-# why so", "<h2>✘ False</h2><small>why so</small>"),
        ("**Claim**\nIt is so.", "<p><strong>Claim</strong><br>It is so.</p>"),
        ("- one [1]\n-# 3 more: *press*", "<ul><li>one [1]</li></ul><small>3 more: <em>press</em></small>"),
        ("9. nine\n10. ten", '<ol start="9" style="--digits: 1"><li>nine</li><li>ten</li></ol>'),
        ("- one\n  - inner\n- two", "<ul><li>one<ul><li>inner</li></ul></li><li>two</li></ul>"),
        (r"2012\. not \*so\* fast\_", "<p>2012. not *so* fast_</p>"),
        ("snake_case_name and _slanted_", "<p>snake_case_name and <em>slanted</em></p>"),
        ("**bold *and slanted***", "<p><strong>bold <em>and slanted</em></strong></p>"),
        ("`a*b*` ~~no~~", "<p><code>a*b*</code> <s>no</s></p>"),
        ("[A \\[good\\] title](<https://e.org/a_(b)?c=1&d=2>)",
         '<p><a href="https://e.org/a_(b)?c=1&amp;d=2">A [good] title</a></p>'),
        ("[no](javascript:alert(1))", "<p>[no](javascript:alert(1))</p>"),
        ("see https://e.org/a_b_c.", '<p>see <a href="https://e.org/a_b_c">https://e.org/a_b_c</a>.</p>'),
        ("hello <@42>", '<p>hello <span class="mention">&lt;@42&gt;</span></p>'),
    ],
)  # fmt: skip
def test_marks_become_html(text: str, html: str) -> None:
    assert html_of(text) == html


@given(ACTIVE)
def test_no_text_becomes_markup_of_the_page(text: str) -> None:
    tags = re.findall(r"<(/?)([a-z0-9]+)[^>]*>", html_of(text))
    assert {tag for _, tag in tags} <= TAGS
    assert "<script" not in html_of(text + "<script>")


@given(ACTIVE.filter(str.strip))
def test_escaped_text_is_shown_as_it_was_written(text: str) -> None:
    folded = " ".join(text.split())
    assert read(html_of(escape(text))) == folded
    assert html_of(escape(text)).count("<") == 2


@given(ACTIVE)
def test_defused_text_has_no_active_marks_and_keeps_its_length(text: str) -> None:
    assert read(html_of(defuse(text))) == defuse(text)
    assert len(defuse(text)) == len(" ".join(text.split()))


@given(
    ACTIVE.filter(str.strip),
    st.sampled_from(["https://e.org/a", "https://e.org/a_(b)", "https://e.org/(", "https://e.org/a)b"]),
)
def test_a_link_with_any_title_is_a_link(title: str, address: str) -> None:
    html = html_of(link(title, address))
    assert html.count("<a ") == 1


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def test_a_picture_stays_the_same_with_a_palette() -> None:
    width, height = 40, 30
    rows = [bytes(v for x in range(width) for v in (x // 4 * 20, y // 4 * 30, 7)) for y in range(height)]
    raw, above = b"", bytes(width * 3)
    for y, row in enumerate(rows):
        guess = ([0] * len(row), [0, 0, 0, *row[:-3]], above)[y % 3]
        raw += bytes([y % 3]) + bytes((one - other) & 255 for one, other in zip(row, guess, strict=True))
        above = row
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    png = SIGNATURE + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(raw)) + chunk(b"IEND", b"")

    small = shrunk(png)

    assert small[16:24] == struct.pack(">II", width, height)
    at = small.index(b"PLTE")
    palette = small[at + 4 : at + 4 + struct.unpack_from(">I", small, at - 4)[0]]
    at = small.index(b"IDAT")
    packed = zlib.decompress(small[at + 4 : at + 4 + struct.unpack_from(">I", small, at - 4)[0]])
    for y, row in enumerate(rows):
        line = packed[y * (width + 1) + 1 : (y + 1) * (width + 1)]
        assert b"".join(palette[3 * one : 3 * one + 3] for one in line) == row
    with pytest.raises(ValueError, match="not a PNG"):
        shrunk(b"GIF89a")
    with pytest.raises(ValueError, match="8-bit RGB"):
        shrunk(small)
