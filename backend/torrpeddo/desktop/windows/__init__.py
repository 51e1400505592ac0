"""WebView2 in WinForms. Written against pywebview's source; unlike the Linux room it has not been run yet."""
