"""What the bundled networks are trained on, beyond MNIST."""
