"""A draft on the screen: its overview, its forms, and the steps to publication."""
