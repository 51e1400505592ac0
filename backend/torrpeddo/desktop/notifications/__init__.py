"""What a person who looks elsewhere is told by the system: what has finished, what needs them, what waits."""
