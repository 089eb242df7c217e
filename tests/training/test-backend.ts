import { type TestContext, test } from 'node:test';
import type { Backend } from '../../training/backend/backend.ts';
import { openBackend } from '../../training/backend/open-backend.ts';

/** A test that runs TensorFlow on the processor, with one thread; skipped, saying why, where it cannot be had. */
export function testWithTensorFlow(name: string, body: (backend: Backend, context: TestContext) => unknown): void {
  test(name, async (context) => {
    let backend: Backend;
    try {
      backend = await openBackend({ device: 'cpu', threads: 1, env: process.env });
    } catch (error) {
      context.skip(`needs TensorFlow: ${error instanceof Error ? error.message : error}`);
      return;
    }
    await body(backend, context);
  });
}
