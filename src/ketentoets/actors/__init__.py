"""The reference gemeente and aanbieder, and the HTTP server that shows them to the world."""
