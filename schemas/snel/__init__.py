"""The fast path for a large 323: it says "nothing found", or it gives up and the tree decides."""
