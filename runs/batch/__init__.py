"""Many runs at once: the same set-up with many seeds, and with settings against each other."""
