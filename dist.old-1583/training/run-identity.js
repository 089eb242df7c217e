/** Settings of TensorFlow's environment that change how it adds up. */
const environment = ['TF_ENABLE_ONEDNN_OPTS', 'TF_SET_ONEDNN_FPMATH_MODE', 'TF_XLA_FLAGS', 'CUBLAS_WORKSPACE_CONFIG'];
/** What the last bit of a weight depends on, beside the run's configuration. */
export function identityOf(backend, { threads, env }, { settings }) {
    const { name, device, deviceName, tensorflowVersion } = backend;
    const set = environment.flatMap((variable) => {
        const value = env[variable];
        return value === undefined ? [] : [[variable, value]];
    });
    return {
        ...{ backend: name, device, deviceName, tensorflowVersion, threads, engine: settings.engine },
        ...Object.fromEntries(set),
    };
}
/** Names of the settings that differ from those of a checkpoint: where there is one, equal last bits are not promised. */
export function changedSettings(before, now) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(now)])];
    return names.filter((name) => before[name] !== now[name]);
}
//# sourceMappingURL=run-identity.js.map