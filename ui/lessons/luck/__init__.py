"""The lesson on seeds: what one run says, and what twenty say."""
