"""One conversation: chain, obligations, expectations and the judge."""
