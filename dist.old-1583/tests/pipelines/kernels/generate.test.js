import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { compileKernel, kernelModule, kernelNames } from '../../../pipelines/kernels/generate.js';
import { packageRoot } from '../../../storage/package-root.js';
for (const name of kernelNames()) {
    test(`${name} is what its source compiles to`, async () => {
        const committed = readFileSync(new URL(`pipelines/kernels/${name}-wasm.ts`, packageRoot), 'utf8');
        assert.ok(committed === kernelModule(name, await compileKernel(name)), 'run node dist/pipelines/kernels/generate.js');
    });
}
//# sourceMappingURL=generate.test.js.map