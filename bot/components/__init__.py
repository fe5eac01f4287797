"""Buttons, selects and forms. Only this package knows the shape of a custom_id."""
