"""Getting knowledge in and out of files: packs, export and import."""
