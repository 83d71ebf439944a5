"""How numbers are written: significant digits, true minus signs, powers as "·10⁻⁴", "62.5%"."""

import math
from collections.abc import Callable

from core.explain.superscripts import raised

DIGITS = 3
EXACT = 17  # digits that tell any float64 from all others
_LOW, _HIGH = -3, 6  # powers of ten that are written out: 0.00123, 123,000


def number(value: float, digits: int = DIGITS) -> str:
    """Write a number with so many significant digits: "−0.0161", "0.500", "2.44·10⁻⁵".

    Whole numbers below a thousand stand as they are.
    """
    if not math.isfinite(value):
        return "not a number" if math.isnan(value) else "beyond all bounds"
    if value == round(value) and abs(value) < 1000:
        return f"{value + 0.0:.0f}".replace("-", "−")  # the sum takes the sign off a zero
    mantissa, _, power = f"{value:.{digits - 1}e}".partition("e")
    if _LOW <= int(power) < _HIGH:
        text = f"{float(f'{value:.{digits - 1}e}'):,.{max(0, digits - 1 - int(power))}f}"
    else:
        text = f"{mantissa}·10{raised(int(power))}"
    return text.replace("-", "−")


def rounded(value: float, digits: int = DIGITS) -> float:
    """Return a number as ``number`` writes it."""
    return float(f"{value:.{digits - 1}e}")


def worked(write: Callable[[int], tuple[str, float]], value: float, near: float) -> str:
    """Return a sum or product written with the digits that it takes to be true.

    Parameters
    ----------
    write : digits -> (text, what that text comes to)
    value : float
        What it is to come to, but for a share of ``near``. If no digits bring it there (the value
        is not finite, say), the usual ones have to do.
    """
    for digits in range(DIGITS, EXACT + 1):
        text, found = write(digits)
        if abs(found - value) <= near * abs(value):
            return text
    return write(DIGITS)[0]


def percent(share: float, decimals: int = 1) -> str:
    """Write a share with so many decimals: "62.5%". Only all is "100%", and only none is "0%"."""
    if share == 1 or not math.isfinite(share):
        return "100%" if share == 1 else number(share)
    text = f"{round(100 * share, decimals) + 0.0:.{decimals}f}"
    if share < 1 and float(text) == 100:
        text = f"{100 - 10**-decimals:.{decimals}f}"
    if share > 0 and float(text) == 0:
        text = f"<{10**-decimals:.{decimals}f}"
    return text.replace("-", "−") + "%"
