import { type HtmlElement, htmlElement } from '../html-elements.ts';
import type { HtmlSink } from '../walk-html.ts';
import { type Outline, piece } from './outline.ts';
import { tagNames } from './page-tags.ts';

const described: readonly HtmlElement[] = tagNames.map((name) => htmlElement(name, false));
const noAttributes: ReadonlyMap<string, string> = new Map();

/** Tells a sink of the pieces whose element is kept, in the order of the page. */
export function writeContent(outline: Outline, kept: Uint8Array, sink: HtmlSink): void {
  const { html, pieces, pieceKind, pieceOwner, pieceFrom, pieceTo, tag, attributes } = outline;
  for (let i = 0; i < pieces; i++) {
    const owner = pieceOwner[i] as number;
    if (kept[owner] === 0) continue;
    const kind = pieceKind[i];
    if (kind === piece.text) sink.text(html.slice(pieceFrom[i], pieceTo[i]));
    else if (kind === piece.entity) sink.text(String.fromCodePoint(pieceFrom[i] as number));
    else {
      const number = tag[owner] as number;
      const element = described[number] as HtmlElement;
      if (kind === piece.open) sink.open(tagNames[number] as string, element, attributes.get(owner) ?? noAttributes);
      else if (!element.empty) sink.close(tagNames[number] as string, element);
    }
  }
}
