import { untrack } from 'svelte';
import { m } from '../messages';
import type { App } from './app.svelte';

/** The toast about what is to be added once a dialog is closed. */
const WAITING = 'waiting';

/** Everything that runs as long as the window: the page's theme, its visibility and the second hand. */
export function follow(app: App): void {
  $effect.root(() => {
    app.theme.follow();
    app.presence.follow();
    $effect(() => {
      if (app.session.app)
        untrack(() => {
          app.view.keep();
          app.moment.keep();
        });
    });
    // Whoever has torrents needs no greeting, also when they are gone again.
    $effect(() => {
      if (app.session.app && app.torrents.total > 0 && !app.view.welcomed)
        untrack(() => {
          app.view.welcome().catch(() => undefined);
        });
    });
    $effect(() => {
      const { waiting } = app.dialogs;
      untrack(() => {
        if (waiting) app.toasts.show({ level: 'info', key: WAITING, text: m.add_waits(), seconds: null });
        else app.toasts.closeKey(WAITING);
      });
    });
    // Ages in a view change with the clock alone; once a minute is often enough for a count.
    const minute = $derived(Math.floor(app.now / 60));
    $effect(() => {
      void minute;
      const { saved } = app.view;
      untrack(() => {
        app.savedViews.recount(saved, app.torrents.rows);
      });
    });
    $effect(() => {
      if (!app.presence.visible) return;
      const timer = setInterval(() => {
        beat(app);
      }, 1000);
      return () => {
        clearInterval(timer);
      };
    });
  });
}

function beat(app: App): void {
  app.now = Date.now() / 1000;
  app.toasts.expire();
  app.deletion.expire(app.now);
  const { info } = app.session;
  if (info) app.histories.sample(app.now, info, app.torrents.rows);
}
