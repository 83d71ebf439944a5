"""The Draw page: a canvas, the networks that read it, why they answer so, and what they learn."""
