import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fetchWheels } from '../../wheels/fetch-wheels.js';
import { pipOf, pipThatServes, smallWheel, subject } from './small-wheels.js';
const first = smallWheel('first', { 'first/libfirst.so': 'first library', 'first/include/first.h': 'header' });
const second = smallWheel('second', { 'nvidia/second/lib/libsecond.so.2': 'second library' });
const pins = [first.pin, second.pin];
const tampered = { ...second, bytes: Buffer.concat([second.bytes, Buffer.from('more')]) };
const ignore = () => undefined;
const never = () => assert.fail('nothing is to be placed');
describe('fetching of wheels', () => {
    let folder;
    before(async () => {
        folder = await mkdtemp(join(tmpdir(), 'millrace-wheels-'));
    });
    after(() => rm(folder, { recursive: true, force: true }));
    it('unpacks the wanted members of every wheel in their places, and keeps no wheel', async () => {
        const cache = join(folder, 'several');
        const env = { PATH: await pipThatServes(folder, [first, second]) };
        const seen = [];
        const options = { subject, cache, env, progress: (progress) => void seen.push(progress) };
        await fetchWheels(pins, options, async (unpacked) => {
            assert.deepEqual((await readdir(join(unpacked, '..'))).sort(), ['unpacked']);
            await rename(unpacked, join(cache, 'thing'));
        });
        for (const [path, text] of [
            ['first/libfirst.so', 'first library'],
            ['first/include/first.h', 'header'],
            ['nvidia/second/lib/libsecond.so.2', 'second library'],
        ])
            assert.equal(await readFile(join(cache, 'thing', path), 'utf8'), text);
        assert.deepEqual(await readdir(cache), ['thing']);
        assert.deepEqual((await readdir(join(cache, 'thing', 'first'))).sort(), ['include', 'libfirst.so']);
        const unpacked = seen.filter(({ phase }) => phase === 'unpack');
        assert.deepEqual(unpacked.map(({ name, bytes, totalBytes }) => [name, bytes, totalBytes]), [
            ['first 1.0', 13, 19],
            ['first 1.0', 19, 19],
            ['second 1.0', 14, 14],
        ]);
    });
    it('keeps nothing where a later wheel is not the pinned one', async () => {
        const cache = join(folder, 'tampered');
        const env = { PATH: await pipThatServes(folder, [first, tampered]) };
        await assert.rejects(fetchWheels(pins, { subject, cache, env, progress: ignore }, never), {
            code: 'thing-digest',
            message: /expected SHA-256 [0-9a-f]{64}, found [0-9a-f]{64}/,
            hint: /second 1\.0 of PyPI; do without/,
        });
        assert.deepEqual(await readdir(cache), []);
    });
    it('keeps nothing where pip is killed in the middle, or what comes after the download fails', async () => {
        const cache = join(folder, 'interrupted');
        const cut = 'while [ "$1" != --dest ]; do shift; done; echo part > "$2/pip-part"; kill -TERM $$';
        const killed = { PATH: await pipOf(folder, cut) };
        await assert.rejects(fetchWheels(pins, { subject, cache, env: killed, progress: ignore }, never), {
            code: 'thing-missing',
            hint: 'do without',
        });
        assert.deepEqual(await readdir(cache), []);
        const env = { PATH: await pipThatServes(folder, [first, second]) };
        const failing = fetchWheels(pins, { subject, cache, env, progress: ignore }, () => {
            throw new Error('no compiler');
        });
        await assert.rejects(failing, /no compiler/);
        assert.deepEqual(await readdir(cache), []);
    });
    it('removes what a killed process left, and nothing that is still written', async () => {
        const cache = join(folder, 'abandoned');
        for (const name of ['download-dead', 'download-alive']) {
            await mkdir(join(cache, name, 'wheel'), { recursive: true });
            await writeFile(join(cache, name, 'wheel', 'part'), 'part');
        }
        const old = new Date(Date.now() - 3_600_000);
        for (const path of ['download-dead', 'download-dead/wheel', 'download-dead/wheel/part', 'download-alive'])
            await utimes(join(cache, path), old, old);
        const env = { PATH: await pipThatServes(folder, [first]) };
        await fetchWheels([first.pin], { subject, cache, env, progress: ignore }, async () => undefined);
        assert.deepEqual(await readdir(cache), ['download-alive']);
    });
    it('asks for the space before the first byte', async () => {
        const cache = join(folder, 'space');
        const huge = { ...first.pin, members: [{ path: 'first/libfirst.so', bytes: 2 ** 52 }] };
        const env = { PATH: await pipOf(folder, `echo asked > '${join(folder, 'asked')}'`) };
        await assert.rejects(fetchWheels([huge], { subject, cache, env, progress: ignore }, never), {
            code: 'disk-full',
            message: /the thing needs .* GiB, and .* are free/,
            hint: /XDG_CACHE_HOME/,
            at: cache,
        });
        await assert.rejects(stat(join(folder, 'asked')), { code: 'ENOENT' });
    });
    it('says that there is no pip', async () => {
        const env = { PATH: join(folder, 'nowhere') };
        const cache = join(folder, 'no-pip');
        await assert.rejects(fetchWheels(pins, { subject, cache, env, progress: ignore }, never), {
            code: 'thing-missing',
            message: /python3 -m pip: not found; python -m pip: not found; pip3: not found/,
        });
    });
    it('lets the real pip find a wheel of another Python, and refuse a tampered one', async (test) => {
        const index = await mkdtemp(join(folder, 'real-'));
        for (const { pin, bytes } of [first, tampered])
            await writeFile(join(index, `${pin.package}-1.0-cp399-cp399-manylinux2014_x86_64.whl`), bytes);
        const cache = join(folder, 'real-cache');
        const env = { ...process.env, PIP_NO_INDEX: '1', PIP_FIND_LINKS: index };
        try {
            await fetchWheels([first.pin], { subject, cache, env, progress: ignore }, (unpacked) => rename(unpacked, join(cache, 'thing')));
        }
        catch (error) {
            if (/not found|No module named pip/.test(error.message))
                return test.skip('this machine has no pip');
            throw error;
        }
        assert.equal(await readFile(join(cache, 'thing/first/libfirst.so'), 'utf8'), 'first library');
        await assert.rejects(fetchWheels([second.pin], { subject, cache, env, progress: ignore }, never), {
            code: 'thing-digest',
        });
        assert.deepEqual(await readdir(cache), ['thing']);
    });
    it('lets processes race: one whole folder, and all of them content', async () => {
        const cache = join(folder, 'race');
        const env = { PATH: await pipThatServes(folder, [first, second]) };
        const module = (path) => JSON.stringify(new URL(path, import.meta.url).href);
        const program = `
      const { fetchWheels } = await import(${module('../../wheels/fetch-wheels.js')});
      const { moveFolder } = await import(${module('../../wheels/move-folder.js')});
      const { pins, options } = ${JSON.stringify({ pins, options: { subject, cache, env } })};
      await fetchWheels(pins, { ...options, progress: () => undefined }, (unpacked) =>
        moveFolder(unpacked, ${JSON.stringify(join(cache, 'thing'))}, () => true));`;
        const racers = Array.from({ length: 4 }, () => spawn(process.execPath, ['--input-type=module', '--eval', program], { stdio: ['ignore', 'ignore', 'inherit'] }));
        const codes = await Promise.all(racers.map(async (racer) => (await once(racer, 'close'))[0]));
        assert.deepEqual(codes, [0, 0, 0, 0]);
        assert.deepEqual(await readdir(cache), ['thing']);
        assert.equal(await readFile(join(cache, 'thing/nvidia/second/lib/libsecond.so.2'), 'utf8'), 'second library');
    });
});
//# sourceMappingURL=fetch-wheels.test.js.map