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
  /** One of those that the element's tag alone makes matter, as `lang` of `html` and `content` of `meta`. */
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

/** The id of a section or a heading is often its title, which says nothing of what the section is. */
function isSection(number: number, names: string | undefined): boolean {
  return number === tag.section || isHeadingTag[number] === 1 || names?.includes('sect') === true;
}

export function openAttributes(html: string): ElementAttributes {
  let own: readonly string[] = nothing;
  let number = 0;
  /** Of the attribute that is being read: its place in `ofAll`, or its name where it is one of `own`. */
  let place = -1;
  let ownName: string | undefined;
  let value = '';
  let any = false;
  const common: (string | undefined)[] = new Array(ofAll.length).fill(undefined);
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
      if (any) common.fill(undefined);
      any = false;
      if (found.size > 0) found.clear();
    },
    name: (start, end) => {
      place = -1;
      ownName = undefined;
      if (own === nothing && !couldMatter(end - start, html.charCodeAt(start) | 0x20)) return;
      const name = html.slice(start, end).toLowerCase();
      value = '';
      place = ofAll.indexOf(name);
      if (place < 0) {
        if (own.includes(name) && !found.has(name)) ownName = name;
      } else if (common[place] !== undefined) place = -1;
    },
    value: (start, end) => {
      if (place < 0 && ownName === undefined) return;
      value = value === '' ? html.slice(start, end) : value + html.slice(start, end);
    },
    entity: (codePoint) => {
      if (place >= 0 || ownName !== undefined) value += String.fromCodePoint(codePoint);
    },
    end: () => {
      if (ownName !== undefined) found.set(ownName, value);
      if (place < 0) return;
      common[place] = value;
      any = true;
    },
    hints: () => {
      if (!any) return 0;
      const [names, id, role, itemprop, style, hidden, ariaHidden] = common;
      let hints = names === undefined ? 0 : hintsOf(names);
      if (id !== undefined && isBlockTag[number] === 1 && !isSection(number, names)) hints |= hintsOf(id);
      if (role !== undefined) hints |= roleHints(role);
      if (itemprop?.toLowerCase() === 'articlebody') hints |= hint.articleBody;
      if (hidden !== undefined || ariaHidden === 'true') hints |= hint.invisible;
      if (style !== undefined && hiddenStyle.test(style)) hints |= hint.invisible;
      return hints;
    },
    get: (name) => found.get(name),
    shown: () => {
      if (found.size === 0) return undefined;
      const shown = shownBy.get(number);
      return shown === undefined ? undefined : new Map(found);
    },
  };
}
