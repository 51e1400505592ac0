import type { Client } from '../bridge';
import { explain, m, noticeWords } from '../messages';
import { App } from './app.svelte';
import { receive } from './events';
import { follow } from './follow.svelte';

/** Makes the stores and sets them going: what the host tells flows in, what is shown flows from them. */
export function createApp(client: Client): App {
  const app = new App(client);
  client.onEvents((events) => {
    receive(app, events);
  });
  client.onState((state) => {
    app.host = state;
    if (state === 'connected') void greet(app);
  });
  follow(app);
  return app;
}

/** Begins with a host that has just appeared, at the start or after it was lost. */
async function greet(app: App): Promise<void> {
  try {
    const [settings, info] = await Promise.all([app.settings.load(), app.caller.call('get_app')]);
    if (!app.session.app) {
      app.view.restore(settings.view);
      app.moment.restore();
    }
    app.session.app = info;
    for (const notice of info.notices) {
      const text = noticeWords(notice);
      const key = text;
      const run = () => {
        app.toasts.closeKey(key);
        app.dialogs.open('diagnostics', {});
      };
      const action = notice.kind === 'crashed' ? { action: { label: m.diagnostics_look(), run } } : {};
      app.toasts.show({ level: 'warning', text, key, seconds: null, ...action });
    }
    app.tasks.forgetJobs();
    await app.caller.call('subscribe');
    app.details.refresh();
  } catch (error) {
    app.toasts.show({ level: 'error', key: 'start', ...explain(error) });
  }
}
