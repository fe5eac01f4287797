"""The Discord face and the command line. Thin: it translates between people and `knowledge`, it decides nothing."""

VERSION = "0.1.0"
