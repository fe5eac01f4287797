"""The conversation in `docs/conversation.md`, as it really goes.

python -m tests.scenes.conversation            prints it
python -m tests.scenes.conversation --write    writes it into the document
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from pathlib import Path

from tests import ROOT
from tests.discord_double import Message
from tests.scenes.asking import scene

DOCUMENT = ROOT / "docs" / "conversation.md"
BEGINS, ENDS = "<!-- conversation: python -m tests.scenes.conversation -->", "<!-- end of the conversation -->"
SAID = (
    ("Wait, are the Zetas really allied with MS-13?", False),
    ("says who?", False),
    ("and the secret jailhouse tapes?", False),
    ("what about Velasco?", False),
    ("yes", False),
    ("could it still happen?", True),
    ("source?", True),
    ("¿Es cierto que los Zetas y la MS-13 eran aliados en Guatemala?", False),
    ("¿quién lo dice?", False),
    ("¿y las grabaciones?", False),
)
"""What somebody writes to the bot directly, one after the other; and what of it as a reply to the first answer."""
_SMALL = re.compile(r"^-# (.+)$", re.MULTILINE)
_HEADING = re.compile(r"^#{1,3} (.+)$", re.MULTILINE)


async def conversation(folder: Path) -> str:
    """Return what is said, as markdown: questions in bold, the bot's messages as quotations, its buttons in code."""
    blocks = []
    async with scene(folder) as here:
        first: Message | None = None
        for text, replies in SAID:
            blocks.append(f"**{text}**" + (" (a reply to the first answer)" if replies else ""))
            response = await here.discord.dm(here.ann, text, reply_to=first if replies else None)
            assert response.messages, f"nothing is said to {text!r}"
            blocks += map(_quoted, response.messages)
            first = first or response.message
    return "\n\n".join(blocks)


def _quoted(message: Message) -> str:
    text = _SMALL.sub(r"<sub>\1</sub>", _HEADING.sub(r"**\1**", message.text))
    buttons = " ".join(f"`{one.label}`" for one in message.buttons)
    # In a message each line stands for itself.
    lines = [*(f"{line}  " if line else "" for line in text.split("\n")), *(["", buttons] if buttons else [])]
    return "\n".join(f"> {line}".rstrip(" ") + ("  " if line.endswith("  ") else "") for line in lines)


def written(text: str, said: str) -> str:
    """Return the document with the conversation in its place."""
    before, _, rest = text.partition(BEGINS)
    return f"{before}{BEGINS}\n\n{said}\n\n{ENDS}{rest.partition(ENDS)[2]}"


def main() -> None:
    """Print the conversation, or write it into the document."""
    with tempfile.TemporaryDirectory() as folder:
        said = asyncio.run(conversation(Path(folder)))
    if "--write" in sys.argv[1:]:
        DOCUMENT.write_text(written(DOCUMENT.read_text(encoding="utf-8"), said), encoding="utf-8")
    else:
        print(said)


if __name__ == "__main__":
    main()
