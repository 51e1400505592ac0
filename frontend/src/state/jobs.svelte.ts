import type { ProgressEvent } from '../contract/generated';

/** Jobs of the host that take longer than a second and are not over. */
export class Jobs {
  running: readonly ProgressEvent[] = $state.raw([]);

  apply(event: ProgressEvent): void {
    const others = this.running.filter(({ job }) => job !== event.job);
    this.running = event.finished ? others : [...others, event];
  }
}
