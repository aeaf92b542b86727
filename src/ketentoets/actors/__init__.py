"""The reference gemeente and aanbieder, healthy or with planted defects, and their HTTP server."""
