"""Deleting from every state, with every ending, of every sort of folder, through real sessions."""
