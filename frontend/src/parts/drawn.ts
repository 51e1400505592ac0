import { mount, unmount } from 'svelte';
import type { Attachment } from 'svelte/attachments';
import { icons, type IconName } from './icons';

const shapes = new Map<IconName, DocumentFragment>();

/** Puts the icon's shapes into an `svg`. Lucide's component draws each once; copies cost a twentieth of another. */
export function drawn(name: IconName): Attachment<SVGSVGElement> {
  return (svg) => {
    svg.replaceChildren(shapesOf(name).cloneNode(true));
  };
}

function shapesOf(name: IconName): DocumentFragment {
  let shape = shapes.get(name);
  if (shape === undefined) shapes.set(name, (shape = draw(name)));
  return shape;
}

function draw(name: IconName): DocumentFragment {
  const holder = document.createElement('div');
  // Its shapes are there at once; to flush what else is on its way would lay the page out in the midst of building it.
  const icon = mount(icons[name], { target: holder });
  const shape = document.createDocumentFragment();
  const elements = holder.querySelector('svg')?.children ?? [];
  shape.append(...[...elements].map((element) => element.cloneNode(true)));
  void unmount(icon);
  return shape;
}
