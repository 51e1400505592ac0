"""What survives a restart: torrents, their resume data, deletions under way, settings, and where the profile lies.

Rooms, from the bottom up: ``records`` (what is kept), ``failures`` (what SQLite says, in words), ``schema``
(the tables and how they change), ``rows`` (records to rows and back), ``operations`` (one change each),
``salvage`` and ``opening`` (from a file, whatever its condition, to a usable connection), ``writer`` (the one
thread that owns that connection), ``store`` (the ``Library`` the engine talks to). ``profile`` and ``settings``
stand beside them.
"""
