import { m } from '../messages';
import type { Filter } from '../state/filters';

export const FILTER_WORDS: Readonly<Record<Filter, () => string>> = {
  all: m.filter_all,
  downloading: m.filter_downloading,
  seeding: m.filter_seeding,
  finished: m.filter_finished,
  paused: m.filter_paused,
  queued: m.filter_queued,
  attention: m.filter_attention,
  cancelled: m.filter_cancelled,
};
