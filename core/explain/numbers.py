"""How numbers are written: significant digits, true minus signs, powers as "·10⁻⁴", "62.5%"."""

import math

from core.explain.superscripts import raised

DIGITS = 3
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
