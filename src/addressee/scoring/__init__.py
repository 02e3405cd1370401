"""Scorers: how much a handle looks like a name."""
