"""What the host and the interface agree on. Imports nothing of ours.

Frozen structs, one name on both sides of the wire (snake_case). The TypeScript
twin in ``frontend/src/contract/`` is generated from these; ``npm run contract``
writes it and a test fails when the two drift apart.

- ``base``      the struct all others derive from, and the shared scalar types
- ``torrents``  a row of the list
- ``details``   files, peers, trackers and pieces of one torrent
- ``session``   what is true of the whole program
- ``settings``  what a person can change; ``theme`` is one of them
- ``adding``    previews and additions
- ``creating``  making torrents, exporting torrent files
- ``deleting``  what goes, what stays, undo
- ``options``   what is set for single torrents
- ``queueing``  the order of torrents
- ``backups``   copies of the library, and the way back to one
- ``sources``   trackers, web seeds and banned peers
- ``commands``  parameters and results that belong to no subject above
- ``notices``   what happened that no reply tells
- ``events``    what the host tells without being asked
"""
