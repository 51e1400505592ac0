"""WKWebView in AppKit. Written against pywebview's source; unlike the Linux room it has not been run yet."""
