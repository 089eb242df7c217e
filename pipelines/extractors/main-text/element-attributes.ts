import { hint, nameHints, roleHints } from './name-hints.ts';
import { isBlockTag, isHeadingTag, tag } from './page-tags.ts';

/** Reads the attributes of one start tag after another, of which it keeps those that say what the element is. */
export interface ElementAttributes {
  begin(number: number, name: string): void;
  name(start: number, end: number): void;
  value(start: number, end: number): void;
  entity(codePoint: number): void;
  end(): void;
  /** Bits of {@link hint}. */
  hints(): number;
  language(): string;
  get(name: string): string | undefined;
  /** Attributes that a sink wants: targets, images, the number that a list begins with. */
  shown(): ReadonlyMap<string, string> | undefined;
}

const shownBy: ReadonlyMap<number, readonly string[]> = new Map([
  [tag.a, ['href']],
  [tag.img, ['alt', 'src']],
  [tag.ol, ['start']],
]);
const ofNumbered: ReadonlyMap<number, readonly string[]> = new Map([...shownBy, [tag.html, ['lang']]]);
const ofUnnumbered: ReadonlyMap<string, readonly string[]> = new Map([
  ['meta', ['name', 'property', 'http-equiv', 'content']],
  ['script', ['type']],
]);
const ofAll = ['class', 'id', 'role', 'itemprop', 'style', 'hidden', 'aria-hidden'];
/** First letters of those names by their lengths. */
const firstLetters = new Map<number, Set<number>>();
for (const name of ofAll) {
  const letters = firstLetters.get(name.length) ?? new Set();
  firstLetters.set(name.length, letters.add(name.charCodeAt(0)));
}
const hiddenStyle = /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)/i;
const nothing: readonly string[] = [];

function couldMatter(length: number, first: number): boolean {
  return firstLetters.get(length)?.has(first) === true;
}

/** The id of a section is often its heading, which says nothing of what the section is. */
function isSection(names: string | undefined): boolean {
  return names?.includes('sect') === true;
}

export function openAttributes(html: string): ElementAttributes {
  let own: readonly string[] = nothing;
  let number = 0;
  let current: string | undefined;
  let value = '';
  const found = new Map<string, string>();
  const knownNames = new Map<string, number>();

  function hintsOf(names: string): number {
    let hints = knownNames.get(names);
    if (hints === undefined) {
      hints = nameHints(names);
      knownNames.set(names, hints);
    }
    return hints;
  }

  return {
    begin: (tagNumber, name) => {
      number = tagNumber;
      own = number === 0 ? (ofUnnumbered.get(name) ?? nothing) : (ofNumbered.get(number) ?? nothing);
      if (found.size > 0) found.clear();
    },
    name: (start, end) => {
      current = undefined;
      if (own === nothing && !couldMatter(end - start, html.charCodeAt(start) | 0x20)) return;
      const name = html.slice(start, end).toLowerCase();
      if ((own.includes(name) || ofAll.includes(name)) && !found.has(name)) current = name;
      value = '';
    },
    value: (start, end) => {
      if (current !== undefined) value += html.slice(start, end);
    },
    entity: (codePoint) => {
      if (current !== undefined) value += String.fromCodePoint(codePoint);
    },
    end: () => {
      if (current !== undefined) found.set(current, value);
      current = undefined;
    },
    hints: () => {
      if (found.size === 0) return 0;
      let hints = 0;
      const names = found.get('class');
      if (names !== undefined) hints |= hintsOf(names);
      const id = found.get('id');
      if (
        id !== undefined &&
        number !== tag.section &&
        isBlockTag[number] === 1 &&
        isHeadingTag[number] !== 1 &&
        !isSection(names)
      )
        hints |= hintsOf(id);
      const role = found.get('role');
      if (role !== undefined) hints |= roleHints(role);
      if (found.get('itemprop')?.toLowerCase() === 'articlebody') hints |= hint.articleBody;
      const style = found.get('style');
      if (found.has('hidden') || (style !== undefined && hiddenStyle.test(style))) hints |= hint.invisible;
      if (found.get('aria-hidden') === 'true') hints |= hint.invisible;
      return hints;
    },
    language: () => found.get('lang') ?? '',
    get: (name) => found.get(name),
    shown: () => {
      if (own === nothing) return undefined;
      let kept: Map<string, string> | undefined;
      for (const name of own) {
        const text = found.get(name);
        if (text === undefined) continue;
        kept ??= new Map();
        kept.set(name, text);
      }
      return kept;
    },
  };
}
