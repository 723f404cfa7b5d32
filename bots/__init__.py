"""The runnable programs: the command line, the composition root and the sandbox."""
