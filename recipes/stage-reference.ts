import { z } from 'zod';
import type { Stage } from '../pipelines/stage.ts';
import type { SourceFormat } from './recipe-schema.ts';

interface Property {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly items?: Property;
  readonly anyOf?: readonly Property[];
  readonly default?: unknown;
  readonly description?: string;
}

const kinds: Readonly<Record<Stage['kind'], string>> = {
  transform: 'rewrites a record, and may drop it',
  filter: 'keeps or drops a record by what it measures',
  dedup: 'compares records with each other',
};

/** `docs/stages.md`: every stage and source format with its parameters, from the code that runs them. */
export function stageReference(stages: readonly Stage[], formats: readonly SourceFormat[]): string {
  return [
    '# Stages and sources',
    'Generated from the code by `node dist/recipes/generate.js`; a test holds this file to it.',
    'A stage stands in a recipe by its name alone, or with parameters: `- gopher-quality: { minWords: 20 }`.',
    '## Stages',
    ...stages.flatMap(stageSection),
    '## Sources',
    'Beside `format` and `path`, a source takes the options of its format.',
    ...formats.flatMap(({ format, summary, options }) => [`### ${format}`, summary, parameterTable(options, 'option')]),
  ]
    .join('\n\n')
    .concat('\n');
}

function stageSection(stage: Stage): string[] {
  return [
    `### ${stage.name}`,
    `${stage.summary} *A ${stage.kind}: ${kinds[stage.kind]}.*`,
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
  if (property.anyOf !== undefined) return property.anyOf.map(typeText).join(' or ');
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
