"""Lists that are turned page by page, and the audit."""
