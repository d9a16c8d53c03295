/** SVG path data. A tenth of a pixel is as exact as anybody sees. */

export function rectangle(x0: number, y0: number, x1: number, y1: number): string {
  return `M${short(x0)} ${short(y0)}H${short(x1)}V${short(y1)}H${short(x0)}Z`;
}

export function vertical(x: number, y0: number, y1: number): string {
  return `M${short(x)} ${short(y0)}V${short(y1)}`;
}

export function short(value: number): number {
  return Math.round(value * 10) / 10;
}
