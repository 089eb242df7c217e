import { formatByteSize } from '../core/byte-size.js';
import { MillraceError } from '../core/errors.js';
import { readVersion } from '../shards/catalogue.js';
import { openBackend } from './backend/open-backend.js';
import { openEagerEngine } from './engines/eager-engine.js';
import { openGraphEngine } from './engines/graph-engine.js';
import { models } from './models/registry.js';
import { objectives } from './objectives/registry.js';
import { readsImages } from './run-config.js';
/** The version that a run reads, checked to be the very one that it was planned for. */
export async function readRunVersion(storage, { data, run }) {
    const version = await readVersion(storage, data.dataset, data.version);
    if (version.sha256 === data.manifestSha256)
        return version;
    throw new MillraceError('run-data', `run ${run} is of another ${data.dataset}@${data.version} than the store has`, {
        at: version.key,
        hint: `expected a manifest of SHA-256 ${data.manifestSha256}, found ${version.sha256}`,
    });
}
/** TensorFlow on a device, made ready first where it is not. */
export function openRunBackend({ device, threads, env }, onNote) {
    return openBackend({
        ...{ device, threads, env },
        onProgress: ({ phase, bytes, totalBytes }) => {
            const size = totalBytes === 0 ? '' : ` ${formatByteSize(bytes)} of ${formatByteSize(totalBytes)}`;
            onNote(`TensorFlow, needed once: ${phase}${size}`);
        },
    });
}
/** True where a version has no samples of a split that the run could read. */
export function splitIsEmpty({ shards }, config, split) {
    const { content } = objectiveOf(config);
    return !shards.some((shard) => shard.content === content && shard.split === split && shard.rows > 0);
}
/** A run's model with its objective, on a backend. `classes` are those of its stream, `threads` those of the backend. */
export function openRunEngine(backend, config, classes, threads) {
    const { settings } = config;
    const { model, objective } = readsImages(config) ? imageParts(config, classes) : tokenParts(config, classes);
    const { beta1, beta2, epsilon, weightDecay, clipNorm, dropout, seed } = settings;
    const open = settings.engine === 'eager' ? openEagerEngine : openGraphEngine;
    const optimizer = { beta1, beta2, epsilon, weightDecay, clipNorm };
    // Small operations do not scale over threads inside themselves; parts of a batch beside each other do.
    const parallel = backend.device === 'gpu' ? 1 : threads;
    return { engine: open(backend, { model, objective, optimizer, dropout, seed, parallel }), objective };
}
function tokenParts(config, classes) {
    const { settings, length, positions, vocabulary } = config;
    const definition = modelOf(config);
    const goal = objectiveOf(config);
    if (definition.reads !== 'tokens' || goal.content === 'images')
        throw unfit(config);
    const parameters = definition.parameters.parse(settings.model.parameters);
    const model = definition.build(parameters, { vocabulary, length: positions });
    const size = { samples: settings.batch, length, classes };
    return { model, objective: goal.build(goal.parameters.parse(settings.objective.parameters), model, size) };
}
function imageParts(config, classes) {
    const { settings, imageSize } = config;
    const definition = modelOf(config);
    const goal = objectiveOf(config);
    if (definition.reads !== 'images' || goal.content !== 'images')
        throw unfit(config);
    const model = definition.build(definition.parameters.parse(settings.model.parameters), imageSize);
    const size = { samples: settings.batch, ...imageSize, classes };
    return { model, objective: goal.build(goal.parameters.parse(settings.objective.parameters), model, size) };
}
function modelOf({ settings }) {
    const definition = models.find(({ name }) => name === settings.model.name);
    if (definition === undefined)
        throw unknownKind('model', settings.model.name);
    return definition;
}
export function objectiveOf({ settings }) {
    const definition = objectives.find(({ name }) => name === settings.objective.name);
    if (definition === undefined)
        throw unknownKind('objective', settings.objective.name);
    return definition;
}
function unfit({ run, settings }) {
    const found = `the model ${settings.model.name} with the objective ${settings.objective.name}`;
    return new MillraceError('unfit-training-kinds', `run ${run} has ${found}, which reads other records`);
}
function unknownKind(kind, name) {
    return new MillraceError('unknown-training-kind', `there is no ${kind} "${name}" in this version of Millrace`);
}
//# sourceMappingURL=open-run.js.map