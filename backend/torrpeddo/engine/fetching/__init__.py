"""Torrent files that lie behind http(s) links: fetched off the engine's thread, within limits, by the session's proxy.

``links`` holds the previews of links, ``download`` gets the bytes of one on a thread of its own, ``proxy`` is the way
there, ``addresses`` says which links can be followed and ``words`` what went wrong. A server's word is never
trusted for a name: what a torrent is called is in the torrent.
"""
