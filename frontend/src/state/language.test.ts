import { describe, expect, it } from 'vitest';
import { ofSystem } from './language.svelte';

describe('the system’s language', () => {
  it.each([
    [['de-AT', 'en'], 'de'],
    [['nl-NL', 'fr-FR', 'en'], 'fr'],
    [['zh-Hans-CN'], 'zh'],
    [['AR'], 'ar'],
    [['nl', 'xx'], 'en'],
    [[], 'en'],
  ])('%j', (languages, spoken) => {
    expect(ofSystem(languages)).toBe(spoken);
  });
});
