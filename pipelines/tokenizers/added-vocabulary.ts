import { z } from 'zod';
import type { Normalizer } from './normalizers/open-normalizer.ts';
import { openTokenFinder, type TokenFinder } from './token-finder.ts';
import { classOf, whiteSpace } from './unicode/character-set.ts';
import { peerSets } from './unicode/peer-sets.ts';
import { invalid } from './unsupported-file.ts';

export const addedToken = z.strictObject({
  id: z.int().nonnegative(),
  content: z.string(),
  single_word: z.boolean().default(false),
  lstrip: z.boolean().default(false),
  rstrip: z.boolean().default(false),
  normalized: z.boolean(),
  special: z.boolean(),
});
export type AddedToken = z.output<typeof addedToken>;

export interface AddedVocabulary {
  readonly ids: ReadonlyMap<string, number>;
  /** How the file's normalizer spells those that it changes. */
  readonly spellings: ReadonlyMap<number, string>;
  /**
   * Calls `onText` and `onToken` for the parts of a text in order; no part is empty. The first `startUnits` code units of a
   * part stand for the text's first character, where the normalizer can tell.
   */
  readonly extract: (
    text: string,
    onText: (part: string, startUnits: number) => void,
    onToken: (id: number) => void,
  ) => void;
}

/**
 * Finds added tokens in a text, and normalizes what lies between them: tokens that are not `normalized` are looked for
 * in the text as it is, the others, in their own normalized spelling, in the parts after.
 *
 * @param ids of the model
 * @param normalizer without `startUnits` where these are not needed: for them some work through the whole text again
 * @throws MillraceError `tokenizer-invalid` where a token's id is not the one that `tokenizers` gives it
 */
export function openAddedVocabulary(
  tokens: readonly AddedToken[],
  ids: ReadonlyMap<string, number>,
  normalizer: (Pick<Normalizer, 'normalize'> & Partial<Normalizer>) | undefined,
): AddedVocabulary {
  const added = new Map<string, AddedToken>();
  let next = ids.size;
  for (const [place, token] of tokens.entries()) {
    if (token.content === '') continue;
    const known = added.get(token.content)?.id ?? ids.get(token.content);
    const id = known ?? next++;
    if (token.id !== id) throw invalid(`added_tokens.${place}.id`, `${id}, found ${token.id}`);
    added.set(token.content, token);
  }
  const all = [...added.values()];
  const written = openExtraction(all.filter(({ normalized }) => !normalized).map((token) => [token.content, token]));
  const spellings = new Map(
    all
      .filter(({ normalized }) => normalized)
      .map(({ id, content }) => [id, normalizer?.normalize(content) ?? content]),
  );
  const spelt = openExtraction(
    all.flatMap((token) => {
      const spelling = spellings.get(token.id);
      return spelling === undefined ? [] : [[spelling, token] as const];
    }),
  );
  return {
    spellings,
    ids: new Map(all.map(({ content, id }) => [content, id])),
    extract: (text, onText, onToken) => {
      written(
        text,
        (part, from) => {
          const normalized = normalizer === undefined ? part : normalizer.normalize(part);
          const first = from > 0 ? 0 : (part.codePointAt(0) as number) > 0xffff ? 2 : 1;
          const units = first > 0 ? (normalizer?.startUnits?.(part, first) ?? first) : 0;
          spelt(normalized, (inner, start) => onText(inner, Math.max(0, units - start)), onToken);
        },
        onToken,
      );
    },
  };
}

type Extraction = (text: string, onText: (part: string, from: number) => void, onToken: (id: number) => void) => void;

function openExtraction(spellings: readonly (readonly [spelling: string, token: AddedToken])[]): Extraction {
  const tokens = spellings.filter(([spelling]) => spelling !== '');
  if (tokens.length === 0) {
    return (text, onText) => {
      if (text !== '') onText(text, 0);
    };
  }
  const find: TokenFinder = openTokenFinder(tokens.map(([spelling], place) => [spelling, place]));
  return (text, onText, onToken) => {
    let end = 0;
    find(text, (from, to, place) => {
      const [, token] = tokens[place] as (typeof tokens)[number];
      if (token.single_word && (endsWithWord(text, from) || startsWithWord(text, to))) return;
      // Spaces that a token before took are not given back to this one.
      const start = token.lstrip ? Math.max(end, spaceBefore(text, from)) : from;
      if (start > end) onText(text.slice(end, start), end);
      onToken(token.id);
      end = token.rstrip ? spaceAfter(text, to) : to;
    });
    if (end < text.length) onText(end === 0 ? text : text.slice(end), end);
  };
}

let patterns: ReturnType<typeof openEdges> | undefined;

function openEdges(): { readonly wordAtEnd: RegExp; readonly wordAtStart: RegExp; readonly space: RegExp } {
  const word = classOf(peerSets.word());
  return {
    wordAtEnd: new RegExp(`${word}$`, 'u'),
    wordAtStart: new RegExp(`^${word}`, 'u'),
    space: new RegExp(classOf(whiteSpace), 'u'),
  };
}

function patternsOfEdges(): ReturnType<typeof openEdges> {
  patterns ??= openEdges();
  return patterns;
}

function endsWithWord(text: string, end: number): boolean {
  return patternsOfEdges().wordAtEnd.test(text.slice(Math.max(0, end - 2), end));
}

function startsWithWord(text: string, start: number): boolean {
  return patternsOfEdges().wordAtStart.test(text.slice(start, start + 2));
}

function spaceBefore(text: string, end: number): number {
  let start = end;
  while (start > 0 && patternsOfEdges().space.test(text.charAt(start - 1))) start--;
  return start;
}

function spaceAfter(text: string, start: number): number {
  let end = start;
  while (end < text.length && patternsOfEdges().space.test(text.charAt(end))) end++;
  return end;
}
