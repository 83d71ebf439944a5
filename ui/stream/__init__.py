"""The live socket: frames to the page, commands back."""
