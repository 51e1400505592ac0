"""From libtorrent's alerts to facts: the only room that touches an alert."""

import logging
from collections.abc import Callable, Iterable
from typing import Any

import libtorrent as lt

from . import facts
from .text import as_sent, remote
from .tracker_words import answered, speaks_for_itself, tracker_words

log = logging.getLogger(__name__)

MASK = (
    lt.alert.category_t.error_notification
    | lt.alert.category_t.status_notification
    | lt.alert.category_t.storage_notification
    | lt.alert.category_t.tracker_notification
    | lt.alert.category_t.file_progress_notification
)

_OURS_TO_KEEP = 1 << 4
"""``resume_data_flags_t``: progress of the download. Counters count as changed each second a torrent runs, flags
whenever one is paused or resumed, metadata from when it is added to the first save. The library's record has those, or
they are not worth a save of their own, or were saved when they came."""


def read(alerts: Iterable[Any]) -> list[object]:
    """Facts of a batch, in order. Alerts nobody needs are passed over; one that can't be read is logged."""
    found: list[object] = []
    for alert in alerts:
        reader = READERS.get(type(alert))
        if reader is None:
            continue
        try:
            facts_of = reader(alert)
            found.extend(facts_of) if isinstance(facts_of, list) else found.append(facts_of)
        except Exception:
            # One hostile string must not cost the alerts behind it.
            log.exception("An alert could not be read: %s", type(alert).__name__)
    return found


class Statuses:
    """Torrents' figures of one update, still libtorrent's. They are copies, so they outlive their alert."""

    def __init__(self, found: list[Any]) -> None:
        self._found = found
        self._read = 0

    def read(self, count: int) -> facts.StatusUpdate:
        """So many of those that are left."""
        first, self._read = self._read, self._read + count
        return facts.StatusUpdate([status(st) for st in self._found[first : self._read]])

    @property
    def left(self) -> bool:
        return self._read < len(self._found)


def _statuses(alert: Any) -> list[object]:
    return [Statuses(alert.status), facts.Updated()]


def status(st: Any) -> facts.Status:
    """Copy what rows are made of. Name and save path are left out: they come from the library."""
    errc = st.errc
    code = errc.value()
    peers = st.num_peers
    return facts.Status(
        handle=st.handle,
        flags=st.flags,
        state=int(st.state),
        error_code=code,
        error_category=errc.category().name() if code else "",
        error_message=remote(errc.message) if code else "",
        error_file=st.error_file,
        progress=st.progress,
        wanted=st.total_wanted,
        wanted_done=st.total_wanted_done,
        total=st.total,
        downloaded=st.all_time_download,
        uploaded=st.all_time_upload,
        # libtorrent's averages go on for seconds after the last peer has left.
        down_rate=st.download_payload_rate if peers else 0,
        up_rate=st.upload_payload_rate if peers else 0,
        peers=peers,
        seeds=st.num_seeds,
        swarm_peers=st.num_incomplete,
        swarm_seeds=st.num_complete,
        copies=st.distributed_copies,
        queue_position=st.queue_position,
        moving=st.moving_storage,
        has_metadata=st.has_metadata,
        is_finished=st.is_finished,
        is_seeding=st.is_seeding,
        tracker=remote(lambda: st.current_tracker),
        need_save=bool(st.need_save_resume_data & _OURS_TO_KEEP),
        known_peers=st.list_peers,
        received=st.total_payload_download,
    )


def _hash(hashes: Any) -> tuple[str | None, str | None]:
    return (
        str(hashes.v1) if hashes.has_v1() else None,
        str(hashes.v2) if hashes.has_v2() else None,
    )


def _added(alert: Any) -> facts.Added:
    failed = alert.error.value() != 0
    v1, v2 = _hash(alert.params.info_hashes)
    return facts.Added(alert.handle, v1, v2, remote(alert.error.message) if failed else None)


def _resume(alert: Any) -> facts.ResumeSaved:
    return facts.ResumeSaved(alert.handle, lt.write_resume_data_buf(alert.params))


def _rejected(alert: Any) -> facts.ResumeRejected:
    error = alert.error
    return facts.ResumeRejected(
        alert.handle, error.value(), error.category().name(), remote(error.message), remote(alert.file_path)
    )


def _file_error(alert: Any) -> facts.FileError:
    error = alert.error
    return facts.FileError(
        alert.handle,
        error.value(),
        error.category().name(),
        remote(error.message),
        remote(alert.filename),
        _operation(as_sent(alert.message), as_sent(alert.filename)),
    )


def _operation(said: str, path: str) -> str:
    """The one word that only the alert's sentence has: "name operation (path) error: why"."""
    before, found, _ = said.rpartition(f" ({path}) error: ")
    return before.rpartition(" ")[2] if found else ""


def _tracker_failed(alert: Any) -> facts.TrackerFailed:
    error = {"value": alert.error.value(), "category": alert.error.category().name()}
    said, refused = remote(alert.error_message), answered(error)
    if not speaks_for_itself(error, said):
        said = tracker_words(error) if refused else ""
    message = said or remote(alert.error.message)
    return facts.TrackerFailed(alert.handle, remote(lambda: alert.url), message, refused=said != "")


def _conflict(alert: Any) -> facts.Conflict:
    info = alert.metadata
    return facts.Conflict(alert.handle, alert.conflicting_torrent, info.info_section() if info is not None else None)


def _listening(alert: Any) -> facts.Listening:
    return facts.Listening(alert.port, alert.socket_type == lt.socket_type_t.tcp)


READERS: dict[type, Callable[[Any], object]] = {
    lt.state_update_alert: _statuses,
    lt.add_torrent_alert: _added,
    lt.torrent_removed_alert: lambda a: facts.Removed(a.handle),
    lt.torrent_paused_alert: lambda a: facts.Paused(a.handle),
    lt.torrent_checked_alert: lambda a: facts.Checked(a.handle),
    lt.torrent_finished_alert: lambda a: facts.Finished(a.handle),
    lt.metadata_received_alert: lambda a: facts.MetadataReceived(a.handle),
    lt.metadata_failed_alert: lambda a: facts.MetadataFailed(a.handle, remote(a.error.message)),
    lt.save_resume_data_alert: _resume,
    lt.save_resume_data_failed_alert: lambda a: facts.ResumeNotSaved(a.handle),
    lt.fastresume_rejected_alert: _rejected,
    lt.file_error_alert: _file_error,
    lt.file_completed_alert: lambda a: facts.FileCompleted(a.handle, a.index),
    lt.file_renamed_alert: lambda a: facts.FileRenamed(a.handle, a.index),
    lt.file_rename_failed_alert: lambda a: facts.FileRenameFailed(a.handle, a.index, remote(a.error.message)),
    lt.cache_flushed_alert: lambda a: facts.CacheFlushed(a.handle),
    lt.file_prio_alert: lambda a: facts.FilePriorities(a.handle),
    lt.storage_moved_alert: lambda a: facts.StorageMoved(a.handle, remote(a.storage_path)),
    lt.storage_moved_failed_alert: lambda a: facts.StorageMoveFailed(
        a.handle, remote(a.error.message), remote(a.file_path)
    ),
    lt.tracker_reply_alert: lambda a: facts.TrackerAnswered(a.handle, remote(lambda: a.url)),
    lt.tracker_error_alert: _tracker_failed,
    lt.torrent_conflict_alert: _conflict,
    lt.session_stats_alert: lambda a: facts.SessionStats(a.values),
    lt.listen_succeeded_alert: _listening,
    lt.listen_failed_alert: lambda a: facts.ListenFailed(remote(a.error.message), a.port),
    lt.alerts_dropped_alert: lambda a: facts.AlertsDropped(),
}
