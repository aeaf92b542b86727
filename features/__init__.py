"""Gherkin scenarios in Dutch. Data: imported by nobody."""
