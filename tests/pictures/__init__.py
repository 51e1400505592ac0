"""Pictures of the interface as it looks when much is going on: for eyes, and for the README.

The list is made up, in the contract's own structs; the page is the one that ships. Nothing here says that
something works: that is what ``tests/ui`` is for, on the real engine.
"""
