import type { SeenFiles } from './seen-files.ts';

/** A source as a recipe names it; `column` holds the text, null where the format has one of its own. */
export interface NamedSource extends SeenFiles {
  readonly column: string | null;
}

export interface ChosenStages {
  /** Null for none, and for images. */
  readonly preset: string | null;
  /** True where some records are pages. */
  readonly pages: boolean;
}

/** A recipe in YAML, with comments, that reads the sources. */
export function recipeText(dataset: string, sources: readonly NamedSource[], stages: ChosenStages): string {
  const image = sources[0]?.kind === 'image';
  return [
    '# Every key: docs/recipes.md. Every stage and preset with its parameters: docs/stages.md.',
    'version: 1',
    `dataset: ${JSON.stringify(dataset)}`,
    `kind: ${image ? 'image' : 'text'}`,
    'sources: # paths are relative to the folder of this file',
    ...sources.map((source) => `  - ${sourceText(source)}`),
    'stages: # in order',
    ...(image ? imageStages : textStages(stages)),
    ...(image
      ? []
      : [
          '# Token shards for training, beside the documents:',
          '# tokenizer: { train: { vocabulary: 8000 } }',
          '# pack: { length: 1024 }',
        ]),
    '# What a version must keep to become the latest:',
    '# gates:',
    '#   - { metric: kept.ratio, min: 0.5 }',
    '',
  ].join('\n');
}

function sourceText({ format, path, column, kind }: NamedSource): string {
  const content = column === 'html' ? ', content: html' : '';
  const more =
    kind === 'image' ? ', label: folder' : column === null ? '' : `, text: ${JSON.stringify(column)}${content}`;
  return `{ format: ${format}, path: ${JSON.stringify(path)}${more} }`;
}

const imageStages = [
  '  - check-image: { minSide: 16 } # drops what is broken or smaller',
  '  - dedup-exact',
  '  - dedup-image: { hash: phash, maxDistance: 4 } # copies that were resized or compressed again',
];

function textStages({ preset, pages }: ChosenStages): readonly string[] {
  return [
    ...(pages ? ['  - extract-html # the main text of pages'] : []),
    ...(preset === 'code' ? [] : ['  - normalize']),
    ...(preset === null
      ? ['  # - preset: en-fineweb # or zh, zh-en, code: filters of quality']
      : [`  - preset: ${preset} # filters of quality`]),
    '  - dedup-exact',
    '  - dedup-minhash # texts that are nearly the same',
  ];
}
