import type { State } from '../contract/generated';
import type { IconName } from '../parts/icons';

/** The pictogram of each state. */
export const GLYPHS: Readonly<Record<State, IconName>> = {
  metadata: 'radar',
  checking: 'scan-line',
  queued: 'clock',
  downloading: 'arrow-down',
  stalled: 'circle-alert',
  seeding: 'arrow-up',
  finished: 'check',
  paused: 'pause',
  moving: 'folder-output',
  deleting: 'trash-2',
  cancelled: 'ban',
  missing_files: 'unplug',
  error: 'triangle-alert',
};
