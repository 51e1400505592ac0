"""Making torrents.

The engine's side: ``checks`` turns what a person asked into a request, ``jobs`` queues and follows
it, ``measuring`` says beforehand how much it would be, ``process`` starts the worker and hears it.
The worker's side, a process of its own because hashing keeps Python's lock: ``worker`` speaks to
the engine, ``scan`` finds the files, ``order`` puts them in order, ``limits`` chooses the piece
length, ``making`` hashes. ``messages`` is what the two say to each other.
"""
