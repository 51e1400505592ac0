"""Starting at login: one small module a system, each the whole truth about its own. Implements ``rpc.ports.Autostart``.

Nothing is noted on our side: what the system has is what counts, also when a person changed it there.
"""
