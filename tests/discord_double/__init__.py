"""A small in-process double at discord.py's own HTTP and gateway boundary."""

from tests.discord_double.double import DiscordDouble
from tests.discord_double.happening import Asked, Happening, Request
from tests.discord_double.limits import Refused
from tests.discord_double.messages import Button, Message
from tests.discord_double.response import Modal, Response
from tests.discord_double.world import Channel, Role, Server, User

__all__ = [
    "Asked",
    "Button",
    "Channel",
    "DiscordDouble",
    "Happening",
    "Message",
    "Modal",
    "Refused",
    "Request",
    "Response",
    "Role",
    "Server",
    "User",
]
