"""The icon in the system's tray, its menu, and the window that goes there instead of ending the program."""
