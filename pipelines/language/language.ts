import { z } from 'zod';
import { languagesOf } from '../../core/language-code.ts';
import { drop } from '../../core/verdict.ts';
import { openedOnce } from '../opened-once.ts';
import { defineTransform } from '../stage.ts';
import { detectInWindows, type LanguageModel, openLanguageModel } from './detect-language.ts';
import { openScriptDetector, type ScriptDetector, scriptsOf } from './written-script.ts';

const code = z.string().refine((value) => languagesAsked(value).length > 0, {
  error: ({ input }) => `expected a language code such as en, zh, nb or zh-Hans, found ${JSON.stringify(input)}`,
});

const parameters = z.strictObject({
  keep: z
    .array(code)
    .min(1)
    .optional()
    .describe(
      'Codes of the languages to keep; all where it is absent. `no` keeps `nb` and `nn`, `sh` keeps `hr`, `sr` and `bs`, `msa` keeps `ms` and `id`, `zh` keeps `wuu` and `yue` too; the others stand for themselves. `zh-Hans`, `zh-Hant`, `sr-Cyrl` and `sr-Latn` keep one script.',
    ),
  minScore: z.number().min(0).max(1).default(0.65).describe('Least score with which a language is believed.'),
  windows: z
    .int()
    .min(1)
    .max(64)
    .default(4)
    .describe('Stretches of 300 characters to look at, spread over the text; the score is the mean over them.'),
  field: z
    .string()
    .regex(/^[A-Za-z]\w{0,63}$/)
    .default('language')
    .describe('Name of the metadata that holds the language; its score is in the one named with `Score` behind it.'),
});
type Parameters = z.output<typeof parameters>;

let model: LanguageModel | undefined;
let scriptIn: ScriptDetector | undefined;
const wanted = openedOnce((keep: readonly string[]): ReadonlySet<string> => new Set(keep.flatMap(languagesAsked)));

/** Keeps documents by language, and notes language and score in their metadata and fates. Codes as in `languageCodes`. */
export const language = defineTransform<Parameters>({
  name: 'language',
  summary:
    'Tells the language of a document, notes it in its metadata, and drops documents in others or in none for sure.',
  citation:
    'Joulin et al., Bag of Tricks for Efficient Text Classification, 2016, arXiv:1607.01759, with the model lid.176; the limit is that of FineWeb, Penedo et al., 2024, arXiv:2406.17557',
  version: 1,
  parameters,
  examples: [
    {
      text: 'Alle Menschen sind frei und gleich an Würde und Rechten geboren.',
      parameters: { keep: ['en', 'zh'] },
    },
  ],
  prepare: async ({ keep = [] }) => {
    model = await openLanguageModel();
    if (keep.some(asksForScript)) scriptIn = await openScriptDetector();
  },
  rewrites: () => false,
  transform: (document, { keep, minScore, windows, field }) => {
    if (model === undefined) throw new Error('the language model is not loaded');
    const found = detectInWindows(model, document.text, windows);
    const script = keep?.some(asksForScript) ? (scriptIn?.(document.text, found.language) ?? null) : null;
    const evidence = { language: found.language, score: found.score, ...(script === null ? {} : { script }) };
    if (keep !== undefined && !isWanted(keep, found.language, script))
      return drop('language', found.score, null, evidence);
    if (found.score < minScore) return drop('language-score', found.score, minScore, evidence);
    const noted = { [field]: found.language, [`${field}Score`]: String(found.score) };
    return { document: { ...document, metadata: { ...document.metadata, ...noted } }, evidence };
  },
});

function isWanted(keep: readonly string[], found: string, script: string | null): boolean {
  const asked = wanted(keep);
  return asked.has(found) || (script !== null && asked.has(`${found}-${script}`));
}

/** The languages, or the one language in one script, that a code of `keep` asks for; none where it is no code. */
function languagesAsked(value: string): readonly string[] {
  if (!asksForScript(value)) return languagesOf(value);
  const [base = '', script = ''] = value.split('-');
  return scriptsOf.get(base)?.includes(script) ? [value] : [];
}

function asksForScript(value: string): boolean {
  return value.includes('-');
}
