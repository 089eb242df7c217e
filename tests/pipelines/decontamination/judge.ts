import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { Document } from '../../../core/document.ts';
import { decontaminate } from '../../../pipelines/decontamination/decontaminate.ts';
import { prepareStages, runStages, type StageOutcome } from '../../../pipelines/run-stages.ts';
import { temporaryFolder } from '../../storage/temporary-folder.ts';

/** Writes rows as a test set, and gives its path. */
export function testSet(test: TestContext, rows: readonly object[], name = 'test.jsonl'): string {
  const path = join(temporaryFolder(test), name);
  writeFileSync(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  return path;
}

/** What runs texts through the stage with some parameters. */
export async function openJudge(parameters: Record<string, unknown>): Promise<(text: string) => StageOutcome> {
  const bound = [{ stage: decontaminate, parameters: decontaminate.parameters.parse(parameters) }];
  await prepareStages(bound);
  return (text) => runStages(bound, documentOf(text));
}

export function documentOf(text: string): Document {
  return { id: 'a', text, format: 'text', source: 'a', label: null, metadata: {} };
}
