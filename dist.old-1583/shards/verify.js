import { errorToData } from '../core/errors.js';
import { balances, emptyLedger, ledgerOf, sumLedgers } from '../core/ledger.js';
import { streamingSha256 } from '../storage/digest.js';
import { readManifest, readVersion } from './catalogue.js';
import { readDecision } from './decision.js';
import { openFateReader } from './fates.js';
import { filesOf } from './manifest-files.js';
import { groupsOf } from './row-file.js';
const pieceBytes = 8 * 2 ** 20;
/**
 * Reads every file of a version again: sizes and SHA-256 against the manifest, the ledger against the fates, the rows
 * against the shards, parent and decision against their digests. Costs a read of all the version's bytes; holds 8 MiB at a time
 * and one group of fates.
 */
export async function verifyVersion(storage, reference) {
    const stored = await readManifest(storage, reference);
    const { manifest } = stored;
    const problems = [];
    let bytes = 0;
    for (const file of filesOf(manifest)) {
        const { read, problem } = await checkFile(storage, manifest.dataset, file);
        bytes += read;
        if (problem !== undefined)
            problems.push(`${file.file}: ${problem}`);
    }
    problems.push(...checkCounts(manifest), ...(await checkParent(storage, stored)));
    problems.push(...(await checkDecision(storage, stored)));
    if (problems.length === 0)
        problems.push(...(await checkFates(storage, manifest)));
    return { ok: problems.length === 0, files: filesOf(manifest).length, bytes, problems };
}
async function checkFile(storage, dataset, named) {
    const key = `${dataset}/${named.file}`;
    const size = await storage.size(key);
    if (size === undefined)
        return { read: 0, problem: 'is missing' };
    if (named.bytes !== undefined && size !== named.bytes) {
        return { read: 0, problem: `has ${size} bytes instead of ${named.bytes}` };
    }
    const digest = streamingSha256();
    try {
        for (let start = 0; start < size; start += pieceBytes) {
            digest.update(await storage.getRange(key, start, Math.min(size, start + pieceBytes)));
        }
    }
    catch (error) {
        return { read: 0, problem: `cannot be read: ${errorToData(error).message}` };
    }
    return { read: size, problem: digest.hex() === named.sha256 ? undefined : 'has other bytes than its SHA-256 says' };
}
function checkCounts(manifest) {
    const { records, reasons, shards, tokens } = manifest;
    const problems = [];
    if (!balances({ ...records, reasons }, records.in))
        problems.push('the ledger does not balance');
    const content = manifest.kind === 'image' ? 'images' : 'documents';
    const rows = shards.reduce((sum, shard) => (shard.content === content ? sum + shard.rows - (shard.copies ?? 0) : sum), 0);
    if (rows !== records.kept) {
        problems.push(`the shards of ${content} hold ${rows} rows, but ${records.kept} records were kept`);
    }
    const shardTokens = shards.reduce((sum, shard) => sum + (shard.tokens ?? 0), 0);
    if (shardTokens !== tokens)
        problems.push(`shards hold ${shardTokens} tokens instead of ${tokens}`);
    for (const shard of shards) {
        const grouped = shard.rowGroups.reduce((sum, group) => sum + group.rows, 0);
        if (grouped !== shard.rows)
            problems.push(`${shard.file}: its groups hold ${grouped} rows instead of ${shard.rows}`);
    }
    return problems;
}
async function checkParent(storage, { manifest }) {
    const { parent, dataset } = manifest;
    if (parent === null)
        return [];
    try {
        const { sha256 } = await readVersion(storage, dataset, parent.version);
        return sha256 === parent.sha256 ? [] : [`version ${parent.version}, its parent, was changed`];
    }
    catch (error) {
        return [`version ${parent.version}, its parent, cannot be read: ${errorToData(error).message}`];
    }
}
async function checkDecision(storage, stored) {
    try {
        await readDecision(storage, stored);
        return [];
    }
    catch (error) {
        return [`what was decided of it: ${errorToData(error).message}`];
    }
}
/** Counts the fates again. Asked only where their bytes are the right ones. */
async function checkFates(storage, manifest) {
    const problems = [];
    let found = emptyLedger;
    for (const { file, rows } of manifest.fates) {
        const before = found.in;
        const reader = await openFateReader(storage, `${manifest.dataset}/${file}`);
        for await (const group of groupsOf(reader))
            found = sumLedgers([found, ledgerOf(group)]);
        if (found.in - before !== rows)
            problems.push(`${file}: holds ${found.in - before} rows instead of ${rows}`);
    }
    const { in: total, kept, dropped, merged, quarantined } = manifest.records;
    const counts = { in: total, kept, dropped, merged, quarantined };
    for (const [name, value] of Object.entries(counts)) {
        const counted = found[name];
        if (counted !== value)
            problems.push(`fates: ${counted} records ${name}, but the manifest says ${value}`);
    }
    for (const reason of new Set([...Object.keys(found.reasons), ...Object.keys(manifest.reasons)])) {
        const [counted, said] = [found.reasons[reason] ?? 0, manifest.reasons[reason] ?? 0];
        if (counted !== said)
            problems.push(`fates: ${counted} records for ${reason}, but the manifest says ${said}`);
    }
    return problems;
}
//# sourceMappingURL=verify.js.map