import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { millraceOutput, startMillrace } from '../journeys/build-command.js';
import { mails } from '../journeys/mail-store.js';
const env = { ...process.env, TEMPORAL_ADDRESS: undefined };
/**
 * Fills a store in `folder` behind `millrace up --dashboard`: three good versions of `mail`, the first by a schedule; a
 * trained model; and a version of spam alone, whose gates fail. Takes a minute or two. Rejects where a command fails.
 */
export async function openMailStore(folder) {
    const recipe = writeRecipe(folder);
    const store = ['--store', join(folder, 'store')];
    const up = startMillrace(['up', '--dashboard', '--worker', '--threads', '1', '--json', ...store], env);
    const millrace = async (codes, ...words) => {
        const { code, stdout, stderr } = await millraceOutput([...words, ...store], env);
        if (code === null || !codes.includes(code))
            throw new Error(`${words.join(' ')}: ${code}\n${stdout}${stderr}`);
        return stdout;
    };
    const build = (pattern, code) => millrace([code], 'build', recipe, '--set', `sources.0.path=${mails}${pattern}`);
    const dashboard = await dashboardOf(up);
    await millrace([0], 'schedule', 'create', recipe);
    await millrace([0], 'schedule', 'trigger', 'mail');
    for (;;) {
        const versions = await millraceOutput(['ls', '--json', ...store], env);
        if (versions.stdout.includes('"version":1'))
            break;
        await sleep(500);
    }
    await build('*/00[01]*.txt', 0);
    await build('*/00[0-2]*.txt', 0);
    await millrace([0], 'train', recipe);
    await build('spam-*/00[0-2]*.txt', 3);
    return {
        dashboard,
        startLongBuild: async () => {
            const words = ['build', recipe, '--set', 'dataset=all-mail', '--set', `sources.0.path=${mails}*/*.txt`];
            const long = startMillrace([...words, '--threads', '1', ...store], env);
            await untilPrinted(long, /\d %/);
            return () => interrupt(long);
        },
        startLongTraining: async () => {
            const longer = ['--set', 'train.0.steps=20000', '--set', 'train.0.width=64'];
            const long = startMillrace(['train', recipe, ...longer, ...store], env);
            await untilPrinted(long, /step [1-9]\d\d/);
            return () => interrupt(long);
        },
        close: () => interrupt(up),
    };
}
async function interrupt({ child, ended }) {
    child.kill('SIGINT');
    await ended;
}
/** Resolves once a command has printed what matches, or is over. */
async function untilPrinted({ child, ended }, pattern) {
    const printed = new Promise((resolve) => {
        child.stdout?.on('data', (piece) => {
            if (pattern.test(piece))
                resolve();
        });
    });
    await Promise.race([printed, ended]);
}
/** The address that `up --dashboard --json` gives first. */
export async function dashboardOf(up) {
    const line = new Promise((resolve) => up.child.stdout?.once('data', resolve));
    const text = await Promise.race([line, up.ended.then(({ stderr }) => Promise.reject(new Error(stderr)))]);
    return JSON.parse(text).dashboardUrl;
}
function writeRecipe(folder) {
    const path = join(folder, 'mail.yaml');
    writeFileSync(path, `version: 1
dataset: mail
kind: text
sources:
  - { format: mail, path: '${mails}*/000*.txt', label: folder }
stages:
  - extract-html
  - normalize
  - gopher-quality: { words: whitespace, minWords: 20 }
  - gopher-repetition: { words: whitespace }
  - dedup-exact: { normalize: fold }
  - dedup-minhash: { minSimilarity: 0.8 }
tokenizer: { train: { vocabulary: 1000 } }
pack: { length: 256 }
output: { holdout: 0.1 }
limits: { partitionBytes: 256KiB }
gates:
  - { metric: kept.ratio, min: 0.65 }
  - { metric: drift.labels.psi, max: 0.2, against: latest, severity: warn }
schedule: { cron: "0 2 * * *" }
train:
  - name: small
    model: gpt
    objective: causal
    layers: 1
    heads: 2
    width: 32
    steps: 120
    batch: 4
    learningRate: 4.0e-3
    evaluateEvery: 20
    evaluateBatches: 2
    device: cpu
`);
    return path;
}
//# sourceMappingURL=mail-store.js.map