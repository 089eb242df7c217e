import { countText } from '../../quality/number-text.ts';
import { streamingSha256 } from '../../storage/digest.ts';
import type { Batch } from '../../streaming/batch.ts';

/** What was read of a stream. `orderSha256` is that of the sample ids, `shardSha256:row`, joined by line feeds. */
export interface StreamSummary {
  readonly batches: number;
  readonly samples: number;
  /** Tokens of text: padding is not counted. */
  readonly tokens: number;
  readonly seconds: number;
  readonly orderSha256: string;
  readonly samplesPerSecond: number;
}

/** Sums up batches as they pass. */
export interface StreamCount {
  readonly add: (batch: Batch) => void;
  readonly batches: () => number;
  readonly samples: () => number;
  /** May be called once. */
  readonly summary: (seconds: number) => StreamSummary;
}

/** `shards` are the stream's. */
export function countStream(shards: readonly string[]): StreamCount {
  const order = streamingSha256();
  let [batches, samples, tokens] = [0, 0, 0];
  return {
    batches: () => batches,
    samples: () => samples,
    add: (batch) => {
      let ids = '';
      for (let sample = 0; sample < batch.samples; sample++) {
        ids += `${samples + sample === 0 ? '' : '\n'}${shards[batch.shards[sample] ?? 0]}:${batch.rows[sample]}`;
        tokens += batch.used[sample] ?? 0;
      }
      order.update(Buffer.from(ids));
      samples += batch.samples;
      batches++;
    },
    summary: (seconds) => ({
      batches,
      samples,
      tokens,
      seconds: Math.round(seconds * 1000) / 1000,
      orderSha256: order.hex(),
      samplesPerSecond: Math.round(samples / seconds),
    }),
  };
}

/** For people. */
export function streamLines({
  batches,
  samples,
  tokens,
  seconds,
  orderSha256,
  samplesPerSecond,
}: StreamSummary): string[] {
  const rate = `${countText(samplesPerSecond)} samples/s`;
  return [
    `Read ${countText(batches)} batches, ${countText(samples)} samples, ${countText(tokens)} tokens in ${seconds} s (${rate}).`,
    `Order ${orderSha256}`,
  ];
}
