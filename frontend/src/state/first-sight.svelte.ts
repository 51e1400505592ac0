import type { App } from './app.svelte';

/** Milliseconds that the host may take. */
const PATIENCE = 60;

/**
 * Settles when what a person sees first is known, so that it is laid out and painted once: the settings, and whether there
 * are torrents. A host that is not there yet, or has much to read, is not waited for.
 */
export function firstSight(app: App): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      stop();
      resolve();
    };
    const timer = setTimeout(done, PATIENCE);
    const stop = $effect.root(() => {
      $effect(() => {
        if (app.settings.current && app.torrents.loaded) queueMicrotask(done);
      });
    });
  });
}
