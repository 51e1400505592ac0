"""What the Info.plist of the macOS bundle says that the program opens: LaunchServices offers it for these."""

from typing import Any

from ..launching import ID

TORRENT_TYPE = "org.bittorrent.torrent"
"""The type that torrent programs agreed on; macOS itself has none."""


def opened_types() -> dict[str, Any]:
    """For the Info.plist, beside what every bundle has. ``Alternate``: opening is offered, never taken unasked."""
    return {
        "CFBundleURLTypes": [
            {"CFBundleURLName": f"{ID}.magnet", "CFBundleURLSchemes": ["magnet"], "CFBundleTypeRole": "Viewer"}
        ],
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "Torrent file",
                "CFBundleTypeRole": "Viewer",
                "LSHandlerRank": "Alternate",
                "LSItemContentTypes": [TORRENT_TYPE],
            }
        ],
        "UTImportedTypeDeclarations": [
            {
                "UTTypeIdentifier": TORRENT_TYPE,
                "UTTypeDescription": "Torrent file",
                "UTTypeConformsTo": ["public.data"],
                "UTTypeTagSpecification": {
                    "public.filename-extension": ["torrent"],
                    "public.mime-type": ["application/x-bittorrent"],
                },
            }
        ],
    }
