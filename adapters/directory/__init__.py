"""The operator's own system that knows customers, asked over HTTP."""
