"""The composition root: commands, options, exit codes."""
