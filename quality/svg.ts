import { escapeMarkup } from './markup.ts';

const font = 'font-family="ui-sans-serif, system-ui, sans-serif" font-size="12"';

/** The colour of text and axes: that of the page around the picture. */
export const ink = 'fill="currentColor"';

/** A picture of its own, sized in CSS pixels; without styles and scripts, which pages of others forbid. */
export function svg(title: string, width: number, height: number, content: readonly string[]): string {
  const name = escapeMarkup(title);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${name}" ${font}><title>${name}</title>${content.join('')}</svg>`;
}

/** A line of text whose baseline is at `y`. `content` is escaped, `attributes` are not. */
export function text(x: number, y: number, content: string, attributes: string): string {
  return `<text x="${px(x)}" y="${px(y)}" ${ink} xml:space="preserve" ${attributes}>${escapeMarkup(content)}</text>`;
}

/** Coordinates to a tenth of a pixel: what the eye sees, and short. */
export function px(length: number): string {
  return String(Math.round(length * 10) / 10);
}
