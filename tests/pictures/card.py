"""`python -m tests.pictures.card [FOLDER]`: photographs the bot's messages, dark and light, on a desk and on a phone.

Without a folder only the picture of the README is made, in docs/pictures. Needs Chromium (apt-get install chromium).
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from tests import ROOT
from tests.pictures.page import page_of
from tests.pictures.photograph import camera
from tests.pictures.png import shrunk
from tests.pictures.scenes import scenes

PICTURE = ROOT / "docs" / "pictures" / "card.png"
WIDTHS = {"desktop": 720, "phone": 390}
MOST_BYTES = 150_000


async def photograph(folder: Path | None) -> list[Path]:
    """Make the pictures and return where they are."""
    with tempfile.TemporaryDirectory() as home:
        found = await scenes(Path(home), search=folder is not None)
    made: list[Path] = []
    async with camera() as taken:
        if folder is None:
            png = shrunk(await taken.take(page_of(found["card"]), WIDTHS["desktop"]))
            if len(png) > MOST_BYTES:
                raise ValueError(
                    f"The picture has {len(png)} bytes, more than the {MOST_BYTES} that a page should load."
                )
            PICTURE.write_bytes(png)
            return [PICTURE]
        folder.mkdir(parents=True, exist_ok=True)
        for name, messages in found.items():
            for theme in ("dark", "light"):
                html = page_of(messages, theme=theme)
                (folder / f"{name}-{theme}.html").write_text(html, "utf-8")
                for size, width in WIDTHS.items():
                    made.append(folder / f"{name}-{theme}-{size}.png")
                    made[-1].write_bytes(await taken.take(html, width))
    return made


if __name__ == "__main__":
    for path in asyncio.run(photograph(Path(sys.argv[1]) if len(sys.argv) > 1 else None)):
        print(path)
