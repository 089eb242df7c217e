import { z } from 'zod';
import { presetReference } from './preset-reference.js';
import { exampleSection } from './stage-examples.js';
const kinds = {
    transform: 'A transform: rewrites a record, and may drop it.',
    filter: 'A filter: keeps or drops a record by what it measures.',
    dedup: 'A dedup: compares records with each other.',
    'image-transform': 'A transform: rewrites an image, and may drop it.',
    'image-filter': 'A filter: keeps or drops an image by what it measures.',
    'image-dedup': 'A dedup: compares images with each other.',
};
/** `docs/stages.md`: every stage and source format with its parameters and examples, from the code, which runs them. */
export async function stageReference({ text, image, }) {
    return [
        '# Stages and sources',
        'Generated from the code by `node dist/recipes/generate.js`; a test holds this file to it.',
        'A stage stands in a recipe by its name alone, or with parameters: `- gopher-quality: { minWords: 20 }`. Recipes of `kind: text` name those of documents, recipes of `kind: image` those of images.',
        'Beside its name, a stage of documents may have `when`, and then runs on documents whose metadata columns have one of the values, or none of those after `not`: `- gopher-quality: { minWords: 20 }` with `when: { language: [en, de] }` or `when: { language: { not: zh } }` below it. All others pass it by. The column is one that the source names in `metadata`, or that a stage before has written.',
        'A preset stands for several stages: [Presets](#presets).',
        '## Stages of documents',
        ...(await stageSections(text.stages)),
        '## Presets',
        ...presetReference(text.presets ?? []),
        '## Sources of documents',
        'Beside `format` and `path`, a source takes the options of its format.',
        ...text.formats.flatMap(formatSection),
        '## Stages of images',
        ...(await stageSections(image.stages)),
        '## Sources of images',
        ...image.formats.flatMap(formatSection),
    ]
        .join('\n\n')
        .concat('\n');
}
function formatSection({ format, summary, options }) {
    return [`### ${format}`, summary, parameterTable(options, 'option')];
}
async function stageSections(stages) {
    const sections = [];
    for (const stage of stages)
        sections.push(...stageSection(stage), ...(await exampleSection(stage)));
    return sections;
}
function stageSection(stage) {
    return [
        `### ${stage.name}`,
        `${stage.summary} *${kinds[stage.kind]}*`,
        ...(stage.citation === undefined ? [] : [`Source: ${stage.citation}`]),
        parameterTable(stage.parameters, 'parameter'),
    ];
}
/** A Markdown table of a zod object's keys: type, default, description. */
export function parameterTable(schema, noun) {
    const { properties = {} } = z.toJSONSchema(schema, { io: 'input' });
    const rows = Object.entries(properties).map(([name, property]) => `| \`${name}\` | ${cell(typeText(property))} | ${cell(defaultText(property))} | ${cell(property.description ?? '')} |`);
    if (rows.length === 0)
        return `It takes no ${noun}s.`;
    return [`| ${noun} | type | default | meaning |`, '|---|---|---|---|', ...rows].join('\n');
}
function typeText(property) {
    if (property.enum !== undefined)
        return property.enum.map((value) => `\`${String(value)}\``).join(' or ');
    if (property.const !== undefined)
        return `\`${String(property.const)}\``;
    if (property.oneOf !== undefined)
        return 'map';
    if (property.anyOf !== undefined)
        return property.anyOf.map(typeText).join(' or ');
    if (property.prefixItems !== undefined)
        return `[${property.prefixItems.map(typeText).join(', ')}]`;
    if (property.items !== undefined)
        return `list of ${typeText(property.items)}`;
    return typeof property.type === 'string' ? property.type : (property.type ?? ['any']).join(' or ');
}
function defaultText(property) {
    return property.default === undefined ? '' : `\`${JSON.stringify(property.default)}\``;
}
// A bar inside a cell would end it.
function cell(text) {
    return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
//# sourceMappingURL=stage-reference.js.map