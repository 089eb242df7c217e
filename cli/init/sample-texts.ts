import { languagesOf } from '../../core/language-code.ts';
import { htmlText } from '../../pipelines/extractors/extract-html.ts';
import { believedLanguage, openLanguageDetector } from '../../pipelines/language/detect-language.ts';
import { isProblem } from '../../pipelines/reader.ts';
import type { Recipe, RecipeSource } from '../../recipes/recipe.ts';
import type { InputFile } from '../../workers/planning/find-inputs.ts';
import { sampledRecords } from '../check/sampled-records.ts';

const [mostRecords, recordsOfFile] = [400, 20];

/** Texts of the first records of some files of a source, none where it cannot be read so; of pages what their elements hold. */
export interface SampledTexts {
  readonly texts: readonly string[];
  /** True where some are pages, which `extract-html` takes the text from. */
  readonly pages: boolean;
}

/** Reads the first records of some files of a source, spread over all. */
export async function sampleTexts(
  { sources, limits }: Recipe,
  index: number,
  inputs: readonly InputFile[],
): Promise<SampledTexts> {
  const source = sources[index] as RecipeSource;
  const files = inputs.filter((input) => input.source === index);
  const texts: string[] = [];
  let pages = false;
  const most = Math.min(mostRecords, recordsOfFile * files.length);
  for await (const { parsed } of sampledRecords(source, files, { limits, most })) {
    if (isProblem(parsed)) continue;
    const page = parsed.format === 'html';
    pages ||= page;
    texts.push(page ? htmlText(parsed.text, 'text') : parsed.text);
  }
  return { texts, pages };
}

/** The preset for the languages of some texts; undefined where most are neither English nor Chinese. */
export async function presetOf(texts: readonly string[]): Promise<string | undefined> {
  const detect = await openLanguageDetector();
  const languages = texts.map((text) => believedLanguage(detect(text)));
  const chinese = languages.filter((language) => languagesOf('zh').includes(language)).length;
  const english = languages.filter((language) => language === 'en').length;
  const both = chinese + english;
  if (both === 0 || both * 2 < languages.length) return undefined;
  if (chinese >= both * 0.9) return 'zh';
  return english >= both * 0.9 ? 'en-fineweb' : 'zh-en';
}
