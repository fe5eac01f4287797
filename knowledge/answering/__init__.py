"""What askers get."""
