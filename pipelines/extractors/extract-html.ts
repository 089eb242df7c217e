import { z } from 'zod';
import { drop } from '../../core/verdict.ts';
import { defineTransform } from '../stage.ts';
import { openTextSink } from './text-sink.ts';
import { markdownStyle, plainStyle } from './text-style.ts';
import { walkHtml } from './walk-html.ts';

const parameters = z.strictObject({
  format: z
    .enum(['text', 'markdown'])
    .default('text')
    .describe(
      '`text` keeps lines, lists and tables; `markdown` also keeps headings, links, emphasis, code and images.',
    ),
});

/** The whole text that a page shows, navigation included; see {@link extractHtml} for the stage. Linear. */
export function htmlText(html: string, format: z.output<typeof parameters>['format']): string {
  const sink = openTextSink(format === 'markdown' ? markdownStyle : plainStyle);
  walkHtml(html, sink);
  return sink.result();
}

export const extractHtml = defineTransform({
  name: 'extract-html',
  summary: 'Makes text of HTML: all that a page shows, with its lines, lists, tables and preformatted text.',
  citation: 'https://html.spec.whatwg.org/multipage/dom.html#the-innertext-idl-attribute',
  version: 3,
  parameters,
  examples: [
    {
      format: 'html',
      text: '<h1>Tea</h1><p>Boil <b>water</b>.</p><ul><li>Wait.</li></ul>',
      parameters: { format: 'markdown' },
    },
  ],
  transform: (document, { format }) => {
    if (document.format === 'text') return document;
    const text = htmlText(document.text, format).toWellFormed();
    return text === '' ? drop('no-text') : { ...document, text, format: 'text' };
  },
});
