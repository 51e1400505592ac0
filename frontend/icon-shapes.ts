import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';

/** `import shapes from '@lucide/svelte/icons/NAME?shapes'` */
const ASKED = /\/@lucide\/svelte\/dist\/icons\/[\w-]+\.js\?shapes$/;
const COMPONENT = /from ["']\.\/([\w-]+)\.svelte["']/;
const DATA = /const iconData = (\{.*\});/;

type Shape = [element: string, attributes: Record<string, string>];

/** The markup of an icon's shapes, out of the component that Lucide made for it. */
export function shapesIn(component: string): string {
  const [, data] = DATA.exec(component) ?? [];
  if (data === undefined) throw new Error('Lucide’s components no longer say their shapes where they did.');
  return (JSON.parse(data) as { node: Shape[] }).node.map(written).join('');
}

function written([element, attributes]: Shape): string {
  const words = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`);
  return `<${element}${words.join('')}/>`;
}

/** Gives icons as what is drawn alone: a component for each costs the start more than all that is around it. */
export function iconShapes(): Plugin {
  return {
    name: 'torrpeddo:icon-shapes',
    enforce: 'pre',
    load: {
      filter: { id: ASKED },
      async handler(id) {
        const file = id.replace(/\?.*/, '');
        const [, name] = COMPONENT.exec(await readFile(file, 'utf8')) ?? [];
        const component = await readFile(file.replace(/[^/]*$/, `${name}.svelte`), 'utf8');
        return `export default ${JSON.stringify(shapesIn(component))};`;
      },
    },
  };
}
