"""A program of the person's own that is run whenever a download has finished."""
