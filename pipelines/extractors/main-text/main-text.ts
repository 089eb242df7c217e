import type { HtmlSink } from '../walk-html.ts';
import { chooseContent } from './choose-content.ts';
import { recordPage } from './record-page.ts';
import { writeContent } from './write-content.ts';

export function writeMainText(html: string, sink: HtmlSink): boolean {
  const outline = recordPage(html);
  if (outline === undefined) return false;
  const { kept } = chooseContent(outline);
  writeContent(outline, kept, sink);
  return true;
}
