import { openTokenizer } from '../../pipelines/tokenizers/open-tokenizer.ts';
import type { StoredManifest } from '../../shards/catalogue.ts';
import { type NotedText, openNotedTextReader } from '../../shards/noted-texts.ts';
import { groupsOf } from '../../shards/row-file.ts';
import type { Storage } from '../../storage/storage.ts';
import type { Cursor } from '../../streaming/cursor.ts';
import { shardsOf } from '../../streaming/sample-group.ts';
import type { TrainingEngine } from '../engine.ts';
import type { Objective } from '../objective.ts';
import type { TokenRunConfig } from '../run-config.ts';
import { tokenModel } from '../run-model.ts';
import { judgeAnswers } from './judge-answers.ts';
import type { Scores } from './scores.ts';

/** A run that answers questions, and the split that it is judged on. */
export interface AnsweringRun {
  readonly storage: Storage;
  readonly version: StoredManifest;
  readonly config: TokenRunConfig;
  readonly engine: TrainingEngine;
  readonly objective: Objective;
  /** The beginning of the split's stream. */
  readonly start: Cursor;
}

/** `exactMatch` and `f1` of a run's answers to all questions of a split. Reads one row group at a time. */
export async function answersOfRun(run: AnsweringRun): Promise<Scores> {
  const { storage, version, config, engine, objective, start } = run;
  const { manifest } = version;
  const { overlap = null, mostAnswerTokens = 30, unanswerable = false } = config.settings.objective.parameters;
  if (manifest.lineage.tokenizer === null || objective.reads !== 'tokens') throw new Error('a run without tokens');
  const json = await storage.get(`${manifest.dataset}/${manifest.lineage.tokenizer.file}`);
  async function* documents(): AsyncGenerator<readonly NotedText[], void, undefined> {
    for (const { file } of shardsOf(manifest, 'documents', start.split))
      yield* groupsOf(await openNotedTextReader(storage, `${manifest.dataset}/${file}`));
  }
  return judgeAnswers(documents(), {
    ...{ engine, objective, architecture: tokenModel(config).architecture, cursor: start },
    tokenizer: openTokenizer(new TextDecoder().decode(json)),
    shape: { length: config.length, overlap: overlap as number | null },
    mostAnswerTokens: mostAnswerTokens as number,
    unanswerable: unanswerable as boolean,
  });
}
