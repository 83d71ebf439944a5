"""The lesson on the four equations."""
