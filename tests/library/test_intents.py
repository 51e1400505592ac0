"""What was asked of many torrents at once."""

from pathlib import Path

from msgspec.structs import replace

from torrpeddo.contract.torrents import Intent
from torrpeddo.library.records import SaveIntents, SaveTorrent
from torrpeddo.library.store import Library
from torrpeddo.library.unsaved import Unsaved

from .samples import record, torrent_id


def test_it_is_found_again_and_all_else_stays(database: Path) -> None:
    library = Library.open(database)
    library.save_torrents(record(number) for number in range(3)).result()
    library.commit(SaveIntents((torrent_id(0), torrent_id(2), torrent_id(99)), Intent.PAUSED, 5.0)).result()
    library.close(clean=True)
    kept = [stored.record for stored in Library.open(database).load().torrents]
    assert kept == [
        replace(record(0), intent=Intent.PAUSED, state_since=5.0),
        record(1),
        replace(record(2), intent=Intent.PAUSED, state_since=5.0),
    ]


def test_what_waits_for_room_does_not_bring_back_what_was_asked_before() -> None:
    unsaved = Unsaved([torrent_id(1)])
    assert unsaved.keep([SaveTorrent(record(1))])
    unsaved.committed(SaveIntents((torrent_id(1),), Intent.FORCED, 7.0))
    assert unsaved.operations() == [SaveTorrent(replace(record(1), intent=Intent.FORCED, state_since=7.0))]
