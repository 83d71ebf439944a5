"""What several components share: their frames, their text, their theme and their views."""
