import { setImmediate } from 'node:timers/promises';
import { errorToData } from '../../core/errors.ts';
import { unitVector } from '../../pipelines/dedup/unit-vectors.ts';
import { openBackend } from '../../training/backend/open-backend.ts';
import { type Embedder, openEmbedder } from '../../training/embedding/embedder.ts';
import { readyMiniLm } from '../../training/embedding/ready-minilm.ts';
import { readSentenceModel } from '../../training/embedding/sentence-model.ts';
import type { FromEmbedding, ToEmbedding } from './protocol.ts';

// Entry of a process that embeds texts: TensorFlow loads once in a process, on its main thread. It ends with its parent.
const [, , folder = ''] = process.argv;

process.title = 'millrace-embed';
process.on('disconnect', () => process.exit(0));
process.on('SIGINT', () => undefined);

const send = (message: FromEmbedding): void => {
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
};

try {
  const { env } = process;
  const backend = await openBackend({ device: 'cpu', threads: 1, env });
  const embedder = openEmbedder(backend, await readSentenceModel(folder === '' ? await readyMiniLm(env) : folder));
  // The model as it was read is as large as TensorFlow's copy of it, and nothing here would make V8 look for it: TensorFlow
  // gives back what it was fed between two turns.
  await setImmediate();
  globalThis.gc?.();
  process.on('message', ({ texts }: ToEmbedding) => send(answer(embedder, texts)));
  send({ type: 'ready', width: embedder.width });
} catch (error) {
  send({ type: 'failed', error: errorToData(error) });
}

function answer({ embed, width }: Embedder, texts: readonly string[]): FromEmbedding {
  try {
    const numbers = new Int16Array(texts.length * width);
    for (const [index, text] of texts.entries()) numbers.set(unitVector(embed(text)), index * width);
    return { type: 'vectors', numbers };
  } catch (error) {
    return { type: 'failed', error: errorToData(error) };
  }
}
