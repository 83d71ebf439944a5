"""Backpropagation in NumPy: networks, costs, training and data, knowing no screen and no clock.

Notation, used everywhere (Nielsen, "Neural Networks and Deep Learning", chapter 2):
layer 0 is the input, L the output; samples are rows; ``w[l]`` is (n_l, n_l-1), ``b[l]`` (n_l,),
``z[l]`` and ``a[l]`` are (m, n_l) for a mini-batch of m samples, ``delta[l]`` is dC/dz[l].
Containers are keyed by the layer's number, so that no index needs an apology.
"""
