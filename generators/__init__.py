"""Mutations that break one rule each, and test persons."""
