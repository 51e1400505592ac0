"""Torrpeddo: a desktop BitTorrent client. See ARCHITECTURE.md for the way round."""

__version__ = "0.1.0"
