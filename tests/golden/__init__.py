"""The golden questions: what real people might ask, and which entries they must get. See README.md beside this file."""
