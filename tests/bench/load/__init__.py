"""The bot under load: the started bot on a Discord of the loopback, asked by thousands amid long work."""
