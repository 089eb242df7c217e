import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { millChats } from '../../examples/instruct/mill-chats.ts';
import { millQuestions } from '../../examples/qa/mill-questions.ts';
import { writeSpans } from '../../pipelines/chat/answer-spans.ts';
import { countWords } from '../../pipelines/tokenizers/count-words.ts';
import { openTokenizer } from '../../pipelines/tokenizers/open-tokenizer.ts';
import { tokenizerJson } from '../../pipelines/tokenizers/tokenizer-json.ts';
import { trainBpe } from '../../pipelines/tokenizers/train-bpe.ts';
import { loadRecipe } from '../../recipes/load-recipe.ts';
import type { StoredDocument } from '../../shards/documents.ts';
import { openLocalFolder } from '../../storage/local-folder.ts';
import { packageRoot } from '../../storage/package-root.ts';
import { evaluateRun } from '../../training/evaluate-run.ts';
import { recordRun } from '../../training/runs/run-record.ts';
import { train } from '../../training/train.ts';
import { temporaryFolder } from '../storage/temporary-folder.ts';
import { commitSynthetic } from '../streaming/synthetic-version.ts';
import { sampleRun } from '../training/runs/sample-run.ts';
import { testWithTensorFlow } from '../training/test-backend.ts';

const root = (path: string): string => fileURLToPath(new URL(path, packageRoot));
const lines = (rows: readonly object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

test('the files of the examples are those that their programs write', async () => {
  assert.equal(readFileSync(root('examples/qa/questions.jsonl'), 'utf8'), lines(millQuestions(480)));
  assert.equal(readFileSync(root('examples/instruct/chats.jsonl'), 'utf8'), lines(millChats(300)));
  for (const { context, answers } of millQuestions(480)) {
    const [start = -1] = answers.answer_start;
    assert.ok(context.startsWith(answers.text[0] ?? '?', start));
  }
});

test('the examples are recipes that train and judge', async () => {
  const qa = await loadRecipe(root('examples/qa/qa.yaml'));
  assert.deepEqual(
    qa.training.train.map(({ objective }) => objective.name),
    ['answer'],
  );
  assert.deepEqual(qa.training.evaluate[0]?.metrics, ['loss', 'exactMatch', 'f1']);
  const instruct = await loadRecipe(root('examples/instruct/instruct.yaml'));
  assert.deepEqual(
    instruct.training.train.map(({ objective }) => objective.name),
    ['causal', 'instruct'],
  );
});

/** The example's questions as the stage `question` writes them. */
function documentsOf(from: number, to: number): readonly StoredDocument[] {
  return millQuestions(to)
    .slice(from)
    .map(({ id, context, question, answers }): StoredDocument => {
      const [start = 0] = answers.answer_start;
      const spans = writeSpans(context, [[start, start + (answers.text[0] ?? '').length]]);
      const place = { source: 'questions.jsonl', label: null, parent: null };
      return { id, text: context, ...place, metadata: { question, answers: spans } };
    });
}

testWithTensorFlow('a small encoder finds answers in texts that it has not seen', async (_, t) => {
  const storage = openLocalFolder(temporaryFolder(t));
  const length = 96;
  const documents = [documentsOf(0, 420)];
  const holdoutDocuments = documentsOf(420, 460);
  const counts = new Map<string, number>();
  countWords(
    millQuestions(300).flatMap(({ context, question }) => [context, question]),
    counts,
  );
  const json = tokenizerJson(trainBpe(counts, { vocabulary: 600, specials: ['<|endoftext|>'], minFrequency: 2 }));
  const { sha256 } = await commitSynthetic(storage, {
    tokenizerJson: json,
    dataset: 'qa',
    sequences: [1],
    length,
    documents,
    holdoutDocuments,
  });
  const model = { name: 'bert', parameters: { layers: 2, heads: 2, width: 64, mlpRatio: 2, segments: 2, head: false } };
  await recordRun(storage, 'runs/qa', {
    ...{ ...sampleRun, run: 'qa', length, positions: length, vocabulary: openTokenizer(json).vocabularySize },
    data: { dataset: 'qa', version: 1, manifestSha256: sha256 },
    settings: {
      ...{ ...sampleRun.settings, model, objective: { name: 'answer', parameters: {} }, device: 'cpu' },
      ...{ steps: 300, batch: 24, warmupSteps: 20, learningRate: 0.003, evaluateEvery: 300, checkpointEvery: 300 },
    },
  });
  const first: number[] = [];
  const common = { storage, run: 'qa', env: process.env, threads: 1 };
  const result = await train({
    ...common,
    ...{ onPage: () => undefined, signal: new AbortController().signal },
    onProgress: ({ step, loss }) => {
      if (step === 1 && loss !== null) first.push(loss);
    },
  });
  const asked = { metrics: [], against: null, device: null, onProgress: () => undefined } as const;
  const told = await evaluateRun({ ...common, ...asked, on: 'holdout' });
  t.diagnostic(JSON.stringify({ first: first[0], loss: result.loss, ...told.metrics }));
  assert.ok(result.loss < 0.3 * (first[0] ?? 0), `${first[0]} to ${result.loss}`);
  assert.equal(told.samples, 40);
  assert.ok((told.metrics['exactMatch'] ?? 0) >= 0.6, JSON.stringify(told.metrics));
  assert.ok((told.metrics['f1'] ?? 0) >= (told.metrics['exactMatch'] ?? 1));
});
