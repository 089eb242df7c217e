/** Key prefix of a checkpoint, with the `/` at its end. */
export function checkpointFolder(runFolder, step) {
    return `${checkpointsFolder(runFolder)}${String(step).padStart(8, '0')}/`;
}
export function checkpointsFolder(runFolder) {
    return `${runFolder}/checkpoints/`;
}
//# sourceMappingURL=checkpoint.js.map