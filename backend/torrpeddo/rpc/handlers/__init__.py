"""One function a method, grouped by subject. Each is a few lines: it names what the engine shall do."""
