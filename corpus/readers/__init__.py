"""Readers: the only place of the corpus room that touches files."""
