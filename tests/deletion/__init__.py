"""The deletion room, on a real disk."""
