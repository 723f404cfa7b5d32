"""Who waits, who is served, and by whom."""
