"""All there is to learn from: makers, loaders, and the table of data sets."""
