"""From a question to its candidates, each with the measures of how well it fits."""
