"""The lesson on one neuron: what a weight does, how wrong an answer is, what a derivative is."""
