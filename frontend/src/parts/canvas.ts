/** A canvas as sharp as the screen: sized to its box in device pixels, drawn in CSS pixels. */
export interface Drawing {
  context: CanvasRenderingContext2D;
  width: number;
  height: number;
}

/**
 * Clears the canvas and fits it to its box of this size, in CSS pixels; null while it has none, or no 2D context. It
 * does not ask the canvas: whatever waits to be laid out would be laid out at once.
 */
export function fitCanvas(canvas: HTMLCanvasElement, width: number, height: number): Drawing | null {
  const context = canvas.getContext('2d');
  if (!context || width < 1 || height < 1) return null;
  const density = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * density);
  canvas.height = Math.round(height * density);
  context.scale(density, density);
  return { context, width, height };
}

const tokens = new Map<string, string>();

/**
 * The present value of a design token: `token('signal')`. Each is read once for a theme: to ask for one has the whole
 * page laid out at once, in the midst of whatever is being changed in it.
 */
export function token(name: string): string {
  const root = document.documentElement;
  const key = `${root.dataset['theme']} ${name}`;
  const known = tokens.get(key);
  if (known) return known;
  const value = getComputedStyle(root).getPropertyValue(`--${name}`).trim();
  tokens.set(key, value);
  return value;
}
