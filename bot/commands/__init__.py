"""The commands and the messages that reach the bot, one cog a purpose."""
