"""Moving what a torrent has to another folder: byte by byte where it must be, and never half.

The way round
    ``plan``     what goes where, found out without changing anything
    ``job``      the record a journal keeps, and its phases as a state machine
    ``copying``  copies what lies on another volume into ``<new place>/.torrpeddo-move-<job>/``
    ``placing``  renames everything to where it belongs; the way back; the end of the old place
    ``jobs``     the engine's side: who leaves the session when, what is journalled, what is told
    ``under_way``  a move as that side knows it
    ``completion``  downloads that have finished are moved by themselves
    ``renames``, ``renaming``  other names for files and folders: the disk's side, and the engine's

What is promised
    * At every moment each file is whole in one of the two places, and the journal tells in which.
    * Originals of copies go only when the new place is whole, on the disk and journalled.
    * Nothing is ever replaced: a file that is in the new place already stops the move, in words.
    * Cancelled or refused before that, the old place is as it was and nothing is left in the new one.
    * What isn't the torrent's stays; what another torrent has too is copied, and stays as well.
    * Killed at any moment, the next start carries on, or takes it back.

``jobs``, ``completion`` and ``renaming`` are the engine thread's; all else blocks and belongs on a disk thread.
"""
