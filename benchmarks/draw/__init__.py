"""How well the bundled networks read drawings of people whom they may not know."""
