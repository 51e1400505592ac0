"""What happens when everything is done: the program ends, or the computer sleeps or shuts down, after a countdown."""
