import type { AppInfo, SessionInfo } from '../contract/generated';

/** What is true of the whole program. */
export class Session {
  /** Undefined until the first snapshot. */
  info: SessionInfo | undefined = $state.raw();
  /** Undefined until the host has told it. */
  app: AppInfo | undefined = $state.raw();

  apply(info: SessionInfo | null): void {
    if (info) this.info = info;
  }

  /** Whether this host offers it; see `AppInfo.capabilities`. */
  can(capability: string): boolean {
    return this.app?.capabilities.includes(capability) ?? false;
  }
}
