"""How far the line can be trusted that says what a run suffers from."""
