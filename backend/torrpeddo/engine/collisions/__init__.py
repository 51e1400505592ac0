"""Two torrents that would write the same path: found before anything is written, and settled as a person says.

A torrent may be added beside another under a free name (``rename``), or use the other's
files (``share``): then it enters without leave to write, its files are checked, and it gets
that leave only if they hold what it wants. A magnet that learns its files later looks for
its metadata without leave to write too; if they lie where another torrent has its own, it
is kept out of the session and says so, until a person settles it or the other is gone.
"""
