"""The commands, one per module: its help, its options, and a call of what does the work.

Heavy imports stand inside the functions: looking at one message should not load a web server.
"""
