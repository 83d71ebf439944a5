"""Measurements of the core: against other trainers, of the time to an accuracy, of its overheads.

Everything is CPU time with a fixed number of BLAS threads; no test depends on it.
"""
