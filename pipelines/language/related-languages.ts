import { type RelatedLanguages, relatedLanguages } from './language-marks.ts';

/** A language with a score in [0, 1]. */
export interface LanguageGuess {
  readonly language: string;
  readonly score: number;
}

/** Characters of the longest mark at a word's begin or end. */
const longestAffix = 12;
/** What one mark weighs against the model's score. Chosen on the translations of Django. */
const markWeight = 0.5;

interface Family {
  readonly members: readonly string[];
  readonly words: ReadonlyMap<string, readonly string[]>;
  readonly beginnings: ReadonlyMap<string, readonly string[]>;
  readonly endings: ReadonlyMap<string, readonly string[]>;
  readonly parts: readonly (readonly [part: string, languages: readonly string[]])[];
}

const families: readonly Family[] = relatedLanguages.map(familyOf);
const cyrillic = /\p{Script=Cyrillic}/u;
const latin = /\p{Script=Latin}/u;
const word = /[\p{L}\p{M}]+/gu;

/**
 * The language of a text among those that the model guessed, best first, where words that only some related languages write
 * are heard too: Bokmål, Nynorsk and Danish; Croatian, Serbian and Bosnian; Indonesian and Malay; and others. The score
 * is then the sum of the guesses at the family, since which member it is no longer hangs on the model alone. Linear.
 * Source: Ljubešić et al., Language Identification: How to Distinguish Similar Languages?, ITI 2007, for the approach.
 */
export function amongRelated(text: string, guesses: readonly LanguageGuess[]): LanguageGuess | undefined {
  const [first] = guesses;
  if (first === undefined) return undefined;
  const scores = new Map(guesses.map(({ language, score }) => [language, score]));
  const heard = families.filter(({ members }) => members.includes(first.language) && isWrittenIn(members, text));
  if (heard.length === 0) return first;
  const words = text.toLowerCase().match(word) ?? [];
  for (const family of heard) addMarks(family, words, scores);
  let best = first.language;
  for (const [language, score] of scores) if (score > (scores.get(best) ?? 0)) best = language;
  const near = new Set(heard.flatMap(({ members }) => members));
  const sum = guesses.reduce((total, { language, score }) => (near.has(language) ? total + score : total), 0);
  return { language: best, score: Math.min(1, sum) };
}

/** Croatian and Bosnian are written in Latin letters, Macedonian in Cyrillic ones; Serbian in both. */
function isWrittenIn(members: readonly string[], text: string): boolean {
  if (members.includes('hr')) return latin.test(text) && !cyrillic.test(text);
  return !members.includes('mk') || cyrillic.test(text);
}

function addMarks(family: Family, words: readonly string[], scores: Map<string, number>): void {
  const add = (languages: readonly string[] | undefined): void => {
    for (const language of languages ?? []) scores.set(language, (scores.get(language) ?? 0) + markWeight);
  };
  for (const found of words) {
    add(family.words.get(found));
    const longest = Math.min(longestAffix, found.length - 1);
    for (let units = 1; units <= longest; units++) {
      add(family.beginnings.get(found.slice(0, units)));
      add(family.endings.get(found.slice(-units)));
    }
    for (const [part, languages] of family.parts) if (found.includes(part)) add(languages);
  }
}

function familyOf({ members, marks }: RelatedLanguages): Family {
  const words = new Map<string, string[]>();
  const beginnings = new Map<string, string[]>();
  const endings = new Map<string, string[]>();
  const parts = new Map<string, string[]>();
  for (const { of, words: listed } of marks) {
    for (const mark of listed.split(' ')) {
      const [kind, text] = mark.startsWith('=')
        ? [parts, mark.slice(1)]
        : mark.startsWith('-')
          ? [endings, mark.slice(1)]
          : mark.endsWith('-')
            ? [beginnings, mark.slice(0, -1)]
            : [words, mark];
      kind.set(text, [...(kind.get(text) ?? []), ...of]);
    }
  }
  return { members, words, beginnings, endings, parts: [...parts] };
}
