"""A second reading of what a message asks, by a small neural network; nothing outside this machine is asked."""
