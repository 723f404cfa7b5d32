"""Pictures that the program draws."""
