import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { moveFolder } from '../../wheels/move-folder.js';
describe('moving a folder to its place', () => {
    let folder;
    let place;
    before(async () => {
        folder = await mkdtemp(join(tmpdir(), 'millrace-move-'));
        place = join(folder, 'place');
    });
    after(() => rm(folder, { recursive: true, force: true }));
    const isWhole = (path) => existsSync(join(path, 'whole'));
    async function made(name, file) {
        await mkdir(join(folder, name));
        await writeFile(join(folder, name, file), name);
        return join(folder, name);
    }
    it('moves into nothing, yields to a whole folder, and replaces a damaged one', async () => {
        await made('place', 'damaged');
        await moveFolder(await made('a', 'whole'), place, isWhole);
        assert.equal(readFileSync(join(place, 'whole'), 'utf8'), 'a');
        await moveFolder(await made('b', 'whole'), place, isWhole);
        assert.equal(readFileSync(join(place, 'whole'), 'utf8'), 'a');
        assert.deepEqual((await readdir(folder)).sort(), ['a-damaged-1', 'b', 'place']);
        await rm(place, { recursive: true });
        await moveFolder(join(folder, 'b'), place, isWhole);
        assert.deepEqual(await readdir(place), ['whole']);
    });
    it('gives one whole folder when eight meet at a damaged one', async () => {
        await rm(place, { recursive: true });
        await made('place', 'damaged');
        const names = Array.from({ length: 8 }, (_, i) => `racer-${i}`);
        const racers = await Promise.all(names.map((name) => made(name, 'whole')));
        await Promise.all(racers.map((racer) => moveFolder(racer, place, isWhole)));
        assert.ok(isWhole(place));
    });
    it('lets other errors through', async () => {
        await assert.rejects(moveFolder(join(folder, 'absent'), place, isWhole), { code: 'ENOENT' });
    });
});
//# sourceMappingURL=move-folder.test.js.map