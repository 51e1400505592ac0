import { type Caller, type HostState } from '../bridge';
import { Arrivals } from './arrivals.svelte';
import { Backups } from './backups.svelte';
import { Bans } from './bans.svelte';
import { Creations } from './creations.svelte';
import { Deletion } from './deletion.svelte';
import { DetailsStore } from './details.svelte';
import { Countdown } from './countdown.svelte';
import { Dialogs } from './dialogs.svelte';
import { Facet } from './facets.svelte';
import { Handlers } from './handlers.svelte';
import { Histories } from './history.svelte';
import { Language } from './language.svelte';
import { List } from './list.svelte';
import { Moment } from './moment.svelte';
import { Presence } from './presence.svelte';
import { Previews } from './previews.svelte';
import { Regions } from './regions';
import { SavedViews } from './saved-views.svelte';
import { Selection } from './selection.svelte';
import { Session } from './session.svelte';
import { SettingsStore } from './settings.svelte';
import { Startup } from './startup.svelte';
import { Tasks } from './tasks.svelte';
import { Theme } from './theme.svelte';
import { Toasts } from './toasts.svelte';
import { Torrents } from './torrents.svelte';
import { View } from './view.svelte';

/** Every store of the interface. One is made at the start and given by context. */
export class App {
  /** Whether the host is there. */
  host: HostState = $state('connecting');
  /** Unix seconds, growing once a second while the window is seen: for "4 min left" and countdowns. */
  now = $state(Date.now() / 1000);
  readonly caller: Caller;
  readonly torrents: Torrents;
  readonly trackers = new Facet(({ tracker }) => (tracker === null ? [] : [tracker]));
  readonly folders = new Facet(({ save_path }) => [save_path]);
  readonly savedViews: SavedViews;
  readonly settings: SettingsStore;
  readonly view: View;
  readonly list: List;
  readonly selection: Selection;
  readonly arrivals = new Arrivals();
  readonly session = new Session();
  readonly histories = new Histories();
  readonly details: DetailsStore;
  readonly previews: Previews;
  readonly creations: Creations;
  readonly deletion: Deletion;
  readonly backups: Backups;
  readonly bans: Bans;
  readonly handlers: Handlers;
  readonly startup: Startup;
  readonly toasts: Toasts;
  readonly dialogs = new Dialogs();
  readonly countdown = new Countdown();
  readonly tasks = new Tasks();
  readonly regions = new Regions();
  readonly moment: Moment;
  readonly theme: Theme;
  readonly language: Language;
  readonly presence: Presence;

  constructor(host: Caller, clock: () => number = () => Date.now() / 1000) {
    const caller = this.tasks.watch(host);
    this.caller = caller;
    this.savedViews = new SavedViews(clock);
    const resubscribe = () => void caller.call('subscribe').catch(() => undefined);
    this.torrents = new Torrents(resubscribe, [this.trackers, this.folders, this.savedViews]);
    this.settings = new SettingsStore(caller);
    this.view = new View(this.settings);
    this.list = new List(this.torrents, this.view, clock);
    this.selection = new Selection(this.torrents, this.list);
    this.details = new DetailsStore(caller);
    this.previews = new Previews(caller, clock);
    this.creations = new Creations(caller);
    this.deletion = new Deletion(caller);
    this.backups = new Backups(caller);
    this.bans = new Bans(caller);
    this.handlers = new Handlers(caller);
    this.startup = new Startup(caller);
    this.toasts = new Toasts(clock);
    this.theme = new Theme(this.settings);
    this.language = new Language(this.settings);
    this.presence = new Presence(caller);
    this.moment = new Moment(this);
  }
}
