"""One window a profile: whoever starts a second hands over what it was given, and ends.

Whoever holds the lock of the profile's ``endpoint`` is the first; it opens a ``door`` there at once, before anything
heavy is loaded. A later start finds the lock held and ``calls`` at that door. Nothing here imports a toolkit, the
engine or anything else that takes time.

- ``request``    what is handed over and answered, as JSON
- ``endpoint``   where a profile's door is, private to its user
- ``channel``    the way from one to the other, and which sort this system has: ``sockets`` or ``pipes``
- ``door``       the first's side
- ``calling``    the second's side
- ``claiming``   which of the two a start is
"""

from .claiming import Instance, claim
from .request import Answer, Request, request_of

__all__ = ["Answer", "Instance", "Request", "claim", "request_of"]
