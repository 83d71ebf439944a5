"""Many networks of one shape, trained as one: the same code with one more axis, the network's.

A step of a small network takes as long as Python needs to call NumPy; a stack of 64 makes the same
calls once. What comes out is what each would have become alone.
"""

from core.stack.alike import alike, alone, pays
from core.stack.stack import Stack

__all__ = ["Stack", "alike", "alone", "pays"]
