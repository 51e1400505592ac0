"""What survives a restart: torrents, their resume data, deletions under way, settings, and where the profile lies.

From the bottom up:

- ``records``     what is kept, and the changes that can be asked for
- ``failures``    what SQLite says, in words
- ``rows``        records to the columns of a row, and back
- ``schema``      the tables, and how older ones become these
- ``operations``  how each change is made
- ``connecting``  a connection to use a file, and one to look at it only
- ``glance``      what the window needs before the library is open
- ``reading``     everything the last run left
- ``durable``     files that are written whole or not at all
- ``snapshot``, ``snapshots``, ``retention``  copies of the library, and which of them are kept
- ``copying``     making one while the library is in use
- ``salvage``     what can still be read of a damaged file, and ``filling`` what a snapshot has of the rest
- ``replacing``   a new library in the place of an old one, which is kept
- ``restore``     the way back to a snapshot
- ``opening``     from a file, whatever its condition, to a library in use
- ``unsaved``     what the disk wouldn't take, waiting for the next try
- ``writer``      the one thread that owns the connection
- ``store``       the ``Library`` that the engine talks to

Beside them stand ``profile`` (the folder, held by its ``lock``) and ``settings``.
"""
