import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { before, describe, it } from 'node:test';
import { MillraceError } from '../../../core/errors.js';
import { openBackend } from '../../../training/backend/open-backend.js';
import { readyTensorFlow } from '../../../training/backend/ready.js';
const module = JSON.stringify(new URL('../../../training/backend/open-backend.js', import.meta.url).href);
/** Runs statements in a process of their own, where `openBackend` is at hand and `say` prints a value as JSON. */
function inProcess(statements, environment = {}) {
    const program = `
    const { openBackend } = await import(${module});
    const say = (value) => console.log(JSON.stringify(value));
    const env = process.env;
    ${statements}`;
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
        env: { ...process.env, ...environment },
        encoding: 'utf8',
        timeout: 120_000,
    });
    return { status, stdout, stderr };
}
describe('opening TensorFlow', () => {
    let missing;
    before(async () => {
        await readyTensorFlow({ device: 'cpu', env: process.env }).catch((error) => {
            if (!(error instanceof MillraceError && error.code === 'tensorflow-missing'))
                throw error;
            missing = error.message;
        });
    });
    it('multiplies matrices on the processor without a word of noise', (test) => {
        if (missing !== undefined)
            return test.skip(missing);
        const answer = inProcess(`
      const { tf, native, ...facts } = await openBackend({ device: 'cpu', threads: 1, env });
      const product = tf.matMul(tf.tensor2d([[1, 2], [3, 4]]), tf.tensor2d([[5, 6], [7, 8]]));
      const gradient = tf.grad((x) => x.square().sum())(tf.tensor1d([1, 2, 3]));
      say({ ...facts, product: [...product.dataSync()], gradient: [...gradient.dataSync()] });`);
        assert.equal(answer.stderr, '');
        const { deviceName, ...facts } = JSON.parse(answer.stdout);
        assert.deepEqual(facts, {
            name: 'tensorflow',
            device: 'cpu',
            tensorflowVersion: '2.18.1',
            product: [19, 22, 43, 50],
            gradient: [2, 4, 6],
        });
        assert.ok(deviceName.length > 0);
    });
    it('gives one backend per process, and refuses another one', (test) => {
        if (missing !== undefined)
            return test.skip(missing);
        const answer = inProcess(`
      const options = { device: 'cpu', threads: 2, env };
      const [first, second] = await Promise.all([openBackend(options), openBackend(options)]);
      say(first === second);
      const open = (more) => openBackend({ ...options, ...more }).then(() => 'open', (error) => error.code);
      say([await open({ threads: 1 }), await open({ device: 'gpu' }), await open({})]);`);
        assert.equal(answer.stdout, 'true\n["backend-open","backend-open","open"]\n', answer.stderr);
    });
    it('takes the processor by itself where there is no card', (test) => {
        if (missing !== undefined)
            return test.skip(missing);
        const auto = "say((await openBackend({ device: 'auto', threads: 1, env })).device);";
        assert.equal(inProcess(auto, { CUDA_VISIBLE_DEVICES: '' }).stdout, '"cpu"\n');
    });
    it('runs as many operations at a time as threads were asked for, each on one thread', (test) => {
        if (missing !== undefined)
            return test.skip(missing);
        if (process.platform !== 'linux')
            return test.skip('counts threads in /proc');
        const count = (threads) => Number(inProcess(`
          const { readdirSync } = await import('node:fs');
          const before = readdirSync('/proc/self/task').length;
          const { tf } = await openBackend({ device: 'cpu', threads: ${threads}, env });
          tf.matMul(tf.ones([64, 64]), tf.ones([64, 64])).dataSync();
          say(readdirSync('/proc/self/task').length - before);`).stdout);
        assert.equal(count(5) - count(2), 3);
    });
    it('refuses a GPU that is not to be had, and says where it looked', async () => {
        const env = { ...process.env, CUDA_VISIBLE_DEVICES: '' };
        await assert.rejects(openBackend({ device: 'gpu', threads: 1, env }), {
            code: 'no-gpu',
            kind: 'usage',
            message: /a GPU was asked for, and no NVIDIA card was found \(CUDA_VISIBLE_DEVICES="" hides every card/,
            hint: /nvidia-smi.*--device cpu/,
        });
    });
});
//# sourceMappingURL=open-backend.test.js.map