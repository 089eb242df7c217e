import assert from 'node:assert/strict';
import { chmod, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { findTensorFlow } from '../../../training/backend/installed.js';
import { tensorflowStatus } from '../../../training/backend/status.js';
import { tensorflowPins } from '../../../training/backend/tensorflow-pins.js';
const skip = tensorflowPins('cpu', process.platform, process.arch) === undefined
    ? `no wheel exists for ${process.platform}-${process.arch}`
    : findTensorFlow('cpu', { XDG_CACHE_HOME: '/absent' }) !== undefined && "the package's own installation has run";
describe('what training needs', { skip }, () => {
    let folder;
    before(async () => {
        folder = await mkdtemp(join(tmpdir(), 'millrace-status-'));
    });
    after(() => rm(folder, { recursive: true, force: true }));
    async function pathWith(...programs) {
        const bin = await mkdtemp(join(folder, 'bin-'));
        for (const program of programs) {
            await writeFile(join(bin, program), `#!/bin/sh\necho "${program} 1.0"\n`);
            await chmod(join(bin, program), 0o755);
        }
        await symlink('/bin/sh', join(bin, 'sh'));
        return bin;
    }
    const statusWith = async (...programs) => {
        const env = { PATH: await pathWith(...programs), XDG_CACHE_HOME: join(folder, 'cache'), CUDA_VISIBLE_DEVICES: '0' };
        const [cpu, gpu] = await tensorflowStatus(env);
        assert.ok(cpu !== undefined && gpu !== undefined);
        return { cpu, gpu };
    };
    it('is content where all can be fetched, and fetches nothing', async () => {
        const { cpu } = await statusWith('g++', 'python3');
        assert.deepEqual(cpu, {
            device: 'cpu',
            ok: true,
            found: '2.18.1, 220 MiB to be fetched at first use',
            hint: null,
        });
        assert.equal((await readdir(folder)).includes('cache'), false);
    });
    it('misses a compiler, then pip', async () => {
        const bare = await statusWith('python3');
        assert.match(bare.cpu.found, /no compiler/);
        assert.match(bare.cpu.hint ?? '', /apt-get install g\+\+/);
        const withoutPip = await statusWith('g++');
        assert.match(withoutPip.cpu.found, /no pip/);
        assert.match(withoutPip.cpu.hint ?? '', /install Python 3 with pip/);
        assert.equal(bare.cpu.ok || withoutPip.cpu.ok, false);
    });
    it('asks nothing of a machine without a card, and more of one with', async () => {
        const { gpu } = await statusWith('nvidia-smi', 'g++');
        assert.equal(gpu.ok, false);
        assert.match(gpu.found, /^nvidia-smi 1\.0; none, and no pip/);
        const [, none] = await tensorflowStatus({ PATH: folder, CUDA_VISIBLE_DEVICES: '' });
        assert.equal(none?.ok, true);
        assert.match(none?.found ?? '', /no NVIDIA card, so training runs on the CPU/);
    });
});
//# sourceMappingURL=status.test.js.map