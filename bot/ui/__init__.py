"""What every screen is built of: custom ids and where they arrive, widgets, failures."""
