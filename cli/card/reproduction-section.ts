import { formatByteSize } from '../../core/byte-size.ts';
import { filesText } from '../../quality/number-text.ts';
import type { StoredManifest } from '../../shards/catalogue.ts';
import type { LineageRecipe } from './lineage-recipe.ts';
import { markdownFence, markdownTable } from './markdown.ts';
import { recipeYaml } from './recipe-yaml.ts';

/** How to make the same bytes again, and the digests by which one sees that they are the same. */
export function reproductionSection({ manifest, sha256 }: StoredManifest, recipe: LineageRecipe | undefined): string[] {
  const { inputs, tokenizer, recipeSha256, codeSha256 } = manifest.lineage;
  const code = (text: string) => `\`${text}\``;
  const rows = [
    ['manifest', `version ${manifest.version}`, code(sha256)],
    ['recipe', '', code(recipeSha256)],
    ['code', '', code(codeSha256)],
    [
      'inputs',
      `${filesText(inputs.files)}, ${formatByteSize(inputs.bytes)}, listed in ${code(inputs.file)}`,
      code(inputs.sha256),
    ],
    ...(tokenizer === null ? [] : [['tokenizer', code(tokenizer.file), code(tokenizer.sha256)]]),
    ...(manifest.parent === null
      ? []
      : [['version before', `version ${manifest.parent.version}`, code(manifest.parent.sha256)]]),
  ];
  return [
    '## Making it again',
    'The same inputs, recipe and code give the same bytes, whatever the machine, threads and hosts. All digests are SHA-256.',
    markdownTable(['', '', 'SHA-256'], rows),
    ...(recipe === undefined
      ? []
      : [
          markdownFence('sh', `npx millrace build recipe.yaml\nnpx millrace verify ${manifest.dataset}`),
          'with this `recipe.yaml`, every default written out:',
          markdownFence('yaml', recipeYaml(recipe)),
        ]),
  ];
}
