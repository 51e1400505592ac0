"""Methods and events: what a client may ask, and what it is told.

- ``table``       THE list of methods
- ``handlers``    one function a method
- ``context``     what a handler may touch; ``ports`` what of it the desktop fills in
- ``protocol``    JSON-RPC 2.0 on paper
- ``dispatcher``  from a text to a handler and back
- ``wording``     wrong parameters, told in sentences
- ``outbox``      what one client has yet to be told
- ``client``      a dispatcher and an outbox, on the engine's feed
"""
