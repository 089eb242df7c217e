import { badStream } from './bad-stream.js';
/** Refuses to read for a second consumer while a first one reads: both would use the same memory. */
export function oneConsumer(read) {
    let reading = false;
    return async function* alone(plan) {
        if (reading)
            throw badStream('the stream has a consumer already');
        reading = true;
        try {
            yield* read(plan);
        }
        finally {
            reading = false;
        }
    };
}
//# sourceMappingURL=one-consumer.js.map