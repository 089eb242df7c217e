import type { HtmlSink } from '../walk-html.ts';
import { type ChosenContent, type ContentOptions, chooseContent } from './choose-content.ts';
import { hasStructure } from './has-structure.ts';
import { hint } from './name-hints.ts';
import type { Outline } from './outline.ts';
import { writeContent } from './write-content.ts';

/** A main text shorter than this, in letters, of a page with ten times as much prose is a mistake, as an empty one is. */
const shortestText = 60;

/**
 * Tells a sink of a page's main text, and whether there was one. False, and nothing told, for a page that has no parts
 * to choose from, as mails and fragments have none, and for one of which nothing would stay: all of it is its text.
 * Linear in the outline's size.
 */
export function writeMainText(outline: Outline, sink: HtmlSink, options: ContentOptions): boolean {
  if (!hasStructure(outline)) return false;
  let chosen = chooseContent(outline, options);
  let mistaken = isMistake(outline, chosen);
  if (mistaken && chosen.article) {
    chosen = chooseContent(outline, options, true);
    mistaken = isMistake(outline, chosen);
  }
  if (mistaken) return false;
  writeContent(outline, chosen.kept, sink);
  return true;
}

function isMistake(outline: Outline, { kept, prose }: ChosenContent): boolean {
  const weight = keptWeight(outline, kept);
  return weight === 0 || (weight < shortestText && prose > 10 * shortestText);
}

function keptWeight({ elements, ownText, hints }: Outline, kept: Uint8Array): number {
  let weight = 0;
  for (let element = 0; element < elements; element++) {
    if (kept[element] === 1 && ((hints[element] as number) & hint.invisible) === 0)
      weight += ownText[element] as number;
  }
  return weight;
}
