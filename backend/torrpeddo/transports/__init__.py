"""Ways for a client to reach the engine. Each carries texts and knows no method.

- ``stdio``      ``torrpeddo engine``: a line a message
- ``webview``    the window
- ``websocket``  a browser, during development only
"""
