import { openInputs } from './read-input.js';
import { unread } from './source-record.js';
/**
 * The records of a partition, in order, in chunks. Everything that a reader finds has one ordinal, whatever its bytes
 * hold, so ordinals name records across attempts.
 */
export async function* admittedRecords({ recipe }, { inputs }, admit, open) {
    let ordinal = 0;
    for (const [input, opened] of openInputs(inputs)) {
        const source = recipe.sources[input.source];
        const { found, parse } = open(input, opened, source);
        for await (const chunk of found) {
            const records = [];
            for (const each of chunk) {
                const decision = admit(ordinal);
                if (decision !== 'skip') {
                    const parsing = decision === 'parse'
                        ? parse(ordinal, each)
                        : unread(ordinal, each.source, source.format, { problem: decision.reason });
                    const record = parsing instanceof Promise ? await parsing : parsing;
                    records.push({ ...record, entry: input.source });
                }
                ordinal++;
            }
            yield records;
        }
    }
}
//# sourceMappingURL=admitted-records.js.map