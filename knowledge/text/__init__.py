"""What holds of any text: its characters in one form, what of it can be seen, and addresses of the web."""
