import { badStream } from './bad-stream.ts';

/** Refuses to read for a second consumer while a first one reads: both would use the same memory. */
export function oneConsumer<Plan, Batch>(
  read: (plan: Plan) => AsyncGenerator<Batch, void, undefined>,
): (plan: Plan) => AsyncGenerator<Batch, void, undefined> {
  let reading = false;
  return async function* alone(plan) {
    if (reading) throw badStream('the stream has a consumer already');
    reading = true;
    try {
      yield* read(plan);
    } finally {
      reading = false;
    }
  };
}
