"""What the computer's power has to do with downloads: it stays awake for them."""
