import type { ContentOptions } from './main-text/choose-content.ts';
import { writeMainText } from './main-text/main-text.ts';
import type { PageHead } from './main-text/outline.ts';
import { recordPage } from './main-text/record-page.ts';
import { readableHtml } from './readability.ts';
import { openTextSink } from './text-sink.ts';
import type { TextStyle } from './text-style.ts';
import { walkHtml } from './walk-html.ts';

/** What finds the text of a page, by name. */
export const extractors = ['main', 'readability', 'all'] as const;
export type Extractor = (typeof extractors)[number];

/** A page's text, what gave it, and what the page says of itself where that was asked for. */
export interface PageText {
  readonly text: string;
  /** Another one than was asked for where that one found nothing. */
  readonly extractor: Extractor;
  readonly head: PageHead | undefined;
}

/** The whole text that a page shows, navigation included. Linear. */
export function allText(html: string, style: TextStyle): string {
  const sink = openTextSink(style);
  walkHtml(html, sink);
  return sink.result();
}

/**
 * A page's text by an extractor. Where `main` or `readability` finds nothing all of the page is its text, so a text is
 * '' only where the page shows none. Linear in the page's length, but for `readability`, which has limits of its own.
 */
export function pageText(
  html: string,
  extractor: Extractor,
  style: TextStyle,
  options: ContentOptions,
  wantsHead: boolean,
): PageText {
  if (extractor === 'main') {
    const { head, outline } = recordPage(html);
    const sink = openTextSink(style);
    if (outline !== undefined && writeMainText(outline, sink, options)) {
      const text = sink.result();
      if (text !== '') return { text, extractor, head };
    }
    return { text: allText(html, style), extractor: 'all', head };
  }
  const head = wantsHead ? recordPage(html).head : undefined;
  const readable = extractor === 'readability' ? readableHtml(html) : undefined;
  const text = readable === undefined ? '' : allText(readable, style);
  if (text !== '') return { text, extractor, head };
  return { text: allText(html, style), extractor: 'all', head };
}
