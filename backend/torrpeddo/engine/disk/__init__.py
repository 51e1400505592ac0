"""The only way to the disk for those who move or delete what torrents have: careful, and without libtorrent.

``folder`` says what can be done, ``posix`` and ``windows`` do it, ``exclusive`` renames
without replacing, ``mounts`` knows the volumes, ``paths`` and ``failures`` have the words.
"""
