import { sha256Hex } from '../../storage/digest.js';
import { checkpointFolder } from './checkpoint.js';
import { recordBytes } from './checkpoint-record.js';
import { encodeSafetensors } from './safetensors.js';
/**
 * Writes `<runFolder>/checkpoints/<step>/`: the tensors, and last the record with their digests. A crash at any moment
 * leaves all earlier checkpoints as they are. Rewriting a step replaces it. Costs one copy of the moments in memory.
 */
export async function writeCheckpoint(storage, runFolder, checkpoint) {
    const { state, ...record } = checkpoint;
    const folder = checkpointFolder(runFolder, checkpoint.step);
    const put = async (name, tensors) => {
        const bytes = encodeSafetensors(tensors);
        await storage.put(`${folder}${name}`, bytes);
        return { sha256: sha256Hex(bytes), bytes: bytes.length };
    };
    const files = {
        'weights.safetensors': await put('weights.safetensors', state.weights),
        'optimizer.safetensors': await put('optimizer.safetensors', momentTensors(state)),
    };
    await storage.put(`${folder}checkpoint.json`, recordBytes({ format: 'millrace-checkpoint/1', ...record, files }));
}
function momentTensors({ firstMoments, secondMoments }) {
    return new Map([
        ...[...firstMoments].map(([name, tensor]) => [`first/${name}`, tensor]),
        ...[...secondMoments].map(([name, tensor]) => [`second/${name}`, tensor]),
    ]);
}
//# sourceMappingURL=write-checkpoint.js.map