import type { IconName } from '../parts/icons';
import type { MenuEntry } from '../parts/menu';
import type { App } from '../state/app.svelte';
import { type Command, contextFor } from './command';
import { desktop } from './desktop';
import { written } from './keys';
import { lifecycle } from './lifecycle';
import { options } from './options';
import { program } from './program';
import { queueing } from './queueing';
import { removing, undoing } from './removing';
import { storing } from './storing';
import { explain } from '../messages';
import { viewing } from './viewing';

const ABOUT_TORRENTS = {
  ...lifecycle,
  ...queueing,
  ...options,
  ...desktop,
  ...storing,
  ...removing,
};
const TABLE = { ...program, ...undoing, ...ABOUT_TORRENTS, ...viewing };

export type CommandId = keyof typeof TABLE;

/** Everything a person can do, by id. */
export const COMMANDS: Readonly<Record<CommandId, Command>> = TABLE;

export const COMMAND_IDS = Object.keys(COMMANDS) as CommandId[];

/** Whether the command is done to torrents: those that are selected, or those it is called for. */
export function isAboutTorrents(id: CommandId): boolean {
  return Object.hasOwn(ABOUT_TORRENTS, id);
}

/** A command as a button or a line of a menu shows it. */
export interface Shown {
  id: CommandId;
  label: string;
  /** The same in full, for where it stands alone. */
  phrase: string;
  icon?: IconName | undefined;
  /** The shortcut, as written on keys. */
  keys?: string | undefined;
  tone: 'plain' | 'danger';
  enabled: boolean;
  checked?: boolean | undefined;
  run(): void;
}

/** `id` for these torrents, or for what is selected; undefined where this host can't do it. */
export function show(app: App, id: CommandId, ids?: Iterable<string>): Shown | undefined {
  const command = COMMANDS[id];
  if (command.offered?.(app) === false) return undefined;
  const context = contextFor(app, ids);
  const [shortcut] = command.keys ?? [];
  return {
    id,
    label: command.label(context),
    phrase: command.phrase?.(context) ?? command.label(context),
    icon: command.icon,
    keys: shortcut === undefined ? undefined : written(shortcut),
    tone: command.tone ?? 'plain',
    enabled: command.enabled?.(context) ?? true,
    checked: command.checked?.(context),
    run: () => void run(app, id, ids),
  };
}

/** Does it, if it can be done now; what goes wrong is told in words. True where it was tried. */
export async function run(app: App, id: CommandId, ids?: Iterable<string>): Promise<boolean> {
  const command = COMMANDS[id];
  const context = contextFor(app, ids);
  if (command.offered?.(app) === false || command.enabled?.(context) === false) return false;
  const told = command.told?.(context);
  try {
    await command.run(context);
    if (told !== undefined) app.toasts.show({ level: 'info', key: 'told', text: told, seconds: 3 });
  } catch (error) {
    complain(app, error);
  }
  return true;
}

/** Tells what went wrong in a toast. */
export function complain(app: App, error: unknown): void {
  app.toasts.show({ level: 'error', key: 'failed', ...explain(error) });
}

/** Commands as the entries of a menu; `null` is a line between them. */
export function menu(app: App, ids: readonly (CommandId | null)[], torrents?: Iterable<string>): MenuEntry[] {
  const entries = ids.flatMap((id): MenuEntry[] => {
    if (id === null) return [{ kind: 'separator' }];
    const shown = show(app, id, torrents);
    return shown ? [toEntry(shown)] : [];
  });
  const isLine = (entry: MenuEntry | undefined) => entry === undefined || entry.kind === 'separator';
  const tidy = entries.filter((entry, index) => !isLine(entry) || !isLine(entries[index + 1]));
  return isLine(tidy[0]) ? tidy.slice(1) : tidy;
}

function toEntry({ label, icon, keys, tone, enabled, checked, run: onselect }: Shown): MenuEntry {
  const item = { kind: 'item' as const, label, icon, keys, tone, disabled: !enabled, onselect };
  return checked === undefined ? item : { ...item, checked, toggle: true };
}
