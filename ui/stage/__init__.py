"""The first screen: what the stage shows, what it asks for, what opens over it."""
