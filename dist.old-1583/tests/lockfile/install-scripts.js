/** Their install scripts download from a host that need not be reachable; Millrace compiles their addon itself. */
const muted = ['@tensorflow/tfjs-node', '@tensorflow/tfjs-node-gpu'];
/**
 * The lockfile's text with those scripts muted. npm below 11.19 knows nothing of `allowScripts` in package.json, and
 * every `npm install` writes the entries anew, with their script.
 */
export function withoutInstallScripts(lockfile) {
    const parsed = JSON.parse(lockfile);
    for (const name of muted) {
        const entry = parsed.packages[`node_modules/${name}`];
        if (entry === undefined)
            throw new Error(`package-lock.json has no ${name}`);
        delete entry['hasInstallScript'];
        // Else npm sees binding.gyp and runs node-gyp.
        entry['gypfile'] = false;
    }
    return `${JSON.stringify(parsed, null, 2)}\n`;
}
//# sourceMappingURL=install-scripts.js.map