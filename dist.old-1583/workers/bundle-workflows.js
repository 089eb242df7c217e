import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode } from '@temporalio/worker';
/** Where the build step leaves the workflows as one script, so that a worker starts without bundling. */
export const workflowBundlePath = fileURLToPath(new URL('../workflow-bundle.js', import.meta.url));
const workflows = fileURLToPath(new URL('../workflows/', import.meta.url));
if (process.argv[1] === fileURLToPath(import.meta.url) && !isCurrent())
    await bundle();
async function bundle() {
    const ignore = () => undefined;
    const { code } = await bundleWorkflowCode({
        workflowsPath: `${workflows}index.js`,
        logger: { log: ignore, trace: ignore, debug: ignore, info: ignore, warn: console.warn, error: console.error },
    });
    writeFileSync(workflowBundlePath, code);
}
/** True where the script is newer than everything it is made of. */
function isCurrent() {
    const bundled = statSync(workflowBundlePath, { throwIfNoEntry: false });
    const sources = readdirSync(workflows).filter((name) => name.endsWith('.js'));
    return bundled !== undefined && sources.every((name) => statSync(workflows + name).mtimeMs < bundled.mtimeMs);
}
//# sourceMappingURL=bundle-workflows.js.map