import { basename, dirname } from 'node:path';
import { languagesOf } from '../../core/language-code.ts';
import { htmlText } from '../../pipelines/extractors/extract-html.ts';
import { believedLanguage, openLanguageDetector } from '../../pipelines/language/detect-language.ts';
import { isProblem, parseFrame } from '../../pipelines/reader.ts';
import { findReader } from '../../pipelines/readers/readers.ts';
import type { Recipe } from '../../recipes/recipe.ts';
import { openSourceFile } from '../../storage/source-file.ts';
import type { InputFile } from '../../workers/planning/find-inputs.ts';

const [mostFiles, mostRecords] = [20, 20];

/** Texts of the first records of some files of a source, none where it cannot be read so; of pages what their elements hold. */
export interface SampledTexts {
  readonly texts: readonly string[];
  /** True where some are pages, which `extract-html` takes the text from. */
  readonly pages: boolean;
}

/** Reads the first 20 records of up to 20 files of a source, spread over all. */
export async function sampleTexts(
  { sources, limits }: Recipe,
  index: number,
  inputs: readonly InputFile[],
): Promise<SampledTexts> {
  const source = sources[index];
  const reader = source === undefined ? undefined : findReader(source.format);
  if (source === undefined || reader === undefined) throw new TypeError(`no reader of source ${index}`);
  const files = inputs.filter((input) => input.source === index);
  const step = Math.ceil(files.length / mostFiles);
  const texts: string[] = [];
  let pages = false;
  for (const { path, key, bytes } of files.filter((_, file) => file % step === 0)) {
    const opened = openSourceFile(path);
    const place = { key, folder: basename(dirname(path)) };
    const file = { fileBytes: bytes, range: opened.range };
    let records = 0;
    try {
      const input = { ...place, firstLine: 1, pieces: opened.read(), file };
      reading: for await (const frames of reader.frames(input, limits, source.options))
        for (const frame of frames) {
          if (records++ >= mostRecords) break reading;
          const parsed = await parseFrame(reader, frame, place, source.options, limits);
          if (isProblem(parsed)) continue;
          const page = parsed.format === 'html';
          pages ||= page;
          texts.push(page ? htmlText(parsed.text, 'text') : parsed.text);
        }
    } finally {
      await opened.close();
    }
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
