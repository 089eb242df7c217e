import type { TextWriter } from './text-writer.ts';

/** How the elements of a page look in text. */
export interface TextStyle {
  /** Start of a heading's line, for levels 1 to 6. */
  readonly heading: (level: number) => string;
  /** Preformatted text, without line feeds at its start and end. */
  readonly preformatted: (text: string) => string;
  /** Text for a horizontal rule; '' for none. */
  readonly rule: string;
  /** Marks for an inline element. */
  readonly mark: (writer: TextWriter, name: string, attributes: ReadonlyMap<string, string>) => void;
  /** Text for an image; '' for none, as for images that say nothing. */
  readonly image: (attributes: ReadonlyMap<string, string>) => string;
  /** Start of each line in a block quotation. */
  readonly quotation: string;
  /** True where what follows the first line of a list item is indented. */
  readonly indentItems: boolean;
  /** Between the cells of a row, in tables whose first row has header cells, with a rule below that row; '' for none. */
  readonly headedCells: string;
}

export const plainStyle: TextStyle = {
  heading: () => '',
  preformatted: (text) => text,
  rule: '',
  mark: () => undefined,
  image: () => '',
  quotation: '',
  indentItems: false,
  headedCells: '',
};

const markdownMarks: Readonly<Record<string, string>> = {
  b: '**',
  strong: '**',
  i: '*',
  em: '*',
  code: '`',
  kbd: '`',
  samp: '`',
  tt: '`',
};

/** CommonMark with tables as GitHub has them. Characters of the text that Markdown could take for marks are not escaped. */
export const markdownStyle: TextStyle = {
  heading: (level) => `${'#'.repeat(level)} `,
  preformatted: (text) => {
    let longest = 2;
    for (const [run] of text.matchAll(/`{3,}/g)) longest = Math.max(longest, run.length);
    const fence = '`'.repeat(longest + 1);
    return `${fence}\n${text}\n${fence}`;
  },
  rule: '---',
  mark: (writer, name, attributes) => {
    const mark = Object.hasOwn(markdownMarks, name) ? markdownMarks[name] : undefined;
    if (mark !== undefined) writer.openMark(name, mark, mark);
    const target = name === 'a' ? linkTarget(attributes.get('href')) : undefined;
    if (target !== undefined) writer.openMark(name, '[', `](${target})`, true);
  },
  image: (attributes) => {
    const alt = (attributes.get('alt') ?? '').replace(/[\s[\]]+/g, ' ').trim();
    const source = linkTarget(attributes.get('src'));
    return source === undefined || alt === '' ? alt : `![${alt}](${source})`;
  },
  quotation: '> ',
  indentItems: true,
  headedCells: ' | ',
};

/** A style without links, or without images, as chosen. */
export function styleWithout(style: TextStyle, { links, images }: { links: boolean; images: boolean }): TextStyle {
  if (links && images) return style;
  return {
    ...style,
    mark: (writer, name, attributes) => {
      if (links || name !== 'a') style.mark(writer, name, attributes);
    },
    image: images ? style.image : () => '',
  };
}

/** A target that can stand in parentheses; undefined for none, for scripts and for data. */
function linkTarget(href: string | undefined): string | undefined {
  const target = href?.trim() ?? '';
  if (target === '' || /^(javascript|data|vbscript):/i.test(target)) return undefined;
  return target.replace(/[\s()<>]/g, (char) => `%${char.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`);
}
