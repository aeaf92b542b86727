"""Pure writers: run record in, text out."""
