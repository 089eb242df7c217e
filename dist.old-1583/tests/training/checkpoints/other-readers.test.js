import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeSafetensors, encodeSafetensors } from '../../../training/checkpoints/safetensors.js';
import { temporaryFolder } from '../../storage/temporary-folder.js';
import { runPython } from '../python-program.js';
import { anyTensor, bitsOf } from './any-tensor.js';
test('the safetensors library reads our files, and we read its', { timeout: 400_000 }, async (t) => {
    const folder = temporaryFolder(t);
    const names = ['transformer.h.0.attn.c_attn.weight', 'zeros/none', '中文', '"quoted" \\ and\nbroken', ''];
    const tensors = new Map(fc
        .sample(anyTensor, { numRuns: 40, seed: 3 })
        .map((tensor, index) => [`${names[index % names.length]}${index}`, tensor]));
    const metadata = { format: 'pt', 名: 'значение' };
    await writeFile(`${folder}/ours`, encodeSafetensors(tensors, metadata));
    const program = 'tests/training/checkpoints/other-readers.py';
    const theirs = await runPython(t, program, [`${folder}/ours`, `${folder}/theirs`]);
    if (theirs === undefined)
        return;
    const expected = { metadata, tensors: plain(tensors) };
    assert.deepEqual(theirs, expected);
    const read = decodeSafetensors(await readFile(`${folder}/theirs`), 'theirs');
    assert.deepEqual({ metadata: { ...read.metadata }, tensors: plain(read.tensors) }, expected);
});
function plain(tensors) {
    return Object.fromEntries([...tensors].map(([name, tensor]) => [name, bitsOf(tensor)]));
}
//# sourceMappingURL=other-readers.test.js.map