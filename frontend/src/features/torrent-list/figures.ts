import type { TorrentRow } from '../../contract/generated';
import { bytes, bytesOf, duration, percent, rate, ratio } from '../../format';
import { m } from '../../messages';

export interface Figure {
  /** The number itself; empty where there is nothing to say. */
  text: string;
  tone?: 'down' | 'up' | 'quiet';
  /** A lesser fact under it. */
  note: string;
}

const NOTHING: Figure = { text: '', note: '' };

/** Who is there. */
export function peersFigure({ peers, seeds, state }: TorrentRow): Figure {
  if (peers === 0) return NOTHING;
  return {
    text: m.row_peers({ count: peers }),
    tone: 'quiet',
    note: state === 'seeding' ? '' : m.row_seeds({ count: seeds }),
  };
}

/** How long it will take. */
export function timeFigure({ eta }: TorrentRow): Figure {
  return eta === null ? NOTHING : { text: duration(eta), tone: 'quiet', note: m.row_left() };
}

/** What moves now, and how fast. */
export function rateFigure(row: TorrentRow): Figure {
  switch (row.state) {
    case 'downloading':
      return {
        text: rate(row.down_rate),
        tone: row.down_rate > 0 ? 'down' : 'quiet',
        note: row.up_rate > 0 ? `↑ ${rate(row.up_rate)}` : '',
      };
    case 'stalled':
      return {
        text: rate(row.down_rate),
        tone: 'quiet',
        note: row.peers > 0 ? m.stall_peers({ count: row.peers }) : '',
      };
    case 'seeding':
    case 'finished':
      return {
        text: row.up_rate > 0 ? rate(row.up_rate) : '',
        tone: 'up',
        note: row.downloaded + row.uploaded > 0 ? m.say_ratio({ ratio: ratio(row.ratio) }) : '',
      };
    default:
      return NOTHING;
  }
}

/** How much of it there is. Complete torrents show their size, the others how far they are. */
export function amountFigure(row: TorrentRow): Figure {
  if (row.size === 0) return { text: '', note: row.has_metadata ? bytes(0) : m.row_size_unknown() };
  if (row.state === 'checking' || row.state === 'moving') {
    return { text: percent(row.progress), note: bytesOf(Math.floor(row.progress * row.size), row.size) };
  }
  if (row.state === 'seeding' || row.state === 'finished') {
    return { text: bytes(row.size), note: row.uploaded > 0 ? m.row_given({ amount: bytes(row.uploaded) }) : '' };
  }
  if (row.done === 0) return { text: percent(0), note: bytes(row.size) };
  return { text: percent(row.progress), note: bytesOf(row.done, row.size) };
}
