import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Json } from '../core/canonical-json.ts';
import { comparedAnswers } from '../pipelines/dedup/compared-answers.ts';
import type { Dedup, TextDedup } from '../pipelines/dedup/dedup-stage.ts';
import type { ImageStage } from '../pipelines/images/image-stage.ts';
import { prepareStages, runStages } from '../pipelines/run-stages.ts';
import type { ComparedExample, Stage, StageExample } from '../pipelines/stage.ts';
import { stageAnswer } from '../pipelines/stage-answer.ts';

type Answer = Readonly<Record<string, Json>>;

/** A stage's examples as Markdown: each record and what the stage makes of it, run here and now. Empty for none. */
export async function exampleSection(stage: Stage | ImageStage): Promise<string[]> {
  if (!isTextStage(stage)) return [];
  const shown: string[] = [];
  // A model that has to be fetched shows nothing here.
  if (stage.kind === 'dedup' && stage.compares === 'embeddings') return [];
  if (stage.kind === 'dedup') for (const example of stage.examples ?? []) shown.push(comparedText(stage, example));
  else for (const example of stage.examples ?? []) shown.push(await exampleText(stage, example));
  return shown.length === 0 ? [] : [shown.length === 1 ? 'Example:' : 'Examples:', ...shown];
}

/** What a stage makes of an example of its own. Throws what zod throws where the parameters are none of the stage. */
export async function runExample(stage: Exclude<Stage, Dedup>, example: StageExample): Promise<Answer> {
  const folder = await mkdtemp(join(tmpdir(), 'millrace-example-'));
  try {
    for (const [name, content] of Object.entries(example.files ?? {}))
      await writeFile(join(folder, name), typeof content === 'string' ? content : await content());
    const parameters = stage.parameters.parse(withPaths(stage, example, folder));
    const bound = [{ stage, parameters }];
    await prepareStages(bound);
    const { text, format = 'text', metadata = {} } = example;
    const document = { id: 'a', text, format, source: 'a', label: null, metadata };
    return stageAnswer(stage, document, runStages(bound, document));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What a stage that compares records makes of those of an example of its own, in order. Throws as {@link runExample}. */
export function runComparedExample(stage: TextDedup, { records, parameters = {} }: ComparedExample): readonly Answer[] {
  const documents = records.map(({ text, metadata = {} }, index) => {
    const id = idOf(index);
    return { id, item: { id, text, format: 'text', source: id, label: null, metadata } as const };
  });
  return comparedAnswers(stage, stage.parameters.parse(parameters), documents);
}

function isTextStage(stage: Stage | ImageStage): stage is Stage {
  return !stage.kind.startsWith('image-');
}

function idOf(index: number): string {
  return String.fromCharCode(0x61 + index);
}

function withPaths({ files = [] }: Stage, { parameters = {} }: StageExample, folder: string): Record<string, Json> {
  const pathOf = (name: Json): Json => (Array.isArray(name) ? name.map(pathOf) : join(folder, String(name)));
  const given = files.flatMap((key) =>
    parameters[key] === undefined ? [] : [[key, pathOf(parameters[key])] as const],
  );
  return { ...parameters, ...Object.fromEntries(given) };
}

async function exampleText(stage: Exclude<Stage, Dedup>, example: StageExample): Promise<string> {
  const { text, metadata, files = {} } = example;
  const record = { text, ...(metadata === undefined ? {} : { metadata }) };
  const named = Object.entries(files).flatMap(([name, content]) =>
    typeof content === 'string' ? [`${name}: ${content}`] : [],
  );
  return fenced(stage, example, [...named, JSON.stringify(record)], [await runExample(stage, example)]);
}

function comparedText(stage: TextDedup, example: ComparedExample): string {
  const records = example.records.map((record, index) => JSON.stringify({ id: idOf(index), ...record }));
  return fenced(stage, example, records, runComparedExample(stage, example));
}

function fenced(
  { name }: Stage,
  { parameters }: StageExample | ComparedExample,
  inputs: readonly string[],
  answers: readonly Answer[],
): string {
  const written = parameters === undefined ? name : `${name}: ${JSON.stringify(parameters)}`;
  const shown = answers.map((answer) => `→ ${JSON.stringify(answer)}`);
  return ['```', `- ${written}`, ...inputs.map((input) => `  ${input}`), ...shown, '```'].join('\n');
}
