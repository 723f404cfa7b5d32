"""Business time, and what is owed by when."""
