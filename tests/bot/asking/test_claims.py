"""`/claims` and `/claim`: looking through the claims of a server, page by page, and picking one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.asking.claims import MOST_SEARCHED, ON_A_PAGE, read_filter, turn_id
from bot.cards.texts import ENGLISH, TEXTS
from bot.ui.custom_ids import LONGEST, parse_id
from knowledge.answering.claims import ClaimFilter, claim_key
from knowledge.entries.verdict import Verdict
from knowledge.language import Language
from knowledge.store import SHARED, Audience
from tests.discord_double import Message, Response
from tests.scenes.asking import CIA, ZETAS, Scene, clear_standing, restarted, scene
from tests.scenes.moderating import CLAIM, newsroom

SPANISH = TEXTS[Language.SPANISH]
KEYS = st.from_regex(r"[0-9a-f]{8}", fullmatch=True) | st.just("")
SEARCHES = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=MOST_SEARCHED)


@given(st.sampled_from([None, *Verdict]), KEYS, KEYS, SEARCHES, st.integers(0, 10**9))
def test_the_button_to_a_page_carries_the_whole_filter(
    verdict: Verdict | None, topic: str, name: str, search: str, page: int
) -> None:
    wanted = ClaimFilter(verdict, topic, name, search)
    text = str(turn_id(wanted, page))
    which = parse_id(text)
    assert len(text) <= LONGEST and which is not None and read_filter(which) == wanted


def claims_on(message: Message | Response) -> list[str]:
    """Return the ids of the claims of a page."""
    message = message.message if isinstance(message, Response) else message
    return [option["value"] for select in message.selects for option in select["options"]]


async def all_pages(here: Scene, page: Response) -> list[str]:
    """Turn to the last page; return the ids of all claims that were seen."""
    found, message = claims_on(page), page.message
    while True:
        forward = [one for one in message.buttons if one.label == ENGLISH.next]
        if not forward or forward[0].disabled:
            return found
        turned = await here.discord.click(here.ann, message, forward[0].custom_id or "")
        message = turned.edited[-1]
        assert 1 <= len(claims_on(message)) <= ON_A_PAGE
        found += claims_on(message)


@pytest.mark.asyncio
async def test_all_claims_page_by_page_for_the_one_who_looks(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        page = await here.discord.slash(here.ann, here.channel, "claims")
        everything = {one.id for one in here.bot.library().browse(SHARED)}
        assert page.ephemeral and f"**{len(everything)} claims**" in page.text and "Page 1 of" in page.text
        assert [one.disabled for one in page.message.buttons] == [True, False]
        found = await all_pages(here, page)
        assert len(found) == len(everything) == len(set(found)) and set(found) == everything
        # Looking is no question: nothing is written down.
        assert await here.rows("SELECT count(*) FROM answers") == [(0,)]


@pytest.mark.asyncio
async def test_by_topic_name_verdict_and_words_also_after_a_restart(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        discord, ann, place = here.discord, here.ann, here.channel
        shown = here.bot.library().browse(SHARED)
        suggested = [value for _, value in (await discord.autocomplete(ann, place, "claims", topic="zet")).choices]
        assert suggested == ["zetas"]
        page = await discord.slash(ann, place, "claims", topic="zetas")
        assert "topic “zetas”" in page.text
        assert set(await all_pages(here, page)) == {one.id for one in shown if "zetas" in one.entry.topics}
        named = [value for _, value in (await discord.autocomplete(ann, place, "claims", name="mara salv")).choices]
        assert "MS-13" in named
        page = await discord.slash(ann, place, "claims", name="mara salvatrucha", verdict="false")
        assert "about “MS-13”" in page.text and "verdict “False”" in page.text
        expected = {one.id for one in shown if "MS-13" in one.entry.names and one.entry.verdict is Verdict.FALSE}
        assert set(await all_pages(here, page)) == expected and CIA in expected
        page = await discord.slash(ann, place, "claims", search="guatemala")
        assert "words “guatemala”" in page.text and ZETAS in claims_on(page)
        found = await all_pages(here, page)
        assert len(found) > ON_A_PAGE
        page = await discord.slash(ann, place, "claims", search="guatemala")
        async with restarted(here, tmp_path) as again:
            forward = [one.custom_id for one in page.message.buttons if one.label == ENGLISH.next]
            turned = await again.discord.click(again.ann, page.message, forward[0] or "")
            assert claims_on(turned.edited[-1]) == found[ON_A_PAGE : 2 * ON_A_PAGE]
        none = await discord.slash(ann, place, "claims", search="penguins", verdict="true")
        assert ENGLISH.no_claims in none.text and not none.message.selects


@pytest.mark.asyncio
async def test_the_claim_that_is_picked_is_shown_to_the_one_who_picked_it_in_their_language(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        here.ann.locale = "es-ES"
        page = await here.discord.slash(here.ann, here.channel, "claims", search="cia")
        card = await here.discord.select(here.ann, page, CIA)
        assert "**Falso**" in page.text and card.ephemeral and SPANISH.sources_button in card.labels
        claim = here.bot.library().show(CIA, SHARED)
        assert claim is not None and claim.claim in card.text
        number = (await here.rows("SELECT number FROM answers"))[0][0]
        assert (await here.row(int(str(number))))[1:3] == ("answered", CIA)
        pressed = await here.discord.click(here.ann, card, SPANISH.sources_button)
        assert SPANISH.sources in pressed.text


@pytest.mark.asyncio
async def test_one_claim_is_shown_as_ask_shows_it(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        discord, ann, place = here.discord, here.ann, here.channel
        typed = await discord.autocomplete(ann, place, "claim", claim="the c")
        library = here.bot.library()
        first = library.show(typed.choices[0][1], SHARED)
        assert first is not None and first.claim.startswith("The C")
        for private in (False, True):
            one = await discord.slash(ann, place, "claim", claim=CIA, private=private)
            # The card that stands there would be pointed at.
            clear_standing(here.bot)
            same = await discord.slash(ann, place, "ask", question=CIA, private=private)
            clear_standing(here.bot)
            assert one.ephemeral is private is same.ephemeral
            assert (one.text, one.labels) == (same.text, same.labels)
        assert (await discord.slash(ann, place, "claim", claim="did the cia create ms-13?")).text == one.text


@pytest.mark.asyncio
async def test_what_is_hidden_and_what_another_server_has_is_on_no_page(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        discord = room.here.discord
        await room.published(room.cora, id="harbour")
        await room.slash(room.cora, "entry hide", entry=CIA)
        other = discord.server("Elsewhere")
        await discord.join(other)
        mine = await all_pages(room.here, await discord.slash(room.here.ann, room.channel, "claims"))
        assert "harbour" in mine and CIA not in mine
        assert claims_on(await room.slash(room.eve, "claims", search="harbour canal")) == ["harbour"]
        for place in (other.channels[0], discord.dm_channel(room.here.ann)):
            room.here.clock.seconds += 1000
            theirs = await all_pages(room.here, await discord.slash(room.here.ann, place, "claims"))
            assert "harbour" not in theirs and CIA in theirs
            assert "harbour" not in str(
                (await discord.autocomplete(room.here.ann, place, "claim", claim="har")).choices
            )
            assert CLAIM not in (await discord.slash(room.here.ann, place, "claims", search="harbour canal")).text
        hidden = await discord.slash(room.here.ann, room.channel, "claims", topic="cia")
        assert CIA not in claims_on(hidden)
        assert room.here.bot.library().show(CIA, Audience(room.server.id)) is None


@pytest.mark.asyncio
async def test_a_claim_that_was_retired_meanwhile_and_a_button_of_another_shape(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        await room.published(room.cora, id="harbour")
        page = await room.slash(room.eve, "claims", search="harbour canal")
        await room.slash(room.cora, "entry retire", entry="harbour", reason="It is old.")
        gone = await room.here.discord.select(room.eve, page, "harbour")
        assert (gone.text, gone.ephemeral) == (ENGLISH.retired_since, True)
        for detail in ("x", "maybe.-.-", "-.-"):
            which = parse_id(f"nsf:1:claims:1:{detail}")
            assert which is not None and read_filter(which) is None
        assert read_filter(turn_id(ClaimFilter(name=claim_key("x")), 3)) == ClaimFilter(name=claim_key("x"))
