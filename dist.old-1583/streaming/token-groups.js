import { decodeTokenGroup } from '../shards/token-groups.js';
import { placeOrigin } from './group-reader.js';
/** Packed token sequences have no label. */
const noLabel = -1;
/** Reads packed token sequences. `keys` are the shards', by place. */
export function tokenGroups(storage, keys, shape, augmentation) {
    const { length } = shape;
    const keyOf = (shard) => keys[shard] ?? '';
    return {
        fetch: ({ shard, offset, bytes }) => storage.getRange(keyOf(shard), offset, offset + bytes),
        place: async (task, message, memory) => {
            const { tokens, used } = decodeTokenGroup(message, shape, task.rows, keyOf(task.shard));
            for (let row = 0; row < task.rows; row++) {
                const slot = memory.slots[task.firstSlot + row];
                if (slot < 0)
                    continue;
                const sequence = tokens.subarray(row * length, (row + 1) * length);
                if (augmentation === undefined) {
                    memory.tokens.set(sequence, slot * length);
                    memory.used[slot] = used[row];
                }
                else {
                    const place = `${keyOf(task.shard)}:${task.firstRow + row}`;
                    const shown = await augmentation.sequenceOf(sequence.subarray(0, used[row]), place, task.epoch);
                    memory.tokens.set(shown, slot * length);
                    memory.tokens.fill(augmentation.padding, slot * length + shown.length, (slot + 1) * length);
                    memory.used[slot] = shown.length;
                }
                placeOrigin(memory, slot, task, row, noLabel);
            }
        },
    };
}
//# sourceMappingURL=token-groups.js.map