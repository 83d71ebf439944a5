"""Parameters set by hand, between two steps of a training."""

from typing import NamedTuple

from core.network import Network

LARGEST = 1e3  # a weight or bias may be set to at most this


class Edit(NamedTuple):
    """One edit: w[layer][unit, input] or, with input -1, the unit's bias becomes ``value``.

    With input None all weights that leave the unit are multiplied by ``value``: 0 switches it off.
    """

    layer: int
    unit: int
    input: int | None
    value: float


def check(network: Network, edit: Edit) -> None:
    """Raise ValueError if such a network has no such parameter, or the value is not allowed."""
    sizes, (l, j, k, value) = network.spec.sizes, edit
    whole = all(type(place) is int for place in (l, j)) and (k is None or type(k) is int)
    last = network.L - 1 if k is None else network.L
    if not whole or not 1 <= l <= last or not 0 <= j < sizes[l]:
        raise ValueError("The network has no such unit.")
    if k is not None and not -1 <= k < sizes[l - 1]:
        raise ValueError("The network has no such weight.")
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= LARGEST:
        raise ValueError(f"A weight must be a number between −{LARGEST:g} and {LARGEST:g}.")


def apply(network: Network, edit: Edit) -> None:
    """Set what ``edit`` says.

    Raises
    ------
    ValueError
        As ``check`` does; nothing is changed then.
    """
    check(network, edit)
    l, j, k, value = edit
    if k is None:
        network.w[l + 1][:, j] *= network.parameters.dtype.type(value)
    elif k < 0:
        network.b[l][j] = value
    else:
        network.w[l][j, k] = value


def inverse(network: Network, edit: Edit) -> tuple[Edit, ...]:
    """Return the edits that undo ``edit``, which is not yet made, to the last bit."""
    check(network, edit)
    l, j, k, _ = edit
    if k is None:
        leaving = network.w[l + 1][:, j].tolist()
        return tuple(Edit(l + 1, i, j, value) for i, value in enumerate(leaving))
    return (edit._replace(value=float(network.b[l][j] if k < 0 else network.w[l][j, k])),)
