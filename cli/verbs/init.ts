import { type Command, Option } from 'commander';
import { MillraceError } from '../../core/errors.ts';
import { exitCode } from '../exit-code.ts';
import type { NamedSource } from '../init/recipe-text.ts';
import type { SampledTexts } from '../init/sample-texts.ts';
import { runs, verb } from '../verb.ts';

interface InitOptions {
  readonly out: string;
  readonly preset?: string;
  readonly force?: boolean;
}

/** Names under which tables hold their text, in the order in which they are tried. */
const columns = ['text', 'content', 'body', 'article', 'document', 'markdown', 'code', 'html', '正文', '内容', '文本'];
const tables = new Set(['jsonl', 'csv', 'tsv', 'parquet', 'arrow']);

/** `init DATA...`: looks at files and writes a recipe for them, which a build takes as it is. */
export function initVerb(): Command {
  const command = verb('init', 'Look at files and write a recipe for them', [
    'init documents',
    'init 语料 --preset zh --out zh.yaml',
    'init photographs --out photographs.yaml --force',
  ])
    .argument('<data...>', 'files and folders; of text, code and images, the kind with the most files counts')
    .option('--out <file>', 'the recipe to write', 'recipe.yaml')
    .addOption(
      new Option('--preset <name>', 'filters for the texts; without it, by the language of some of them').choices([
        ...['en-fineweb', 'zh', 'zh-en', 'code'],
      ]),
    )
    .option('--force', 'write over a recipe that is there');
  return runs<InitOptions>(command, async ({ out, preset: asked, force }, output, ...places) => {
    const { existsSync, writeFileSync } = await import('node:fs');
    const { basename, dirname, extname, resolve } = await import('node:path');
    const { seenFiles } = await import('../init/seen-files.ts');
    const { recipeText } = await import('../init/recipe-text.ts');
    const { presetOf, sampleTexts } = await import('../init/sample-texts.ts');
    const { filesText } = await import('../../quality/number-text.ts');
    const { shellWord } = await import('../shell-word.ts');
    const { parseRecipe } = await import('../../recipes/parse-recipe.ts');
    const { recipeSchema } = await import('../../recipes/recipe-schema.ts');
    const { recordChoices } = await import('../../recipes/record-choices.ts');
    const { models } = await import('../../training/models/registry.ts');
    const { objectives } = await import('../../training/objectives/registry.ts');
    const { findInputs } = await import('../../workers/planning/find-inputs.ts');
    if (existsSync(out) && force !== true)
      throw new MillraceError('recipe-exists', `expected no file, found ${out}`, {
        ...{ kind: 'usage', at: '--out', hint: 'add --force to write over it, or name another with --out' },
      });
    const folder = resolve(dirname(out));
    const seen = await seenFiles(places, folder);
    const counts = new Map<string, number>();
    for (const { kind, files } of seen) counts.set(kind, (counts.get(kind) ?? 0) + files);
    const kind = [...counts].reduce((most, each) => (each[1] > most[1] ? each : most))[0];
    const dataset = datasetName(basename(resolve(places[0] ?? '.'), extname(places[0] ?? '')));
    const schema = recipeSchema(recordChoices, { models, objectives });
    const parse = (text: string) => parseRecipe(text, out, [], schema);
    const sources: NamedSource[] = [];
    const texts: string[] = [];
    let pages = false;
    for (const each of seen.filter((group) => group.kind === kind)) {
      let found: SampledTexts = { texts: [], pages: false };
      let column: string | null = null;
      for (const name of kind === 'image' ? [] : tables.has(each.format) ? columns : [null]) {
        const recipe = parse(recipeText(dataset, [{ ...each, column: name }], { preset: null, pages: false }));
        found = await sampleTexts(recipe, 0, await findInputs(recipe, folder));
        column = name;
        if (found.texts.length > 0) break;
      }
      if (kind !== 'image' && found.texts.length === 0)
        throw new MillraceError('no-text', `${each.path}: no record that was tried has a text`, {
          kind: 'usage',
          at: each.path,
          hint: `expected ${tables.has(each.format) ? `a column ${columns.join(', ')}` : `readable ${each.format}`}; a recipe names another as text: NAME, see docs/text-sources.md`,
        });
      sources.push({ ...each, column });
      texts.push(...found.texts);
      pages ||= found.pages;
    }
    const preset = kind === 'image' ? null : (asked ?? (kind === 'code' ? 'code' : ((await presetOf(texts)) ?? null)));
    const text = recipeText(dataset, sources, { preset, pages });
    parse(text);
    writeFileSync(out, text, { flag: force === true ? 'w' : 'wx' });
    output.line(`${out}: dataset ${dataset}, ${kind}${preset === null ? '' : `, preset ${preset}`}`);
    for (const { path, files, kind: other } of seen)
      output.line(`  ${path}: ${filesText(files)}${other === kind ? '' : `, left out (${other})`}`);
    const word = shellWord(out);
    for (const line of ['Next:', `  npx millrace check ${word}`, `  npx millrace build ${word}`]) output.line(line);
    await output.result({ recipe: out, dataset, kind, preset, sources });
    return exitCode.ok;
  });
}

function datasetName(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[^a-z0-9]+/, '')
    .slice(0, 100)
    .replace(/[^a-z0-9]+$/, '');
  return plain === '' ? 'dataset' : plain;
}
