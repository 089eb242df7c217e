import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTokenizer } from '../../../pipelines/tokenizers/open-tokenizer.ts';
import { workKeys } from '../../../workers/planning/plan.ts';
import { plannedBuild } from './planned-build.ts';
import { runJobs } from './run-jobs.ts';

const lines = (text: string): string =>
  Array.from({ length: 30 }, (_, index) => JSON.stringify({ id: `d${index}`, text })).join('\n');
const recipe = (special: string): string => `sources: [ { format: jsonl, path: list.jsonl, id: id } ]
tokenizer: { train: { vocabulary: 280${special} } }
pack: { length: 64 }
`;

async function trainedTokenizer(t: Parameters<typeof plannedBuild>[0], text: string, special: string) {
  const build = await plannedBuild(t, { 'list.jsonl': lines(text) }, recipe(special), 'text');
  await runJobs(build);
  const bytes = await build.storage.get(workKeys.output(build.folder, 'train-tokenizer', 0, 'tokenizer.json'));
  return { json: JSON.parse(new TextDecoder().decode(bytes)), build: build.plan.build };
}

test('special tokens are one token each, and no word crosses or counts them', async (t) => {
  const marked = '<|im_start|>user\nThe mill<|im_end|>\nThe mill';
  const { json, build } = await trainedTokenizer(t, marked, ', special: ["<|im_start|>", "<|im_end|>"]');
  const tokenizer = openTokenizer(JSON.stringify(json));
  assert.deepEqual([...tokenizer.encode('<|im_start|><|im_end|>')], [1, 2]);
  const plain = await trainedTokenizer(t, marked.replaceAll(/<\|\w+\|>/g, ' .'), '');
  assert.notEqual(plain.build, build);
  const merged = json.model.merges.map((pair: string[]) => pair.join(''));
  assert.ok(merged.includes('mill') || merged.includes('Ġmill'), merged.join(' '));
  for (const merge of merged) assert.doesNotMatch(merge, /[<|_]|im/, 'nothing is learned from a special token');
});

test('special tokens are named once, and there is room for them', async (t) => {
  for (const [special, at] of [
    [', special: ["[MASK]", "[MASK]"]', 'tokenizer.train.special[1]'],
    [', special: ["<|endoftext|>"]', 'tokenizer.train.special[0]'],
    [`, special: [${Array.from({ length: 24 }, (_, index) => `"<${index}>"`).join()}]`, 'tokenizer.train.vocabulary'],
  ] as const) {
    await assert.rejects(
      plannedBuild(t, { 'list.jsonl': lines('x') }, recipe(special), 'text'),
      (error: Error) => error.message.includes(at),
      at,
    );
  }
});
