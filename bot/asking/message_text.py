"""What there is to read in a message."""

from __future__ import annotations

import discord


def text_of(message: discord.Message) -> tuple[str, bool]:
    """Return what there is to read in a message and in what it forwards, and whether there are pictures or files."""
    parts: list[str | None] = []
    pictures = False
    ones: tuple[discord.Message | discord.MessageSnapshot, ...] = (message, *message.message_snapshots)
    for one in ones:
        parts.append(one.content)
        for embed in one.embeds:
            parts += [embed.title, embed.description]
            pictures = pictures or bool(embed.image or embed.thumbnail or embed.video)
        pictures = pictures or bool(one.attachments)
    return "\n".join(part.strip() for part in parts if part and part.strip()), pictures
