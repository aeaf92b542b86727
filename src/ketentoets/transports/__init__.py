"""Embedded and HTTP transports behind one protocol; foreign exceptions become ours here."""
