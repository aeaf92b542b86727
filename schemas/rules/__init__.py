"""One small function per rule of the standard, by level."""
