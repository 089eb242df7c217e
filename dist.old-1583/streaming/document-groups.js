import { MillraceError } from '../core/errors.js';
import { openTokenBuffer } from '../pipelines/tokenizers/tokenizer.js';
import { openLabelledTextReader } from '../shards/labelled-texts.js';
import { placeOrigin } from './group-reader.js';
/**
 * Reads labelled documents: tokenizes them, cuts them to `length` tokens and fills up with the token that stands
 * between documents, or 0 where the tokenizer has none. A document whose label is in no class is no sample. Memory: the texts of one group and the ids of its longest text.
 */
export function documentGroups(storage, keys, { length, tokenizer, classes, cut, textOf, }) {
    const buffer = openTokenBuffer();
    const padding = tokenizer.endOfText ?? 0;
    const keyOf = (shard) => keys[shard] ?? '';
    return {
        fetch: ({ shard }) => openLabelledTextReader(storage, keyOf(shard)),
        place: async (task, reader, memory) => {
            let sample = 0;
            const named = textOf === undefined ? undefined : await reader.named(task.group);
            for (const [row, { text, label }] of (named ?? (await reader.group(task.group))).entries()) {
                const place = label === null ? undefined : classes.get(label);
                if (place === undefined)
                    continue;
                const slot = sample < task.samples ? memory.slots[task.firstSlot + sample] : -1;
                sample++;
                if (slot < 0)
                    continue;
                buffer.length = 0;
                const document = named?.[row];
                const shown = document === undefined ? text : ((await textOf?.(document, task.epoch)) ?? text);
                tokenizer.append(shown, buffer);
                const used = Math.min(length, buffer.length);
                const head = cut === 'middle' && buffer.length > length ? Math.ceil(length / 2) : used;
                const tail = used - head;
                const start = slot * length;
                memory.tokens.set(buffer.ids.subarray(0, head), start);
                memory.tokens.set(buffer.ids.subarray(buffer.length - tail, buffer.length), start + head);
                memory.tokens.fill(padding, start + used, start + length);
                memory.used[slot] = used;
                placeOrigin(memory, slot, task, row, place);
            }
            if (sample !== task.samples) {
                throw new MillraceError('bad-file', `expected ${task.samples} labelled documents in a row group, found ${sample}`, {
                    at: keyOf(task.shard),
                    hint: 'run `millrace verify`',
                });
            }
        },
    };
}
//# sourceMappingURL=document-groups.js.map