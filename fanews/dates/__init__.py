"""Persian date expressions (being written)."""
