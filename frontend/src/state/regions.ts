/** The parts of the window that F6 goes through, in the order of reading. */
export const REGIONS = ['sidebar', 'command_bar', 'list', 'details', 'status_bar'] as const;
export type Region = (typeof REGIONS)[number];

/** What the keyboard comes to first in each, before anything else in it can be reached. */
const ENTRIES: Readonly<Record<Region, string>> = {
  sidebar: '[aria-pressed="true"]',
  command_bar: 'input',
  list: '[role="row"][tabindex="0"], [role="rowgroup"][tabindex="0"]',
  details: '[role="tab"][aria-selected="true"]',
  status_bar: 'button',
};
const REACHABLE = 'a[href], button, input, select, textarea, [tabindex]';

/** Where the focus goes from one part of the window to the next; each keeps what had it last. */
export class Regions {
  readonly #elements = new Map<Region, HTMLElement>();
  readonly #last = new WeakMap<HTMLElement, HTMLElement>();

  /** An attachment: the element is that part as long as it is drawn. */
  is(region: Region): (element: HTMLElement) => () => void {
    return (element) => {
      const note = ({ target }: FocusEvent) => {
        if (target instanceof HTMLElement && this.#around(target) === region) this.#last.set(element, target);
      };
      this.#elements.set(region, element);
      element.addEventListener('focusin', note);
      return () => {
        element.removeEventListener('focusin', note);
        if (this.#elements.get(region) === element) this.#elements.delete(region);
      };
    };
  }

  /** Gives the focus to the next part that can take it, or to the one before. */
  go(step: 1 | -1): void {
    const here = this.#around(document.activeElement);
    // From nowhere, forwards leads to the first and backwards to the last.
    let at = here === undefined ? (step === 1 ? -1 : REGIONS.length) : REGIONS.indexOf(here);
    for (let tries = 0; tries < REGIONS.length; tries += 1) {
      at = (at + step + REGIONS.length) % REGIONS.length;
      const region = REGIONS[at];
      const entry = region && this.#entry(region);
      if (!entry) continue;
      entry.focus();
      return;
    }
  }

  /** The part that has the focus. */
  get here(): Region | undefined {
    return this.#around(document.activeElement);
  }

  /** Gives the focus to that part; false where nothing in it can take it. */
  enter(region: Region): boolean {
    const entry = this.#entry(region);
    entry?.focus();
    return entry !== undefined;
  }

  /** The innermost: the list's part has the command bar in it. */
  #around(element: Element | null): Region | undefined {
    const around = REGIONS.filter((region) => this.#elements.get(region)?.contains(element));
    return around.find((region) =>
      around.every((other) => this.#elements.get(other)?.contains(this.#elements.get(region) ?? null)),
    );
  }

  #entry(region: Region): HTMLElement | undefined {
    const element = this.#elements.get(region);
    if (!element) return undefined;
    const last = this.#last.get(element);
    if (last && element.contains(last) && isReachable(last)) return last;
    const candidates = [ENTRIES[region], REACHABLE].flatMap((selector) => [
      ...element.querySelectorAll<HTMLElement>(selector),
    ]);
    return candidates.find((each) => isReachable(each) && this.#around(each) === region);
  }
}

function isReachable(element: HTMLElement): boolean {
  return element.tabIndex >= 0 && !element.matches(':disabled') && element.checkVisibility();
}
