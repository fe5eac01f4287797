#!/usr/bin/env bash
# discord.py: a gateway that cannot be reached at the very first try ends the client with an AttributeError, although
# `reconnect=True`; the same failure later in its life is tried again for as long as it lasts.
#
# Guessed: with reconnect=True the first connection is tried again like any other, after the wait that the log announces.
# Seen with discord.py 2.7.1: it logs "Attempting a reconnect in ...", waits, and then reads `sequence` of the connection
# before, which is None: AttributeError: 'NoneType' object has no attribute 'sequence'. With an object in the place of that
# connection that has `sequence`, `session_id` and `gateway`, all None, the next try is made, and so is every later one.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "discord.py==2.7.1"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import asyncio
import logging
import socket
import types

import aiohttp
import discord
import yarl
from discord.gateway import DiscordWebSocket

logging.disable(logging.CRITICAL)
# A port of this machine at which nobody listens.
with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    port = free.getsockname()[1]
DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"ws://127.0.0.1:{port}")


async def tried(before):
    """Connect until it ends or 12 seconds are over; return how often a connection was tried and what ended it."""
    tries = 0

    class Client(discord.Client):
        async def on_disconnect(self):
            nonlocal tries
            tries += 1

    client = Client(intents=discord.Intents.none())
    # What a login makes, without asking Discord.
    await client._async_setup_hook()
    client.http.connector = discord.utils.MISSING
    client.http._HTTPClient__session = aiohttp.ClientSession()
    client.ws = before
    try:
        await asyncio.wait_for(client.connect(reconnect=True), 12)
    except (AttributeError, asyncio.TimeoutError) as error:
        ended = error
    await client.http._HTTPClient__session.close()
    await asyncio.sleep(0)
    return tries, ended


async def main():
    first = await tried(None)
    stand_in = await tried(types.SimpleNamespace(sequence=None, session_id=None, gateway=None))
    print("discord.py", discord.__version__, "first connection refused:", first, "with a stand-in:", stand_in)
    assert first[0] == 1 and isinstance(first[1], AttributeError), "the first connection is tried again now"
    assert stand_in[0] > 1 and isinstance(stand_in[1], asyncio.TimeoutError), "a stand-in does not help any more"


asyncio.run(main())
PYTHON
