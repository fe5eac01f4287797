"""`python -m tests.pictures.draft [FOLDER]`: photographs what a moderator sees while writing an entry.

Without a folder only those of docs/moderating.md are made, in docs/pictures. Needs Chromium (apt-get install chromium).
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from tests import ROOT
from tests.pictures.page import Shown, as_it_stands, page_of
from tests.pictures.photograph import camera
from tests.pictures.png import shrunk
from tests.scenes.asking import not_mine
from tests.scenes.moderating import newsroom

PICTURES = ROOT / "docs" / "pictures"
SHOWN = ("near", "draft", "refused", "preview", "change", "queue")
WIDTHS = {"desktop": 720, "phone": 390}


async def draft_scenes(folder: Path) -> dict[str, list[Shown]]:
    """Return the messages of a moderator at work, by name."""
    async with newsroom(folder) as room:
        cora, found = room.cora, {}

        def keep(name: str, response: object, command: str) -> None:
            found[name] = [as_it_stands(room.seen(response), user=cora, command=command)]  # type: ignore[arg-type]

        draft = await room.slash(cora, "entry new", claim="The CIA created MS-13.")
        keep("near", draft, "entry new")
        draft = await room.slash(cora, "entry new", claim="The harbour canal was dug before the cathedral.")
        draft = await room.fill(cora, draft, "Claim and verdict", verdict="mostly-true")
        draft = await room.fill(cora, draft, "Answer", answer="Most of it was dug two years before.")
        keep("draft", draft, "entry new")
        refused = await room.fill(cora, draft, "Dates", as_of="some day")
        keep("refused", refused, "entry new")
        draft = await room.whole_draft(room.carl, id="harbour-canal")
        keep("preview", await room.click(room.carl, draft, "Preview"), "entry preview")
        await room.fill(room.carl, draft, "Publish")
        draft = await room.slash(cora, "entry edit", entry="harbour-canal")
        draft = await room.fill(cora, draft, "Answer", answer="Most of it was dug ten years before.")
        keep("change", draft, "entry edit")
        keep("earlier", await room.click(cora, draft, "Earlier texts"), "entry edit")
        keep("history", await room.slash(cora, "entry history", entry="harbour-canal"), "entry history")
        keep("audit", await room.slash(cora, "audit"), "audit")
        keep("settings", await room.slash(room.owner, "settings"), "settings")
        for user in (room.eve, room.here.ann):
            await room.slash(user, "ask", question="Do penguins run a bakery in Reykjavik?")
        await room.slash(room.eve, "ask", question="Is the lighthouse painted with beetroot?")
        card = await room.slash(room.eve, "ask", question="ms13-created-by-cia")
        await not_mine(room.here.discord, room.eve, card)
        keep("queue", await room.slash(cora, "queue"), "queue")
        return found


async def photograph(folder: Path | None) -> list[Path]:
    """Make the pictures and return where they are."""
    with tempfile.TemporaryDirectory() as home:
        found = await draft_scenes(Path(home))
    made: list[Path] = []
    async with camera() as taken:
        if folder is None:
            for name in SHOWN:
                path = PICTURES / f"{name}.png"
                path.write_bytes(shrunk(await taken.take(page_of(found[name]), WIDTHS["desktop"])))
                made.append(path)
            return made
        for name, shown in found.items():
            for size, width in WIDTHS.items():
                path = folder / f"{name}-{size}.png"
                path.write_bytes(await taken.take(page_of(shown), width))
                made.append(path)
    return made


if __name__ == "__main__":
    where = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    if where is not None:
        where.mkdir(parents=True, exist_ok=True)
    for path in asyncio.run(photograph(where)):
        print(path)
