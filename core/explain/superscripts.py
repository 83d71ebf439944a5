"""Numbers above and below the line: layers, powers of ten, exponents of e; units."""

_RAISED = str.maketrans("0123456789-−.", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻·")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def raised(number: int | str) -> str:
    """Write a number above the line; a point becomes a dot: "⁻⁰·⁵"."""
    return str(number).translate(_RAISED)


def lowered(number: int) -> str:
    """Write a whole number below the line: "₁₂"."""
    return str(number).translate(_LOWERED)
