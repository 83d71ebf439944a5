"""One hour with this product, minute by minute."""
