import type { Settings } from '../../contract/generated';

/** What is worked in the row of a setting, rather than the way back to its default. */
export const CONTROL = '.control :is(input, button:not([tabindex="-1"], .icon-button))';

/** The control of `setting` in what is drawn; null where it is not. */
export function controlOf(setting: keyof Settings, within: HTMLElement): HTMLElement | null {
  return within.querySelector(`[data-setting="${setting}"] ${CONTROL}`);
}
