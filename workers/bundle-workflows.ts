import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode } from '@temporalio/worker';

/** Where the build step leaves the workflows as one script, so that a worker starts without bundling. */
export const workflowBundlePath = fileURLToPath(new URL('../workflow-bundle.js', import.meta.url));

const workflows = fileURLToPath(new URL('../workflows/', import.meta.url));

if (process.argv[1] === fileURLToPath(import.meta.url) && !isCurrent()) await bundle();

async function bundle(): Promise<void> {
  const ignore = (): void => undefined;
  const { code } = await bundleWorkflowCode({
    workflowsPath: `${workflows}index.js`,
    // Where things stand in the sources, without the sources: two thirds of the script, which every worker holds.
    webpackConfigHook: (config) => ({ ...config, devtool: 'inline-nosources-source-map' }),
    logger: { log: ignore, trace: ignore, debug: ignore, info: ignore, warn: console.warn, error: console.error },
  });
  writeFileSync(workflowBundlePath, code);
}

/** True where the script is newer than everything it is made of. */
function isCurrent(): boolean {
  const bundled = statSync(workflowBundlePath, { throwIfNoEntry: false });
  const names = readdirSync(workflows).filter((name) => name.endsWith('.js'));
  const sources = [fileURLToPath(import.meta.url), ...names.map((name) => workflows + name)];
  return bundled !== undefined && sources.every((path) => statSync(path).mtimeMs < bundled.mtimeMs);
}
