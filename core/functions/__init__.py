"""What a network is made of beside weights: one registry a file, an entry a class."""
