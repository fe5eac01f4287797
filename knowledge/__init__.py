"""The knowledge base and how a question meets it. Synchronous, typed; knows nothing of Discord or the environment."""
