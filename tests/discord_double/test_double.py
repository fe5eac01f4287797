"""The double itself, held to what it promises with a small bot on the real library."""

from __future__ import annotations

import asyncio
import io
import re
from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest
import pytest_asyncio
from discord import app_commands, ui

from tests.discord_double import Channel, DiscordDouble, Refused

pytestmark = pytest.mark.asyncio


class Counter(ui.DynamicItem[ui.Button[Any]], template=r"count:(?P<number>\d+)"):
    def __init__(self, number: int) -> None:
        super().__init__(ui.Button(label=f"Pressed {number}", custom_id=f"count:{number}"))
        self.number = number

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: ui.Item[Any], match: re.Match[str]
    ) -> Counter:
        return cls(int(match["number"]))

    async def callback(self, interaction: discord.Interaction) -> None:
        await interaction.response.edit_message(view=card(f"pressed in {interaction.message.id}", self.number + 1))


class Which(ui.Select[Any]):
    def __init__(self) -> None:
        options = [discord.SelectOption(label="Apples", value="a"), discord.SelectOption(label="Pears", value="p")]
        super().__init__(custom_id="which", placeholder="Which?", options=options)

    async def callback(self, interaction: discord.Interaction) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        await interaction.followup.send(f"picked {self.values[0]}")
        await interaction.followup.send("and more", ephemeral=True)


class Form(ui.Modal, title="A form"):
    said: ui.Label[Any] = ui.Label(text="Your question", component=ui.TextInput(max_length=20))
    how: ui.Label[Any] = ui.Label(
        text="How sure",
        component=ui.RadioGroup(
            options=[discord.RadioGroupOption(label=one, value=one.lower()) for one in ("Not", "Very")]
        ),
    )

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"{self.said.component.value} ({self.how.component.value})")


def card(text: str, number: int = 0, *more: ui.Item[Any]) -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.Container(ui.TextDisplay(text), ui.ActionRow(Counter(number)), *more))
    return view


class SmallBot(discord.Client):
    def __init__(self, **options: Any) -> None:
        intents = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
        super().__init__(intents=intents, allowed_mentions=discord.AllowedMentions.none(), **options)
        self.tree = app_commands.CommandTree(self)
        self.heard: list[discord.Message] = []
        self.is_set_up = False
        for command in (ask, refuse, break_down, spawn, quiet, two, form, group):
            self.tree.add_command(command)
        self.tree.add_command(app_commands.ContextMenu(name="Check this", callback=check))

    async def setup_hook(self) -> None:
        self.add_dynamic_items(Counter)
        await self.tree.sync()
        self.is_set_up = True

    async def on_message(self, message: discord.Message) -> None:
        self.heard.append(message)
        if self.user in message.mentions and not message.author.bot:
            await message.reply(view=card(f"you said {message.content}"))


@app_commands.command(description="Ask")
async def ask(interaction: discord.Interaction, question: str, private: bool = False) -> None:
    await interaction.response.send_message(view=card(f"**{question}**", 0, ui.ActionRow(Which())), ephemeral=private)


@ask.autocomplete("question")
async def suggest(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=f"{typed} {one}", value=one) for one in ("one", "two")]


@app_commands.command(description="Send what Discord refuses")
async def refuse(interaction: discord.Interaction, what: str) -> None:
    await interaction.response.send_message(**REFUSED[what]())


@app_commands.command(description="Break down")
async def break_down(interaction: discord.Interaction) -> None:
    raise ZeroDivisionError


@app_commands.command(description="Answer, and break down in a task that nobody looks at")
async def spawn(interaction: discord.Interaction) -> None:
    async def broken() -> None:
        await asyncio.sleep(0)
        raise ZeroDivisionError

    interaction.extras["task"] = asyncio.create_task(broken())
    await interaction.response.send_message("started")


@app_commands.command(description="Say nothing")
async def quiet(interaction: discord.Interaction) -> None:
    await asyncio.sleep(0)


@app_commands.command(description="Answer twice")
async def two(interaction: discord.Interaction) -> None:
    await interaction.response.send_message("one")
    interaction.response._response_type = None
    await interaction.response.send_message("two")


@app_commands.command(description="Open a form")
async def form(interaction: discord.Interaction) -> None:
    await interaction.response.send_modal(Form())


group = app_commands.Group(name="entry", description="Entries")


@group.command(name="hand_in", description="Hand in")
async def hand_in(
    interaction: discord.Interaction, file: discord.Attachment, who: discord.Member, where: discord.TextChannel
) -> None:
    text = f"{(await file.read()).decode()} {who.name} {where.name} {interaction.permissions.manage_guild}"
    back = discord.File(io.BytesIO(b"thanks"), "back.txt")
    await interaction.response.send_message(text, file=back)


async def check(interaction: discord.Interaction, message: discord.Message) -> None:
    seen = [message.content, *(snapshot.content for snapshot in message.message_snapshots)]
    await interaction.response.send_message("|".join(seen), ephemeral=True)


def two_of_a_kind() -> ui.LayoutView:
    view = ui.LayoutView()
    view.add_item(ui.ActionRow(ui.Button(label="a", custom_id="same"), ui.Button(label="b", custom_id="same")))
    return view


def long_label() -> ui.LayoutView:
    view = ui.LayoutView()
    view.add_item(ui.ActionRow(ui.Button(label="a" * 81, custom_id="a")))
    return view


REFUSED = {
    "content": lambda: {"content": "x" * 2001},
    "text": lambda: {"view": card("x" * 4001)},
    "texts": lambda: {"view": card("x" * 3000, 0, ui.TextDisplay("y" * 1001))},
    "same": lambda: {"view": two_of_a_kind()},
    "label": lambda: {"view": long_label()},
}


def here(double: DiscordDouble) -> Channel:
    return next(iter(double.world.servers.values())).channels[0]


@pytest_asyncio.fixture
async def double() -> AsyncIterator[DiscordDouble]:
    async with DiscordDouble() as one:
        yield one


@pytest_asyncio.fixture
async def bot(double: DiscordDouble) -> SmallBot:
    double.server("Newsroom")
    bot = SmallBot()
    await double.start(bot)
    return bot


async def test_a_client_starts_and_sees_its_servers(double: DiscordDouble, bot: SmallBot) -> None:
    assert bot.is_set_up and bot.is_ready()
    assert [guild.name for guild in bot.guilds] == ["Newsroom"]
    assert bot.guilds[0].me.id == double.bot.id
    assert {one["name"] for one in double.commands[None]} >= {"ask", "Check this"}


async def test_a_slash_command_is_answered_and_echoed(double: DiscordDouble, bot: SmallBot) -> None:
    ann, general = double.user("ann"), here(double)
    response = await double.slash(ann, general, "ask", question="is it so?")
    assert response.text == "**is it so?**"
    assert not response.ephemeral and response.message.is_v2 and response.labels == ["Pressed 0"]
    assert [message.id for message in bot.heard] == [response.message.id]
    assert bot.heard[0].author == bot.user


async def test_a_private_answer_is_not_echoed_and_seen_by_the_asker_alone(double: DiscordDouble, bot: SmallBot) -> None:
    ann, general = double.user("ann"), here(double)
    response = await double.slash(ann, general, "ask", question="is it so?", private=True)
    assert response.ephemeral and not bot.heard
    with pytest.raises(AssertionError, match="does not see"):
        await double.click(double.user("bob"), response, "Pressed 0")


async def test_suggestions_come_while_typing(double: DiscordDouble, bot: SmallBot) -> None:
    ann, general = double.user("ann"), here(double)
    response = await double.autocomplete(ann, general, "ask", question="ze")
    assert response.choices == [("ze one", "one"), ("ze two", "two")]


async def test_a_dynamic_button_in_a_layout_works_with_another_client(double: DiscordDouble, bot: SmallBot) -> None:
    ann, general = double.user("ann"), here(double)
    response = await double.slash(ann, general, "ask", question="?")
    await bot.close()
    await double.start(SmallBot())
    pressed = await double.click(ann, response, "Pressed 0")
    assert pressed.edited == [response.message] and not pressed.messages
    assert pressed.text == f"pressed in {response.message.id}" and pressed.labels == ["Pressed 1"]


async def test_a_select_is_deferred_then_followed_up(double: DiscordDouble, bot: SmallBot) -> None:
    ann, general = double.user("ann"), here(double)
    response = await double.select(ann, await double.slash(ann, general, "ask", question="?"), "Pears")
    assert response.deferred
    assert [one.text for one in response.messages] == ["picked p", "and more"]
    assert all(one.ephemeral for one in response.messages)


async def test_a_form_is_opened_and_sent(double: DiscordDouble, bot: SmallBot) -> None:
    ann = double.user("ann")
    opened = await double.slash(ann, double.dm_channel(ann), "form")
    assert opened.modal.title == "A form" and list(opened.modal.fields) == ["Your question", "How sure"]
    response = await double.submit(ann, opened, {"Your question": "why", "How sure": "Very"})
    assert response.text == "why (very)"
    with pytest.raises(AssertionError, match="21 characters"):
        await double.submit(ann, opened, {"Your question": "w" * 21, "How sure": "Very"})


async def test_a_mention_is_read_and_other_messages_are_not(double: DiscordDouble, bot: SmallBot) -> None:
    ann, general = double.user("ann"), here(double)
    heard = await double.mention(ann, general, "is it so?")
    assert heard.text == f"you said <@{double.bot.id}> is it so?"
    assert heard.message.data["message_reference"]["message_id"] == str(bot.heard[0].id)
    assert (await double.say(ann, general, "a secret")).silent
    assert bot.heard[-1].content == "" and bot.heard[-1].author.id == ann.id
    assert (await double.dm(ann, "hello")).silent
    assert bot.heard[-1].content == "hello" and bot.heard[-1].guild is None


async def test_a_reply_is_read_when_it_pings_an_ordinary_message_only(double: DiscordDouble, bot: SmallBot) -> None:
    ann, general = double.user("ann"), here(double)
    ordinary = await double.mention(ann, general, "one")
    await double.say(ann, general, "says who?", reply_to=ordinary)
    assert bot.heard[-2].content == "says who?"
    await double.say(ann, general, "says who?", reply_to=ordinary, ping=False)
    assert bot.heard[-1].content == ""
    slashed = await double.slash(ann, general, "ask", question="two")
    await double.say(ann, general, "says who?", reply_to=slashed)
    assert bot.heard[-1].content == "" and bot.heard[-1].reference.message_id == slashed.message.id
    other = double.post(double.user("bob"), general, "a claim")
    await double.mention(ann, general, "true?", reply_to=other)
    assert bot.heard[-2].content.endswith("true?") and bot.heard[-2].reference.resolved.content == ""


async def test_a_message_command_gets_the_whole_message(double: DiscordDouble, bot: SmallBot) -> None:
    ann, general = double.user("ann"), here(double)
    claim = double.post(ann, general, "a claim")
    assert (await double.context_menu(ann, claim, "Check this")).text == "a claim"
    forward = double.post(ann, general, forwarded=claim)
    response = await double.context_menu(ann, forward, "Check this")
    assert response.text == "|a claim" and response.ephemeral


@pytest.mark.parametrize("what", REFUSED)
async def test_what_breaks_a_limit_is_refused(double: DiscordDouble, bot: SmallBot, what: str) -> None:
    ann, general = double.user("ann"), here(double)
    with pytest.raises(app_commands.CommandInvokeError, match="50035"):
        await double.slash(ann, general, "refuse", what=what)
    assert not general.messages


async def test_a_second_answer_is_refused(double: DiscordDouble, bot: SmallBot) -> None:
    ann = double.user("ann")
    with pytest.raises(app_commands.CommandInvokeError, match="40060"):
        await double.slash(ann, double.dm_channel(ann), "two")
    assert double.requests[-1].status == 400


async def test_exceptions_and_silence_fail_the_test(double: DiscordDouble, bot: SmallBot) -> None:
    ann = double.user("ann")
    with pytest.raises(app_commands.CommandInvokeError, match="ZeroDivisionError"):
        await double.slash(ann, double.dm_channel(ann), "break_down")
    with pytest.raises(ZeroDivisionError):
        await double.slash(ann, double.dm_channel(ann), "spawn")
    with pytest.raises(AssertionError, match="did not respond"):
        await double.slash(ann, double.dm_channel(ann), "quiet")
    double.strict = False
    assert (await double.slash(ann, double.dm_channel(ann), "spawn")).text == "started"
    assert (await double.slash(ann, double.dm_channel(ann), "quiet")).silent


async def test_concurrent_acts_keep_apart(double: DiscordDouble, bot: SmallBot) -> None:
    people = [(double.user(f"user {n}"), double.server(f"server {n}").channels[0]) for n in range(12)]
    answers = await asyncio.gather(*(double.slash(who, at, "ask", question=who.name) for who, at in people))
    assert [one.text for one in answers] == [f"**{who.name}**" for who, _ in people]


async def test_failures_are_those_of_discord(double: DiscordDouble, bot: SmallBot) -> None:
    ann = double.user("ann", dms_open=False)
    with pytest.raises(discord.Forbidden) as caught:
        await (await bot.fetch_user(ann.id)).send("hello")
    assert caught.value.code == 50007
    general = bot.get_channel(here(double).id)
    double.fail("POST", r"/channels/\d+/messages$", 429)
    assert (await general.send("hello")).content == "hello"
    assert [one.status for one in double.requests[-2:]] == [429, 200]
    with pytest.raises(discord.NotFound):
        await general.fetch_message(1)
    assert Refused(400, 50035, "no", {"a.0.b": "why"}).body()["errors"]["a"]["0"]["b"]["_errors"]


async def test_an_installed_user_brings_a_server_that_the_bot_is_not_in(double: DiscordDouble, bot: SmallBot) -> None:
    ann, away = double.user("ann"), double.server("Elsewhere", joined=False)
    response = await double.slash(ann, away.channels[0], "ask", question="?")
    assert response.text == "**?**" and bot.get_guild(away.id) is None
    assert (await double.slash(ann, double.group(ann, double.user("bob")), "ask", question="?")).text == "**?**"
    await double.join(away)
    assert bot.get_guild(away.id) is not None
    await double.leave(away)
    assert bot.get_guild(away.id) is None


async def test_files_people_and_channels_can_be_given(double: DiscordDouble, bot: SmallBot) -> None:
    server = next(iter(double.world.servers.values()))
    ann = server.member(double.user("ann"), permissions=discord.Permissions(manage_guild=True))
    general, file = server.channels[0], double.file("a.txt", b"some text")
    response = await double.slash(ann, general, "entry hand_in", file=file, who=double.user("bob"), where=general)
    assert response.text == "some text bob general True"
    assert bot.heard[-1].attachments[0].filename == "back.txt"
    assert await bot.heard[-1].attachments[0].read() == b"thanks"


async def test_who_added_the_bot_is_in_the_audit_log_where_it_may_look(double: DiscordDouble, bot: SmallBot) -> None:
    ann, opened, closed = double.user("ann"), double.server("Open", joined=False), double.server("Closed", joined=False)
    await double.join(opened, by=ann)
    await double.join(closed)
    entries = [one async for one in bot.get_guild(opened.id).audit_logs(action=discord.AuditLogAction.bot_add)]
    assert [(one.user.id, one.target.id) for one in entries] == [(ann.id, bot.user.id)]
    with pytest.raises(discord.Forbidden):
        _ = [one async for one in bot.get_guild(closed.id).audit_logs()]
