"""The window and the system around it. Only this room imports pywebview, and only its platform rooms a toolkit."""
