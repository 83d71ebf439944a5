"""Is it luck? Twenty seeds of one net, bands, and how many seeds it takes to tell two apart."""
