import { randomUint32 } from '../../core/seeded-random.ts';
import type { Backend } from '../../training/backend/backend.ts';
import type { EngineState } from '../../training/engine.ts';
import { newForward } from '../../training/engines/forward.ts';
import type { TokenModel } from '../../training/model.ts';
import { configuration } from './configuration.ts';

/**
 * Draws `count` tokens one by one, each from the model's distribution after the tokens before it, as many as the model
 * takes. `start` is not in the result. The same seed gives the same tokens.
 */
export function generate(
  { tf, ...backend }: Backend,
  model: TokenModel,
  weights: EngineState['weights'],
  start: number,
  count: number,
): number[] {
  const { length, seed } = configuration;
  const tensors = new Map([...weights].map(([name, { data, shape }]) => [name, tf.tensor(data, [...shape])]));
  const forward = newForward({ tf, ...backend }, tensors, undefined);
  const tokens = [start];
  for (let drawn = 0; drawn < count; drawn++) {
    const seen = tokens.slice(-length);
    const shares = tf.tidy(() => {
      const states = model.residual(forward, { ids: tf.tensor1d(seen, 'int32'), samples: 1, length: seen.length });
      const last = tf.slice(states, [seen.length - 1, 0], [1, model.width]);
      return tf.softmax(model.logits(forward, model.hidden(forward, last))).dataSync<'float32'>();
    });
    tokens.push(tokenAt(shares, randomUint32(seed, drawn) / 2 ** 32));
  }
  tf.dispose([...tensors.values()]);
  return tokens.slice(1);
}

/** The token in whose part of [0, 1) `place` falls, when each has a part as long as its share. */
function tokenAt(shares: Float32Array, place: number): number {
  let end = 0;
  for (const [token, share] of shares.entries()) {
    end += share;
    if (place < end) return token;
  }
  return shares.length - 1;
}
