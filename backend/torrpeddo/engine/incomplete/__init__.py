"""Files that are not complete carry ``.part`` at the end of their names, if a person wants that.

``marks``    which names carry it, and which files may (pure)
``names``    the disk's side: a second name, never a replacement
``asking``   what libtorrent is told, and what it answers
``entering`` the names of a torrent that is about to enter the session, put right against the disk
``suffixes`` follows downloads: each file gets its own name when its last piece has been verified

People see the real names (``LayoutFile.path``); whatever touches the disk asks ``marks.on_disk``.
Which files carry the suffix is in ``Entry.suffixed``, and for good in the resume data's renamed files.

A file that libtorrent has open is renamed like this: what is in its cache is written, the
resume data is saved, the file gets the new name beside the old one (a hard link: it replaces nothing and
at no moment does either name lead nowhere), libtorrent is told, and the old name goes. Killed
anywhere, the next entering finds both names leading to one file, or the one that
the resume data doesn't know, and goes on from there.
"""
