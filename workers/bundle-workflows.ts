import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode } from '@temporalio/worker';

/** Where the build step leaves the workflows as one script, so that a worker starts without bundling. */
export const workflowBundlePath = fileURLToPath(new URL('../workflow-bundle.js', import.meta.url));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const quiet = { log: () => undefined, trace: () => undefined, debug: () => undefined, info: () => undefined };
  const { code } = await bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('../workflows/index.js', import.meta.url)),
    logger: { ...quiet, warn: console.warn, error: console.error },
  });
  writeFileSync(workflowBundlePath, code);
}
