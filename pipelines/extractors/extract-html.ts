import { z } from 'zod';
import { drop } from '../../core/verdict.ts';
import { defineTransform } from '../stage.ts';
import { allText, extractors, type PageText, pageText } from './page-text.ts';
import { markdownStyle, plainStyle, styleWithout } from './text-style.ts';
import { titled } from './titled.ts';

const parameters = z
  .strictObject({
    extractor: z
      .enum(extractors)
      .default('main')
      .describe(
        "`main` leaves out navigation, sidebars, comments, teasers and other chrome, and keeps mails, fragments and whatever has no such parts whole; `readability` is Mozilla's, slower; `all` keeps all that a page shows.",
      ),
    format: z
      .enum(['text', 'markdown'])
      .default('text')
      .describe(
        '`text` keeps lines, lists and tables; `markdown` also keeps headings, links, emphasis, code and images.',
      ),
    title: z
      .boolean()
      .default(false)
      .describe("Whether the page's title comes first, where the text does not begin with it."),
    comments: z.boolean().default(false).describe("Whether `main` keeps readers' comments."),
    tables: z.boolean().default(true).describe('Whether `main` keeps tables.'),
    links: z.boolean().default(true).describe('Whether `markdown` keeps the targets of links.'),
    images: z.boolean().default(true).describe('Whether `markdown` keeps images.'),
    metadata: z
      .array(z.enum(['title', 'language', 'extractor']))
      .default([])
      .describe(
        "What goes into the document's metadata: the page's title, the language that it declares, and the extractor that gave the text.",
      ),
  })
  .refine(({ extractor, comments, tables }) => extractor === 'main' || (!comments && tables), {
    error: 'expected extractor main, which alone tells comments and tables apart, found another one',
    path: ['extractor'],
  });
type Parameters = z.output<typeof parameters>;

/** The whole text that a page shows, navigation included; see {@link extractHtml} for the stage. Linear. */
export function htmlText(html: string, format: Parameters['format']): string {
  return allText(html, format === 'markdown' ? markdownStyle : plainStyle);
}

export const extractHtml = defineTransform<Parameters>({
  name: 'extract-html',
  summary: 'Makes text of HTML: the main text of a page, or all that it shows, with lines, lists, tables and code.',
  citation:
    'Our own, from text and link density (Kohlschütter et al., Boilerplate Detection using Shallow Text Features, 2010), paragraph scores (Readability) and the names of elements; the layout of lines as in https://html.spec.whatwg.org/multipage/dom.html#the-innertext-idl-attribute',
  version: 6,
  parameters,
  examples: [
    {
      format: 'html',
      text: '<h1>Tea</h1><p>Boil <b>water</b>.</p><ul><li>Wait.</li></ul>',
      parameters: { format: 'markdown' },
    },
  ],
  transform: (document, chosen) => {
    if (document.format === 'text') return document;
    const { extractor, format, title, metadata, comments, tables } = chosen;
    const style = styleWithout(format === 'markdown' ? markdownStyle : plainStyle, chosen);
    const wantsHead = title || metadata.some((name) => name !== 'extractor');
    const page = pageText(document.text, extractor, style, { comments, tables }, wantsHead);
    if (page.text === '') return drop('no-text');
    const text = title ? titled(page.text, page.head?.title ?? '', style) : page.text;
    return {
      ...document,
      text: text.toWellFormed(),
      format: 'text',
      metadata: { ...document.metadata, ...facts(page, metadata) },
    };
  },
});

/** Of what was asked for, what is known. */
function facts({ extractor, head }: PageText, names: Parameters['metadata']): Record<string, string> {
  const known = { title: head?.title ?? '', language: head?.language ?? '', extractor };
  return Object.fromEntries(
    names.filter((name) => known[name] !== '').map((name) => [name, known[name].toWellFormed()]),
  );
}
