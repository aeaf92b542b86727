"""The standard as data: one model of all messages, the XSDs made from it, rules and validator."""
