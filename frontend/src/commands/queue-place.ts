import type { App } from '../state/app.svelte';
import { complain } from './registry';

/** Puts torrents to a place in the queue, counted without them from 0. Never rejects: what went wrong is told. */
export async function moveInQueue(app: App, ids: readonly string[], place: number): Promise<void> {
  try {
    await app.caller.call('queue_move', { ids: [...ids], to: place });
  } catch (error) {
    complain(app, error);
  }
}
