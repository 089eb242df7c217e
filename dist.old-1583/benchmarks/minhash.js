/**
 * Claim: MinHash deduplication costs a small part of the CPU time that datatrove 0.10.1 takes for the same documents.
 *
 * Both take the same texts from memory, in one thread, with the defaults that they share (14 bands of 8 rows, 5-word
 * shingles of simplified text, words as Python's `str.split()`). `signatures` is simplification, shingles, signatures and
 * their file; `chain` adds candidates and merges. Ours also stores the shingles and verifies each candidate; datatrove
 * does neither. Ours is timed over five passes after a first, which pays for compilation and is given apart.
 *
 *     node dist/benchmarks/minhash.js [DOCUMENTS.jsonl.gz]
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { exactKey } from '../pipelines/dedup/exact.js';
import { dedupMinHash } from '../pipelines/dedup/minhash.js';
import { findNearDuplicates } from '../pipelines/dedup/near-duplicates.js';
import { readSignatureFile } from '../pipelines/dedup/signature-file.js';
import { signaturePartition } from '../pipelines/dedup/signature-partition.js';
import { packageRoot } from '../storage/package-root.js';
import { datatroveEnvironment } from './datatrove-environment.js';
import { median } from './median.js';
import { readTexts } from './read-texts.js';
const mostBytes = 5_000_000;
const passes = 5;
function cpuSeconds() {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
}
function runOurs(texts, verify) {
    const parameters = { ...dedupMinHash.parameters.parse({}), verify };
    const start = cpuSeconds();
    const partition = signaturePartition(parameters);
    for (const [ordinal, text] of texts.entries())
        partition.add(ordinal, text);
    const file = partition.finish();
    const signatures = cpuSeconds() - start;
    const removed = findNearDuplicates([readSignatureFile(file)], parameters).length;
    return { signatures, chain: cpuSeconds() - start, removed };
}
function keySeconds(texts) {
    const start = cpuSeconds();
    for (const text of texts)
        exactKey(text, { normalize: 'none' });
    return cpuSeconds() - start;
}
async function runPeer(texts) {
    const python = await datatroveEnvironment();
    const script = fileURLToPath(new URL('benchmarks/minhash-datatrove.py', packageRoot));
    const folder = await mkdtemp(join(tmpdir(), 'millrace-minhash-'));
    try {
        const documents = join(folder, 'documents.jsonl');
        await writeFile(documents, texts.map((text) => `${JSON.stringify({ text })}\n`).join(''));
        const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' };
        const { stdout } = await promisify(execFile)(python, [script, documents, folder], { env });
        return JSON.parse(stdout);
    }
    finally {
        await rm(folder, { recursive: true, force: true });
    }
}
async function main() {
    const path = process.argv[2] ?? fileURLToPath(new URL('../shared/data/golden/part-00000.jsonl.gz', packageRoot));
    const texts = await readTexts(path, mostBytes);
    const megabytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e6;
    const first = runOurs(texts, true);
    const ours = Array.from({ length: passes }, () => runOurs(texts, true));
    const unverified = runOurs(texts, false);
    const keys = median(Array.from({ length: passes }, () => keySeconds(texts)));
    const peer = await runPeer(texts);
    const rate = (seconds) => (megabytes / seconds).toFixed(megabytes / seconds < 10 ? 2 : 1);
    const row = (part) => {
        const own = median(ours.map((pass) => pass[part]));
        const ratio = (peer[part] / own).toFixed(0);
        console.log(`${part}: ours ${rate(own)} (first pass ${rate(first[part])}), datatrove ${rate(peer[part])}, ratio ${ratio}`);
    };
    console.log(`${new Date().toISOString().slice(0, 10)} · ${cpus()[0]?.model} · Node ${process.versions.node}`);
    console.log(`Python ${peer.python} · datatrove ${peer.datatrove} · numpy ${peer.numpy} · xxhash ${peer.xxhash}`);
    console.log(`${texts.length} documents, ${megabytes.toFixed(1)} MB of UTF-8 text; MB per CPU second, one thread:`);
    row('signatures');
    row('chain');
    console.log(`removed: ours ${first.removed}, without verification ${unverified.removed}, datatrove ${peer.removed}`);
    console.log(`exact keys: ${rate(keys)}`);
}
await main();
//# sourceMappingURL=minhash.js.map