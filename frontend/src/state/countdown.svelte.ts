import type { CountdownEvent } from '../contract/generated';

/** What is about to happen because everything is done. */
export class Countdown {
  current: { action: CountdownEvent['action']; seconds: number } | null = $state.raw(null);

  apply({ action, seconds }: CountdownEvent): void {
    this.current = seconds === null ? null : { action, seconds };
  }
}
