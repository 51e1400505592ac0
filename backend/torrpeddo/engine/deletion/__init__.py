"""Deleting torrents with their files: the disk's side. Plain data in, plain data out; no libtorrent.

The way round
    ``manifest``    what torrents have, as the engine tells it
    ``neighbours``  which other torrents could share a file (``near``), and whether one does
    ``plan``        what goes, what stays and why: one read-only pass (``wanted`` → ``survey``);
                    ``confirm`` holds a fresh plan against the one a person was shown
    ``job``         the record a journal keeps, its phases as a state machine, ``recover`` at the start
    ``stage``       renames what goes into ``<save path>/.torrpeddo-trash-<job>/``, all or nothing
    ``restore``     ``unstage``: the undo
    ``erase``       unlinks what is staged;  ``trash``: moves it to the system's trash instead
    ``engine/disk`` the only way to the disk

An order of events, for a caller::

    previewed = plan(targets, others)                  shown to the person
    …the torrents leave the session…
    agreed = confirm(previewed, plan(targets, others))
    job = agreed.job(id, trash)                        journalled as planned, with the torrents
    stage(job, journal)                                acknowledged: the undo window begins
    erase(job, …) or trash(job, …) or unstage(job, …)

What is promised
    * Only files that a plan names are touched, each while it is still the one that was seen
      (inode, size, time); one that changed stays.
    * No link is followed, no path leaves the save path, nothing is ever replaced.
    * The save path itself stays, and every folder in which something stays.
    * Killed at any moment and begun again in the journalled phase, each step completes.
    * A file that another program puts into a folder while that goes comes back to its place.

Volumes: a mount below a save path gets a staging folder of its own, in the mounted
folder itself, since a rename can't cross volumes.

All functions block and belong on a disk thread; none shares state with another call.
"""
