"""Runs of training, apart from any screen: a run, its history, the engine, the registry."""
