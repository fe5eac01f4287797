"""The packs that come with the bot: one folder a pack, one TOML file an entry."""
