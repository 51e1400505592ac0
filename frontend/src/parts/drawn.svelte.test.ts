import { flushSync } from 'svelte';
import { expect, it } from 'vitest';
import { drawn } from './drawn';
import { type IconName, icons } from './icons';

it.each(Object.keys(icons) as IconName[])('draws %s whole while other effects are under way', (name) => {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  let seen = '';
  const end = $effect.root(() => {
    $effect(() => {
      drawn(name)(svg);
      seen = svg.innerHTML;
    });
  });
  flushSync();
  expect(svg.children.length).toBeGreaterThan(0);
  expect(svg.querySelectorAll('[d], [cx], [x], [x1], [points]').length).toBe(svg.children.length);
  expect(seen).toBe(svg.innerHTML);
  end();
});
