"""What several processes tell each other, so that a run is in one of them and seen in all."""
