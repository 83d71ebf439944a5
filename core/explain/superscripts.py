"""Numbers as superscripts: layers, powers of ten, exponents of e."""

_RAISED = str.maketrans("0123456789-−.", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻·")


def raised(number: int | str) -> str:
    """Write a number above the line; a point becomes a dot: "⁻⁰·⁵"."""
    return str(number).translate(_RAISED)
