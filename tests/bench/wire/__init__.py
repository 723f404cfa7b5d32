"""The least of a server that the real libraries can work against: it costs next to nothing, so that what is measured
is the program and not the other side."""
