import type { TestContext } from 'node:test';
import { testPython } from './python-environment.ts';

/**
 * A Python with PyTorch, transformers, ONNX Runtime and a GGUF reader: what `MILLRACE_TEST_TORCH` names, or with
 * `MILLRACE_TEST_TORCH=1` one that is made (5 GB). Skips the test, and gives undefined, where it is not set.
 */
export async function torchPython(t: TestContext): Promise<string | undefined> {
  const named = process.env['MILLRACE_TEST_TORCH'] ?? '';
  if (named === '') {
    t.skip('needs MILLRACE_TEST_TORCH=1, which installs 5 GB, or the path of a Python with PyTorch');
    return undefined;
  }
  return named === '1' ? await testPython('torch') : named;
}
