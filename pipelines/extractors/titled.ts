import type { TextStyle } from './text-style.ts';

/**
 * A text with its page's title before it as a heading, unless its first line is that title, whole or up to one of its
 * marks: what follows a mark is often the site's name.
 */
export function titled(text: string, title: string, style: TextStyle): string {
  if (title === '') return text;
  const end = text.indexOf('\n');
  const first = bare(end < 0 ? text : text.slice(0, end));
  if (first !== '' && beginnings(bare(title), title).has(first)) return text;
  return `${style.heading(1)}${title}\n\n${text}`;
}

const longestLine = 2000;

/** Letters and digits in lower case: a title and its heading often differ in marks. */
function bare(line: string): string {
  return line
    .slice(0, longestLine)
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toLowerCase();
}

/** The whole of a bare title, and what stands before each of its marks. */
function beginnings(whole: string, title: string): ReadonlySet<string> {
  const found = new Set([whole]);
  let before = '';
  for (const part of title.slice(0, longestLine).split(/[^\p{L}\p{N}\s]+/u)) {
    before += bare(part);
    found.add(before);
  }
  return found;
}
