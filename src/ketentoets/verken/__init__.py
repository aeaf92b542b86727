"""Exploring: stories that the protocol allows, searched for the shortest one on which a system goes wrong."""
