import { byCodeUnit } from '../core/code-unit-order.ts';
import { believedLanguage, openLanguageDetector } from '../pipelines/language/detect-language.ts';
import { openTokenizer } from '../pipelines/tokenizers/open-tokenizer.ts';
import { openTokenBuffer } from '../pipelines/tokenizers/tokenizer.ts';
import { numberText } from '../quality/number-text.ts';
import { countCharacters } from '../quality/script-counts.ts';
import { terminalTable } from '../quality/terminal-table.ts';
import { noText } from './no-text.ts';

/** How many tokens some texts become. `characters`: code points; `bytes`: of UTF-8. */
export interface TokenizerMeasure {
  readonly texts: number;
  readonly characters: number;
  readonly bytes: number;
  readonly tokens: number;
  readonly tokensPerCharacter: number;
  readonly bytesPerToken: number;
}

/** Of all texts, and of those in each language, `und` where it is not known: the language of most characters first. */
export interface MeasuredTokenizer extends TokenizerMeasure {
  readonly vocabulary: number;
  readonly languages: readonly (TokenizerMeasure & { readonly language: string })[];
}

type Counts = { texts: number; characters: number; bytes: number; tokens: number };

/** Measures a tokenizer on texts, without its template. Throws a usage error `no-text` where there are none. */
export async function measureTokenizer(
  chunks: AsyncIterable<readonly string[]>,
  json: string,
): Promise<MeasuredTokenizer> {
  const tokenizer = openTokenizer(json);
  const detect = await openLanguageDetector();
  const buffer = openTokenBuffer();
  const whole = noCounts();
  const byLanguage = new Map<string, Counts>();
  for await (const texts of chunks) {
    for (const text of texts) {
      buffer.length = 0;
      tokenizer.append(text, buffer);
      const language = believedLanguage(detect(text));
      const counts = byLanguage.get(language) ?? noCounts();
      byLanguage.set(language, counts);
      for (const to of [whole, counts]) {
        to.texts++;
        to.characters += countCharacters(text).characters;
        to.bytes += Buffer.byteLength(text);
        to.tokens += buffer.length;
      }
    }
  }
  if (whole.tokens === 0) throw noText();
  const languages = [...byLanguage]
    .sort(([a, more], [b, less]) => less.characters - more.characters || byCodeUnit(a, b))
    .map(([language, counts]) => ({ language, ...measureOf(counts) }));
  return { vocabulary: tokenizer.vocabularySize, ...measureOf(whole), languages };
}

function noCounts(): Counts {
  return { texts: 0, characters: 0, bytes: 0, tokens: 0 };
}

function measureOf(counts: Counts): TokenizerMeasure {
  const { characters, bytes, tokens } = counts;
  const rounded = (part: number, of: number): number => (of === 0 ? 0 : Math.round((1e6 * part) / of) / 1e6);
  return { ...counts, tokensPerCharacter: rounded(tokens, characters), bytesPerToken: rounded(bytes, tokens) };
}

/** A table for people: a line for each language, and one for all. */
export function measureLines({ languages, ...whole }: MeasuredTokenizer): string[] {
  const columns = [
    { heading: 'language', align: 'left' },
    { heading: 'texts', align: 'right' },
    { heading: 'characters', align: 'right' },
    { heading: 'tokens', align: 'right' },
    { heading: 'tokens per character', align: 'right' },
    { heading: 'bytes per token', align: 'right' },
  ] as const;
  const rows = [...languages, { language: 'all', ...whole }].map((row) => [
    row.language,
    ...[row.texts, row.characters, row.tokens, row.tokensPerCharacter, row.bytesPerToken].map(numberText),
  ]);
  return terminalTable(columns, rows);
}
