"""One fault at a time: right messages with their history, and the mutations that break one rule each."""
