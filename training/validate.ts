import type { TrainingEngine } from './engine.ts';
import type { RunFeed } from './run-feed.ts';

/** What a model gives over a part of a stream, without dropout. */
export interface Judged {
  /** Sum of the losses over `targets` tokens or samples, in nats. */
  readonly lossSum: number;
  readonly targets: number;
  readonly samples: number;
  /** [judged samples × classes] and the place of each one's class; empty where the objective gives no logits. */
  readonly logits: Float32Array;
  readonly labels: Int32Array;
}

/** Runs a model over the feed's first `batches` batches, or over all of its epoch. Costs their logits in memory. */
export async function judge(
  engine: Pick<TrainingEngine, 'evaluate'>,
  feed: RunFeed,
  batches = Number.POSITIVE_INFINITY,
): Promise<Judged> {
  const logits: Float32Array[] = [];
  const labels: Int32Array[] = [];
  const sum = { lossSum: 0, targets: 0, samples: 0 };
  let done = 0;
  if (batches <= 0) return { ...sum, logits: new Float32Array(0), labels: new Int32Array(0) };
  for await (const { inputs, samples, labels: classes } of feed.batches()) {
    for (const part of inputs) {
      const outputs = engine.evaluate(part);
      sum.lossSum += outputs['lossSum']?.[0] ?? Number.NaN;
      sum.targets += part.targets;
      if (outputs['logits'] === undefined) continue;
      const width = outputs['logits'].length / feed.batchSamples;
      logits.push(outputs['logits'].slice(0, samples * width));
      labels.push(classes.slice(0, samples));
    }
    sum.samples += samples;
    if (++done >= batches) break;
    // Messages to this process, such as a request to stop, are taken between batches.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { ...sum, logits: joined(logits, Float32Array), labels: joined(labels, Int32Array) };
}

function joined<T extends Float32Array | Int32Array>(parts: readonly T[], kind: new (length: number) => T): T {
  const all = new kind(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
