"""One step of gradient descent on a single drawing, and what it changes."""

from dataclasses import dataclass

import numpy as np

from core.arrays import ByteArray, FloatArray
from core.network import Network


@dataclass(frozen=True, eq=False)
class Lesson:
    """A network after one step, and its answers to the drawing before and after it, (n_L,)."""

    network: Network
    before: FloatArray
    after: FloatArray

    @property
    def change(self) -> FloatArray:
        """How much each answer moved, (n_L,)."""
        return self.after - self.before


def learn_one(network: Network, image: ByteArray, label: int, eta: float) -> Lesson:
    """Take one step of gradient descent on one labelled picture; ``network`` stays as it is.

    Parameters
    ----------
    image : bytes, as many as the network has inputs
    label : int
        The class it should be, 0 to n_L - 1; or -1, the last class of a network of eleven, which
        stands for "no digit".
    eta : float
        Learning rate.

    Raises
    ------
    ValueError
        If the picture does not fit the network, there is no such class, η is negative or no
        number, or the step leads to weights that are no numbers.
    """
    n_in, n_out = network.spec.sizes[0], network.spec.sizes[-1]
    if image.dtype != np.uint8 or image.size != n_in:
        raise ValueError(f"The picture must have {n_in} bytes.")
    if not (0 <= label < n_out or (label == -1 and n_out == 11)):
        raise ValueError(f"The network has no class {label}.")
    if not 0 <= eta < np.inf:
        raise ValueError(f"The learning rate must be a number of at least 0, not {eta}.")
    x = image.reshape(1, -1) / np.float32(255)
    y = np.zeros((1, n_out), np.float32)
    y[0, label] = 1
    seen = network.forward(x)
    network.backward(seen, y)
    with np.errstate(all="ignore"):
        stepped = network.parameters - network.parameters.dtype.type(eta) * seen.gradient
    if not np.isfinite(stepped).all():
        raise ValueError("This step is so long that weights are no numbers any more.")
    learned = Network(network.spec, stepped)
    with np.errstate(all="ignore"):
        after = learned.forward(x).a[network.L][0]
    return Lesson(learned, seen.a[network.L][0].copy(), after)
