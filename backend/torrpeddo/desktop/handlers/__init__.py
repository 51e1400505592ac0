"""Who opens magnet links and .torrent files: asked, taken over and given back.

``handling`` is what the methods call. What is written, as texts: ``entry`` and ``mimeapps`` (Linux), ``registry``
(Windows), ``bundle`` (macOS). How each system is asked is in ``linux/``, ``windows/`` and ``macos/``.
"""
