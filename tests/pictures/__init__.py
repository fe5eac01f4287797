"""Pictures of the bot's messages as Discord would show them, made from the payloads that the bot really sends."""
