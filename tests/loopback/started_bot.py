"""The bot's own command line, its Discord led to this machine: everything else is as it is started by an operator.

LOOPBACK=http://127.0.0.1:PORT python -m tests.loopback.started_bot run
"""

from __future__ import annotations

import os

import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.__main__ import main

if __name__ == "__main__":
    Route.BASE = f"{os.environ['LOOPBACK']}/api"
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"{os.environ['LOOPBACK']}/gateway")
    main()
