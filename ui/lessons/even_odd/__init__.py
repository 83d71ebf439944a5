"""The lesson on the bit that matters."""
