import { Option } from 'commander';
/** Adds `--device`. A GPU that is asked for and is not to be had is an error. */
export function withDevice(command) {
    return command.addOption(new Option('--device <device>', 'where to compute; by default what the recipe says, else a GPU where there is one').choices(['auto', 'cpu', 'gpu']));
}
/** A recipe's training part with all its runs on the device that was asked for, if one was. */
export function onDevice(training, { device }) {
    if (device === undefined)
        return training;
    return { ...training, train: training.train.map((settings) => ({ ...settings, device })) };
}
//# sourceMappingURL=device.js.map