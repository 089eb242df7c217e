import { canonicalJson } from '../../core/canonical-json.js';
import { MillraceError } from '../../core/errors.js';
import { outputSize, varyingStep } from '../../pipelines/augment/step-sizes.js';
import { readVersion } from '../../shards/catalogue.js';
import { sha256Hex } from '../../storage/digest.js';
import { openStorage } from '../../storage/open-storage.js';
import { ownImageSize } from '../../training/own-image-size.js';
import { classesOf, readsImages } from '../../training/run-config.js';
import { twoClassMetrics, } from '../../training/run-settings.js';
import { runFolder } from '../../training/runs/run-folder.js';
import { readRunRecord, recordRun } from '../../training/runs/run-record.js';
import { trainingCodeDigest } from '../planning/code-digest.js';
import { readJson } from '../planning/plan.js';
/** Plans one run of a recipe over one version, and writes its configuration: equal requests give the same run. */
export async function planRun(request) {
    const storage = openStorage(request.store);
    const { train, evaluate } = await readJson(storage, request.training);
    const settings = train[request.index];
    if (settings === undefined)
        throw new Error(`run ${request.index} of ${train.length} was asked for`);
    const version = await readVersion(storage, request.dataset, request.version);
    checkScores(settings, evaluate, version);
    const from = earlierRun(settings, train, request.earlier);
    const start = from === null ? null : await readRunRecord(storage, runFolder(from));
    // Recipes that were stored before there were runs on images have no such member.
    const images = settings.images ?? null;
    const rest = {
        format: 'millrace-run/1',
        settings,
        data: { dataset: request.dataset, version: request.version, manifestSha256: version.sha256 },
        from,
        codeSha256: trainingCodeDigest(),
        ...(images === null
            ? tokenSamples(settings, version, start)
            : { imageSize: await sizeOfImages(storage, { name: settings.name, ...images }, version, start) }),
    };
    const run = `${request.dataset}-${settings.name}-${sha256Hex(canonicalJson(rest)).slice(0, 8)}`;
    await recordRun(storage, runFolder(run), { ...rest, run });
    return { store: request.store, run, name: settings.name };
}
function tokenSamples(settings, { manifest }, start) {
    const { tokenizer } = manifest.lineage;
    if (tokenizer === null || manifest.packing === null) {
        throw new MillraceError('no-tokens', `${manifest.dataset}@${manifest.version} has no tokens to train on`, {
            kind: 'usage',
            hint: 'name a tokenizer in the recipe and build again',
        });
    }
    const before = start === null || readsImages(start) ? null : start;
    const length = settings.length ?? before?.length ?? manifest.packing.length;
    const samples = { length, positions: before?.positions ?? length, vocabulary: tokenizer.vocabulary };
    checkLength(settings, samples, manifest.packing.length);
    return samples;
}
/** Size of a run's samples: what it says, what its augmentation gives, those it was begun with, or the images' own. */
async function sizeOfImages(storage, { name, size, augment }, version, start) {
    const before = start !== null && readsImages(start) ? start.imageSize : null;
    const given = size === null ? outputSize(augment) : { width: size, height: size };
    const varying = given === null ? varyingStep(augment) : null;
    if (varying !== null) {
        throw new MillraceError('run-size', `run ${name} asks for no size, and after ${varying} images have different sides`, {
            kind: 'usage',
            hint: 'give the run a size, or end augment with center-crop',
        });
    }
    if (given !== null && before !== null && (given.width !== before.width || given.height !== before.height)) {
        const asked = `run ${name} asks for images of ${given.width} × ${given.height}`;
        throw new MillraceError('run-size', `${asked}, and the model it starts from reads ${before.width} × ${before.height}`, { kind: 'usage', hint: 'leave size out, and let augment give the size of the earlier run' });
    }
    return given ?? before ?? (await ownImageSize(storage, version));
}
/** Scores of two classes are asked of two: which the version tells before the training, not after it. */
function checkScores(settings, evaluate, { manifest }) {
    const { name } = settings;
    const named = classesOf({ settings });
    const classes = named === undefined ? manifest.summary['labels.distinct'] : Object.keys(named).length;
    if (classes === 2 || classes === undefined)
        return;
    const asked = evaluate.filter(({ run }) => run === name).flatMap(({ metrics }) => metrics);
    const wrong = asked.find((metric) => twoClassMetrics.some((each) => each === metric));
    if (wrong === undefined)
        return;
    throw new MillraceError('bad-metric', `evaluate asks for ${wrong} of run ${name}, which has ${classes} classes, not two`, {
        kind: 'usage',
        hint: 'ask for macroF1, the mean F1 of the classes',
    });
}
function earlierRun({ from }, train, earlier) {
    if (from === null)
        return null;
    const run = earlier[train.findIndex(({ name }) => name === from)];
    if (run === undefined)
        throw new Error(`run ${from} was not trained before`);
    return run;
}
function checkLength(settings, { length, positions }, packed) {
    const fits = length <= positions;
    if (fits && (settings.objective.name !== 'causal' || length === packed))
        return;
    throw new MillraceError('run-length', fits
        ? `run ${settings.name} asks for samples of ${length} tokens, and the version packs ${packed}`
        : `run ${settings.name} asks for ${length} tokens, and the model it starts from has positions for ${positions}`, { kind: 'usage', hint: fits ? 'leave length out, or change pack.length' : `ask for at most ${positions}` });
}
//# sourceMappingURL=plan-run.js.map