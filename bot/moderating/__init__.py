"""What moderators do: settings, sources, names, files and undoing; drafts, entries, lists and the queue in folders."""
