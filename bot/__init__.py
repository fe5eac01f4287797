"""The Discord face and the command line of Not So Fast. Thin: it translates between people and `knowledge`, it decides nothing."""
