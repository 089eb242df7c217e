import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { findCards } from '../../../training/backend/cards.js';
describe('finding NVIDIA cards', () => {
    let folder;
    before(async () => {
        folder = await mkdtemp(join(tmpdir(), 'millrace-cards-'));
    });
    after(() => rm(folder, { recursive: true, force: true }));
    async function toolThat(script) {
        const bin = await mkdtemp(join(folder, 'bin-'));
        await writeFile(join(bin, 'nvidia-smi'), `#!/bin/sh\n${script}\n`);
        await chmod(join(bin, 'nvidia-smi'), 0o755);
        return bin;
    }
    it('takes the models that nvidia-smi lists', async () => {
        const PATH = await toolThat("printf 'NVIDIA H100 80GB HBM3\\nNVIDIA L4\\n'");
        assert.deepEqual(await findCards({ PATH }), {
            cards: ['NVIDIA H100 80GB HBM3', 'NVIDIA L4'],
            looked: 'nvidia-smi',
        });
    });
    it('finds none where CUDA_VISIBLE_DEVICES hides them', async () => {
        const PATH = await toolThat('echo NVIDIA L4');
        for (const hidden of ['', ' ', '-1']) {
            const { cards, looked } = await findCards({ PATH, CUDA_VISIBLE_DEVICES: hidden });
            assert.deepEqual(cards, []);
            assert.match(looked, /CUDA_VISIBLE_DEVICES/);
        }
        assert.equal((await findCards({ PATH, CUDA_VISIBLE_DEVICES: '0' })).cards.length, 1);
    });
    it('says where it looked when there is none', async (test) => {
        if (existsSync('/proc/driver/nvidia'))
            return test.skip('this machine has a driver');
        const { cards, looked } = await findCards({ PATH: await toolThat('echo "no driver" >&2; exit 9') });
        assert.deepEqual(cards, []);
        assert.equal(looked, 'nvidia-smi: cannot be run; /proc/driver/nvidia/gpus: no card');
    });
});
//# sourceMappingURL=cards.test.js.map