import { MillraceError } from '../../core/errors.js';
import { exactKey } from '../../pipelines/dedup/exact.js';
import { writeKeyFile } from '../../pipelines/dedup/key-file.js';
import { findImageStage } from '../../pipelines/image-registry.js';
import { checkImage } from '../../pipelines/images/check-image.js';
import { isImageProblem } from '../../pipelines/images/image-view.js';
import { openImageView } from '../../pipelines/images/open-image-view.js';
import { defaultMaxPixels } from '../../pipelines/images/safe-sharp.js';
import { openThumbnailSample } from '../../quality/thumbnail-sample.js';
import { withFilePaths } from '../planning/stage-files.js';
import { writeHashFile } from './hash-file.js';
import { hashesKind, keysKind } from './map-outputs.js';
import { encodeThumbnails, offerThumbnail, thumbnailsKind } from './thumbnail-file.js';
/**
 * An image that no stage refuses and that cannot be decoded is quarantined: every image of a shard can be decoded.
 * Memory: one decoded image, thumbnails of some that leave, and 16 bytes of comparison data for each image of the
 * partition and dedup stage.
 */
export async function openImageWork(plan, { local, dedups }) {
    const stages = local.map((stage) => bind(withFilePaths('image', stage, plan.recipeFolder)));
    const comparisons = dedups.map(openComparison);
    const decodes = decodeLimits(plan);
    const thumbnails = openThumbnailSample();
    const work = async (ordinal, image) => {
        const begun = openImageView({ ...image, textSimilarity: image.signals?.textSimilarity ?? null }, decodes);
        let view = begun;
        for (const { stage, parameters } of stages) {
            const result = await step(stage, view, parameters);
            if ('reason' in result)
                return result;
            view = result;
        }
        const outcome = await measured(view, view === begun ? image : { ...view.sample, signals: null });
        if (!('item' in outcome))
            return outcome;
        for (const comparison of comparisons) {
            const problem = await comparison.keep(ordinal, view);
            if (problem !== undefined)
                return ended('quarantined', comparison.stage, problem);
        }
        return outcome;
    };
    return {
        run: async (ordinal, image) => {
            const outcome = await work(ordinal, image);
            if ('item' in outcome)
                return outcome;
            const { id, source, bytes } = image;
            const group = `${outcome.stage}.${outcome.reason}`;
            await offerThumbnail(thumbnails, { sheet: outcome.fate, group, id, source, copy: 0, into: null }, bytes);
            return outcome;
        },
        lost: async ({ id, source, bytes }, { stage, reason, into }) => {
            await offerThumbnail(thumbnails, { sheet: 'merged', group: `${stage}.${reason}`, id, source, copy: 0, into }, bytes);
        },
        finish: () => [
            ...comparisons.map((comparison) => comparison.finish()),
            { kind: thumbnailsKind, bytes: encodeThumbnails(thumbnails.all()) },
        ],
    };
}
/** What a recipe allows to be decoded at its beginning can be decoded all the way. */
function decodeLimits({ recipe }) {
    const allowed = recipe.stages.flatMap(({ stage, parameters }) => stage === checkImage.name ? [Number(parameters['maxPixels'])] : []);
    return { maxPixels: Math.max(defaultMaxPixels, ...allowed) };
}
async function step(stage, view, parameters) {
    if (stage.kind === 'image-filter') {
        const verdict = await stage.decide(view, parameters);
        return verdict.keep ? view : { fate: 'dropped', stage: stage.name, ...evidence(verdict) };
    }
    const result = await stage.transform(view, parameters);
    return 'keep' in result ? { fate: 'dropped', stage: stage.name, ...evidence(result) } : result;
}
function evidence({ reason, value, limit }) {
    return { reason, value, limit };
}
async function measured(view, image) {
    if (image.signals !== null)
        return { item: image };
    const signals = await view.signals();
    return isImageProblem(signals) ? ended('quarantined', 'image', signals) : { item: { ...image, signals } };
}
function ended(fate, stage, { problem, value, limit }) {
    return { fate, stage, reason: problem, value, limit };
}
function openComparison({ name, stage: named }) {
    const { stage, parameters } = bindDedup(named);
    const keys = [];
    const hashes = [];
    return {
        stage: stage.name,
        keep: async (ordinal, view) => {
            const compared = await stage.comparisonOf(view, parameters);
            if (isImageProblem(compared))
                return compared;
            if (stage.compares === 'hashes')
                hashes.push({ ordinal, hash: compared.hash ?? 0n });
            else
                keys.push({ key: exactKey(compared.key, { normalize: 'none' }), ordinal });
            return undefined;
        },
        finish: () => stage.compares === 'hashes'
            ? { kind: hashesKind(name), bytes: writeHashFile(hashes) }
            : { kind: keysKind(name), bytes: writeKeyFile(keys) },
    };
}
function bind({ stage: name, parameters }) {
    const stage = stageNamed(name);
    if (stage.kind === 'image-dedup')
        throw new RangeError(`Expected no dedup stage among local ones, found ${name}`);
    return { stage, parameters };
}
function bindDedup({ stage: name, parameters }) {
    const stage = stageNamed(name);
    if (stage.kind !== 'image-dedup')
        throw new RangeError(`Expected a dedup stage, found ${name}`);
    return { stage, parameters };
}
function stageNamed(name) {
    const stage = findImageStage(name);
    if (stage === undefined)
        throw new MillraceError('unknown-stage', `Expected a stage for images, found ${name}`);
    return stage;
}
//# sourceMappingURL=image-work.js.map