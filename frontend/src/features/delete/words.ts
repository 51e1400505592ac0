import type { DeletePreview, StayingFile } from '../../contract/generated';
import { m } from '../../messages';

/** Why a file stays, in a few words. */
export function whyItStays({ reason, by }: StayingFile): string {
  switch (reason) {
    case 'foreign':
      return m.stays_foreign();
    case 'shared':
      return by ? m.stays_shared_by({ name: by }) : m.stays_shared();
    case 'link':
      return m.stays_link();
    case 'special':
      return m.stays_special();
    case 'outside':
      return m.stays_outside();
    case 'skipped':
      return m.stays_skipped();
    case 'changed':
      return m.stays_changed();
  }
}

/** What the button does, said on it. */
export function consequence({ goes_count: count }: DeletePreview, trash: boolean): string {
  if (count === 0) return m.delete_remove_only();
  return trash ? m.delete_trash_do({ count }) : m.delete_erase_do({ count });
}
