"""HKEY_CURRENT_USER in memory: a ``torrpeddo.desktop.ports.Registry``."""


class MemoryRegistry:
    def __init__(self) -> None:
        self.keys: dict[str, dict[str, str | bytes]] = {}

    def read(self, key: str, name: str) -> str | bytes | None:
        return self.keys.get(key, {}).get(name)

    def write(self, key: str, name: str, value: str | bytes) -> None:
        self.keys.setdefault(key, {})[name] = value

    def delete(self, key: str, name: str) -> None:
        self.keys.get(key, {}).pop(name, None)

    def delete_key(self, key: str) -> None:
        self.keys = {
            path: values for path, values in self.keys.items() if path != key and not path.startswith(key + "\\")
        }

    def texts(self) -> set[tuple[str, str, str | bytes]]:
        """Everything there is."""
        return {(key, name, value) for key, values in self.keys.items() for name, value in values.items()}
