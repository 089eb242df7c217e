import { readsImages } from './run-config.js';
export function openProgress(config, onProgress) {
    const { run, settings } = config;
    let now = {
        ...{ run, step: 0, steps: settings.steps, loss: null, validationLoss: null },
        unit: readsImages(config) ? 'images' : 'tokens',
        ...{ tokensPerSecond: null, secondsLeft: null, backend: null, note: 'starting' },
    };
    const tell = (change) => {
        now = { ...now, ...change };
        onProgress(now);
    };
    return {
        note: (note) => tell({ note }),
        backend: ({ name, tensorflowVersion, device, deviceName }) => tell({ backend: `${name} ${tensorflowVersion} on ${device} (${deviceName})`, note: '' }),
        step: (step, loss, validationLoss, speed) => tell({
            step,
            loss: now.loss === null ? loss : 0.9 * now.loss + 0.1 * loss,
            validationLoss: validationLoss ?? now.validationLoss,
            tokensPerSecond: speed.tokensPerSecond(),
            secondsLeft: speed.secondsLeft(),
            note: '',
        }),
    };
}
//# sourceMappingURL=run-progress.js.map