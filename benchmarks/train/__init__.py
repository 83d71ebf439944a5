"""How many times the CPU time of ours other trainers take for the same step.

All contenders train the same net on the same data in one process, in short alternating slices,
so that whatever else the machine does hits all of them alike.
"""
