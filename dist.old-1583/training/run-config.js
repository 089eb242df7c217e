/** True for a run on images, false for one on tokens. */
export function readsImages(config) {
    return 'imageSize' in config;
}
/** The classes that a run's objective names, each with its labels; undefined where each label is a class. */
export function classesOf({ settings, }) {
    const { classes } = settings.objective.parameters;
    return classes;
}
//# sourceMappingURL=run-config.js.map