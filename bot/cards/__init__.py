"""Cards: what an answer looks like. One description (`card`), one rendering for each place where it is shown."""
