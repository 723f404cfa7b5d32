"""The vocabulary everything speaks. It depends on nothing else in the program."""
