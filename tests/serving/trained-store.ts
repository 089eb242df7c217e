import type { TestContext } from 'node:test';
import { openLocalFolder } from '../../storage/local-folder.ts';
import type { Storage } from '../../storage/storage.ts';
import { sentinelsNeeded } from '../../training/objectives/span-corruption.ts';
import { recordRun } from '../../training/runs/run-record.ts';
import { train } from '../../training/train.ts';
import { temporaryFolder } from '../storage/temporary-folder.ts';
import { commitSynthetic, labelledDocuments, tokenizer } from '../streaming/synthetic-version.ts';
import { sampleRun } from '../training/runs/sample-run.ts';

const adapters = { rank: 4, alpha: 32, targets: ['h.*.attn.c_attn.weight', 'h.*.mlp.c_fc.weight'] };

const promptTokens = 4;

/** Most tokens of a text of the runs below. */
export const positions = 300;

const objectives = {
  writer: { name: 'causal', parameters: {} },
  judge: { name: 'classify', parameters: {} },
  adapted: { name: 'causal', parameters: {} },
  prompted: { name: 'causal', parameters: {} },
  filler: { name: 'span-corruption', parameters: {} },
} as const;

const sentinels = Array.from({ length: sentinelsNeeded({}, positions) }, (_, k) => tokenizer.vocabularySize + k);
const gaps = { sentinels, vocabulary: tokenizer.vocabularySize + sentinels.length };

/**
 * A store with the tiny runs `names`, trained for some steps, on the processor: `writer` writes texts, `judge` sorts them;
 * `adapted` trains LoRA's adapters alone, `prompted` states before the text; `filler` is a
 * T5 that fills gaps.
 */
export async function trainedStore(
  test: TestContext,
  names: readonly (keyof typeof objectives)[],
): Promise<{ readonly folder: string; readonly storage: Storage }> {
  const folder = temporaryFolder(test);
  const storage = openLocalFolder(folder);
  const documents = [labelledDocuments(24, ['spam', 'ham'])];
  const { sha256 } = await commitSynthetic(storage, {
    ...{ dataset: 'mail', sequences: [8], length: positions, documents },
  });
  for (const run of names) {
    await recordRun(storage, `runs/${run}`, {
      ...{ ...sampleRun, run, length: positions },
      ...(run === 'filler' ? gaps : { vocabulary: tokenizer.vocabularySize }),
      positions: positions + (run === 'prompted' ? promptTokens : 0),
      data: { dataset: 'mail', version: 1, manifestSha256: sha256 },
      settings: {
        ...{ ...sampleRun.settings, name: run, objective: objectives[run], device: 'cpu' },
        model: { name: run === 'filler' ? 't5' : 'gpt', parameters: { layers: 2, heads: 2, width: 16 } },
        ...(run === 'prompted' ? { tune: { prompt: { tokens: promptTokens } } } : {}),
        ...(run === 'adapted' ? { tune: { lora: adapters }, learningRate: 0.1 } : {}),
        ...{ steps: 3, batch: 2, warmupSteps: 1, evaluateEvery: 0, checkpointEvery: 3 },
      },
    });
    await train({
      ...{ storage, run, env: process.env, threads: 1, signal: new AbortController().signal },
      ...{ onPage: () => undefined, onProgress: () => undefined },
    });
  }
  return { folder, storage };
}
