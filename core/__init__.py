"""Every decision of the desk, and no input or output: standard library only."""
