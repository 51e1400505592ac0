"""What macOS is told of the bundle: its names, and the links and files that it opens."""

from typing import Any

from torrpeddo.desktop.launching import NAME

TORRENT = "org.bittorrent.torrent"
"""The type's identifier, as other clients call it too."""
OLDEST = "12.0"
"""Of macOS: who opens what is chosen by a call that came with it."""


def info(version: str) -> dict[str, Any]:
    """Entries for ``Info.plist`` beside those that PyInstaller writes itself."""
    return {
        "CFBundleName": NAME,
        "CFBundleDisplayName": NAME,
        "CFBundleShortVersionString": version,
        "CFBundleVersion": version,
        "CFBundleURLTypes": [
            {"CFBundleURLName": "Magnet link", "CFBundleURLSchemes": ["magnet"], "CFBundleTypeRole": "Viewer"}
        ],
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "Torrent",
                "CFBundleTypeRole": "Viewer",
                "LSHandlerRank": "Alternate",
                "LSItemContentTypes": [TORRENT],
            }
        ],
        "UTImportedTypeDeclarations": [
            {
                "UTTypeIdentifier": TORRENT,
                "UTTypeDescription": "Torrent",
                "UTTypeConformsTo": ["public.data"],
                "UTTypeTagSpecification": {
                    "public.filename-extension": ["torrent"],
                    "public.mime-type": ["application/x-bittorrent"],
                },
            }
        ],
        "LSApplicationCategoryType": "public.app-category.utilities",
        "LSMinimumSystemVersion": OLDEST,
        "NSHighResolutionCapable": True,
        "NSRequiresAquaSystemAppearance": False,  # dark where the system is
        "NSHumanReadableCopyright": "MIT License",
    }
