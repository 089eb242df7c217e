import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { cachedFolder, findTensorFlow } from '../../../training/backend/installed.js';
import { readyTensorFlow } from '../../../training/backend/ready.js';
import { tensorflowPins } from '../../../training/backend/tensorflow-pins.js';
import { pipOf } from '../../wheels/small-wheels.js';
const absent = { PATH: '', XDG_CACHE_HOME: '/absent' };
const skip = tensorflowPins('cpu', process.platform, process.arch) === undefined
    ? `no wheel exists for ${process.platform}-${process.arch}`
    : findTensorFlow('cpu', absent) !== undefined && "the package's own installation has run";
describe('making TensorFlow ready', { skip }, () => {
    let folder;
    before(async () => {
        folder = await mkdtemp(join(tmpdir(), 'millrace-ready-'));
    });
    after(() => rm(folder, { recursive: true, force: true }));
    const environment = (name, path) => ({
        PATH: path,
        HOME: folder,
        XDG_CACHE_HOME: join(folder, name),
    });
    it('says how to install a compiler before it fetches anything', async () => {
        const asked = join(folder, 'asked');
        const env = environment('no-compiler', await pipOf(folder, `echo asked > '${asked}'`));
        await assert.rejects(readyTensorFlow({ device: 'cpu', env }), {
            code: 'tensorflow-missing',
            message: /compile/,
            hint: /apt-get install g\+\+.*dnf install gcc-c\+\+.*CXX/,
        });
        assert.deepEqual((await readdir(folder)).sort(), [env.PATH.slice(folder.length + 1)]);
    });
    it('takes the compiler that CXX names, and no other', async () => {
        const env = { ...process.env, ...environment('named', process.env['PATH'] ?? ''), CXX: '/absent/g++' };
        await assert.rejects(readyTensorFlow({ device: 'cpu', env }), { code: 'tensorflow-missing', message: /compile/ });
    });
    it('says what to do where there is no pip', async () => {
        const env = { ...environment('no-pip', join(folder, 'nowhere')), CXX: '/bin/true' };
        await assert.rejects(readyTensorFlow({ device: 'cpu', env }), {
            code: 'tensorflow-missing',
            message: /cannot fetch TensorFlow for the CPU \(python3 -m pip: not found/,
            hint: /install Python 3 with pip, or run the package's own installation: npm run install --prefix ".*tfjs-node"/,
        });
        assert.deepEqual(await readdir(join(env.XDG_CACHE_HOME, 'millrace')), []);
    });
    it('refuses another wheel than the pinned one, and keeps nothing of it', async () => {
        const serve = 'while [ "$1" != --dest ]; do shift; done; echo wheel > "$2/a.whl"';
        for (const device of ['cpu', 'gpu']) {
            const env = { ...environment(`tampered-${device}`, await pipOf(folder, serve)), CXX: '/bin/true' };
            await assert.rejects(readyTensorFlow({ device, env }), { code: 'tensorflow-digest' });
            assert.deepEqual(await readdir(join(env.XDG_CACHE_HOME, 'millrace')), []);
        }
    });
    it('takes from the cache only what is whole', async () => {
        const env = environment('whole', join(folder, 'nowhere'));
        for (const device of ['cpu', 'gpu']) {
            const pins = tensorflowPins(device, process.platform, process.arch) ?? [];
            const place = cachedFolder(device, pins, env);
            for (const { path, bytes } of pins.flatMap(({ members }) => members)) {
                await mkdir(dirname(join(place, path)), { recursive: true });
                await writeFile(join(place, path), '');
                await truncate(join(place, path), bytes);
            }
            assert.equal(findTensorFlow(device, env), undefined);
            await writeFile(join(place, 'tfjs_binding.node'), 'addon');
            assert.deepEqual(await readyTensorFlow({ device, env }), {
                package: device === 'cpu' ? '@tensorflow/tfjs-node' : '@tensorflow/tfjs-node-gpu',
                addonPath: join(place, 'tfjs_binding.node'),
                via: 'cache',
            });
            await truncate(join(place, 'tensorflow/libtensorflow_cc.so.2'), 1);
            assert.equal(findTensorFlow(device, env), undefined);
        }
    });
});
//# sourceMappingURL=ready.test.js.map