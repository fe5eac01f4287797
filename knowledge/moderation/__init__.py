"""What moderators do: publishing, undoing, settings, the queue, reports, overrides, imports."""
