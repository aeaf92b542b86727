"""The scenarios as pytest tests: collecting, recording, one verdict per test."""
