import type { Handler, Handlers, Opened } from '../contract/generated';
import { m } from './words';

/** What is opened, as a person calls it. */
export function openedWords(opens: Opened): string {
  return opens === 'magnet' ? m.handler_magnet() : m.handler_torrent();
}

/** Who opens these now, in a sentence. */
export function ownerWords(handlers: readonly Handler[]): string {
  const owned = handlers.filter(({ owner }) => owner !== null);
  const [one, two] = new Set(owned.flatMap(({ owner }) => owner ?? []));
  if (one === undefined) return m.handler_nobody();
  if (owned.length < handlers.length) {
    return m.handler_only({ what: owned.map(({ opens }) => openedWords(opens)).join(), name: one });
  }
  return two === undefined ? m.handler_owner({ name: one }) : m.handler_owners({ one, two });
}

/** What leads to Torrpeddo. */
export function handlerOffer({ chosen_in_system }: Handlers): string {
  return chosen_in_system ? m.handler_take_in_system() : m.handler_take();
}

/** What the button beside one does. */
export function handlerAction({ ours, before }: Handler, told: Handlers): string {
  if (!ours) return handlerOffer(told);
  return before === null ? m.handler_let_go() : m.handler_give_back({ name: before });
}
