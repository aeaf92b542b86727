"""Mutations that break one rule each with the messages they are made on, and test persons."""
