import type { Attachment } from 'svelte/attachments';
import { icons, type IconName } from './icons';

const shapes = new Map<IconName, DocumentFragment>();

/** Puts the icon's shapes into an `svg`. Each is read once: copies cost less. */
export function drawn(name: IconName): Attachment<SVGSVGElement> {
  return (svg) => {
    svg.replaceChildren(shapesOf(name).cloneNode(true));
  };
}

function shapesOf(name: IconName): DocumentFragment {
  let shape = shapes.get(name);
  if (shape === undefined) shapes.set(name, (shape = read(icons[name])));
  return shape;
}

function read(markup: string): DocumentFragment {
  const holder = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  holder.innerHTML = markup;
  const shape = document.createDocumentFragment();
  shape.append(...holder.childNodes);
  return shape;
}
