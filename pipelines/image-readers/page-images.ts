import type { HtmlElement } from '../extractors/html-elements.ts';
import { walkHtml } from '../extractors/walk-html.ts';

/** Where the text of an image comes from. */
export const captionSources = ['alt', 'figcaption', 'nearby'] as const;
export type CaptionSource = (typeof captionSources)[number];

/** An `<img>` of a page: its source as written, null where it has none, and what text belongs to it. */
export interface PageImage {
  readonly src: string | null;
  readonly alt: string | null;
  /** The first text that there is, in the order asked for; null where there is none. */
  readonly caption: string | null;
}

const maxText = 1000;

interface Figure {
  caption: string;
}

interface Found {
  readonly src: string | null;
  readonly alt: string | null;
  readonly figure: Figure | undefined;
  readonly before: string | null;
  after: string | null;
}

/**
 * The images that a page shows, in order. `nearby` is the text block after the image where no other image comes between,
 * else the one before it. Texts have their white space folded and end after 1,000 code units. Linear in the page's length.
 */
export function pageImages(page: string, captions: readonly CaptionSource[]): readonly PageImage[] {
  const reading = openReading();
  walkHtml(page, reading.sink);
  return reading.end().map((found) => {
    const texts = {
      alt: found.alt,
      figcaption: found.figure === undefined ? null : folded(found.figure.caption),
      nearby: found.after ?? found.before,
    };
    const caption = captions.map((source) => texts[source]).find((text) => text !== null) ?? null;
    return { src: found.src, alt: found.alt, caption };
  });
}

function openReading() {
  const images: Found[] = [];
  const figures: Figure[] = [];
  let waiting: Found | undefined;
  let before: string | null = null;
  let block = '';
  let inCaption = false;

  function endBlock(): void {
    const text = folded(block);
    block = '';
    if (text === null) return;
    if (waiting !== undefined) waiting.after = text;
    waiting = undefined;
    before = text;
  }

  function addImage(attributes: ReadonlyMap<string, string>): void {
    endBlock();
    const src = attributes.get('src')?.trim() || null;
    waiting = { src, alt: folded(attributes.get('alt') ?? ''), figure: figures.at(-1), before, after: null };
    before = null;
    images.push(waiting);
  }

  return {
    sink: {
      text(text: string): void {
        if (block.length < maxText) block += text.slice(0, maxText);
        const figure = figures.at(-1);
        if (inCaption && figure !== undefined && figure.caption.length < maxText)
          figure.caption += text.slice(0, maxText);
      },
      open(name: string, element: HtmlElement, attributes: ReadonlyMap<string, string>): void {
        if (element.breaks !== undefined) endBlock();
        if (name === 'br' && block.length < maxText) block += ' ';
        if (name === 'img') addImage(attributes);
        else if (name === 'figure') figures.push({ caption: '' });
        else if (name === 'figcaption') inCaption = true;
      },
      close(name: string, element: HtmlElement): void {
        if (element.breaks !== undefined) endBlock();
        if (name === 'figcaption' || name === 'figure') inCaption = false;
        if (name === 'figure') figures.pop();
      },
    },
    end(): readonly Found[] {
      endBlock();
      return images;
    },
  };
}

/** Text with its white space folded, at most 1,000 code units; null where there is none. */
function folded(text: string): string | null {
  const plain = text.replace(/\s+/g, ' ').trim();
  return plain === '' ? null : plain.slice(0, maxText).toWellFormed();
}
