"""The verbs of the command, each a module: its flags, and a function that reads, calls, writes."""
