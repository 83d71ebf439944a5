"""Many runs at once: whether it is luck, and how it depends on the settings."""
