/** A canvas as sharp as the screen: sized to its box in device pixels, drawn in CSS pixels. */
export interface Drawing {
  context: CanvasRenderingContext2D;
  width: number;
  height: number;
}

/** Clears the canvas and fits it to its box; null while it has none, or no 2D context. */
export function fitCanvas(canvas: HTMLCanvasElement): Drawing | null {
  const { width, height } = canvas.getBoundingClientRect();
  const context = canvas.getContext('2d');
  if (!context || width < 1 || height < 1) return null;
  const density = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * density);
  canvas.height = Math.round(height * density);
  context.scale(density, density);
  return { context, width, height };
}

/** The present value of a design token: `token('signal')`. */
export function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}
