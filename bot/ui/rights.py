"""Who may change what on a server, by the permissions and roles that this very press or command brought."""

from __future__ import annotations

import discord


def may_set(interaction: discord.Interaction) -> bool:
    """Say whether a member may change a server's settings, by their permissions of this moment."""
    # Discord counts the owner's and administrators' permissions as all of them.
    owner = interaction.guild is not None and interaction.guild.owner_id == interaction.user.id
    return owner or interaction.permissions.manage_guild or interaction.permissions.administrator


def may_curate(interaction: discord.Interaction, curators: tuple[int, ...]) -> bool:
    """Say whether somebody may curate a server whose curators have these roles; who may set that, may do it too."""
    member = interaction.user
    # `Member.roles` leaves out those that the cache does not know.
    has_role = isinstance(member, discord.Member) and any(member._roles.has(role) for role in curators)
    return has_role or may_set(interaction)
