"""GTK 3, WebKitGTK and the D-Bus services of a Linux desktop."""
