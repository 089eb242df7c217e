import { z } from 'zod';
import type { ImageStage } from '../pipelines/images/image-stage.ts';
import type { Stage } from '../pipelines/stage.ts';
import type { SourceFormat } from './recipe-schema.ts';

interface Property {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly items?: Property;
  readonly prefixItems?: readonly Property[];
  readonly anyOf?: readonly Property[];
  readonly oneOf?: readonly Property[];
  readonly default?: unknown;
  readonly description?: string;
}

const kinds: Readonly<Record<Stage['kind'] | ImageStage['kind'], string>> = {
  transform: 'A transform: rewrites a record, and may drop it.',
  filter: 'A filter: keeps or drops a record by what it measures.',
  dedup: 'A dedup: compares records with each other.',
  'image-transform': 'A transform: rewrites an image, and may drop it.',
  'image-filter': 'A filter: keeps or drops an image by what it measures.',
  'image-dedup': 'A dedup: compares images with each other.',
};

/** Stages and source formats of one kind of records. */
export interface ReferenceChoices {
  readonly stages: readonly (Stage | ImageStage)[];
  readonly formats: readonly SourceFormat[];
}

/** `docs/stages.md`: every stage and source format with its parameters, from the code that runs them. */
export function stageReference({ text, image }: Readonly<Record<'text' | 'image', ReferenceChoices>>): string {
  return [
    '# Stages and sources',
    'Generated from the code by `node dist/recipes/generate.js`; a test holds this file to it.',
    'A stage stands in a recipe by its name alone, or with parameters: `- gopher-quality: { minWords: 20 }`. Recipes of `kind: text` name those of documents, recipes of `kind: image` those of images.',
    '## Stages of documents',
    ...text.stages.flatMap(stageSection),
    '## Sources of documents',
    'Beside `format` and `path`, a source takes the options of its format.',
    ...text.formats.flatMap(formatSection),
    '## Stages of images',
    ...image.stages.flatMap(stageSection),
    '## Sources of images',
    ...image.formats.flatMap(formatSection),
  ]
    .join('\n\n')
    .concat('\n');
}

function formatSection({ format, summary, options }: SourceFormat): string[] {
  return [`### ${format}`, summary, parameterTable(options, 'option')];
}

function stageSection(stage: Stage | ImageStage): string[] {
  return [
    `### ${stage.name}`,
    `${stage.summary} *${kinds[stage.kind]}*`,
    ...(stage.citation === undefined ? [] : [`Source: ${stage.citation}`]),
    parameterTable(stage.parameters, 'parameter'),
  ];
}

/** A Markdown table of a zod object's keys: type, default, description. */
export function parameterTable(schema: z.ZodType, noun: string): string {
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input' });
  const rows = Object.entries(properties as Readonly<Record<string, Property>>).map(
    ([name, property]) =>
      `| \`${name}\` | ${cell(typeText(property))} | ${cell(defaultText(property))} | ${cell(property.description ?? '')} |`,
  );
  if (rows.length === 0) return `It takes no ${noun}s.`;
  return [`| ${noun} | type | default | meaning |`, '|---|---|---|---|', ...rows].join('\n');
}

function typeText(property: Property): string {
  if (property.enum !== undefined) return property.enum.map((value) => `\`${String(value)}\``).join(' or ');
  if (property.const !== undefined) return `\`${String(property.const)}\``;
  if (property.oneOf !== undefined) return 'map';
  if (property.anyOf !== undefined) return property.anyOf.map(typeText).join(' or ');
  if (property.prefixItems !== undefined) return `[${property.prefixItems.map(typeText).join(', ')}]`;
  if (property.items !== undefined) return `list of ${typeText(property.items)}`;
  return typeof property.type === 'string' ? property.type : (property.type ?? ['any']).join(' or ');
}

function defaultText(property: Property): string {
  return property.default === undefined ? '' : `\`${JSON.stringify(property.default)}\``;
}

// A bar inside a cell would end it.
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
