"""The lesson on gates and hidden layers."""
