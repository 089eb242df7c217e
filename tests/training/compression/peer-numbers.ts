import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../../../storage/package-root.ts';
import type { HostTensor } from '../../../training/host-tensor.ts';

interface Listed {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

interface PeerNumbers {
  readonly pruning: {
    readonly sparsity: number;
    readonly weights: Readonly<Record<string, Listed>>;
    readonly layer: Readonly<Record<string, Listed>>;
    readonly global: Readonly<Record<string, Listed>>;
  };
  readonly quantization: {
    readonly weight: Listed;
    readonly scales: readonly number[];
    readonly integers: readonly number[];
    readonly dequantized: readonly number[];
  };
  readonly groups: { readonly weight: Listed; readonly codes: readonly number[] };
  readonly distillation: {
    readonly temperature: number;
    readonly weight: number;
    readonly student: Listed;
    readonly teacher: Listed;
    readonly labels: readonly number[];
    readonly soft: Listed;
    readonly loss: number;
    readonly gradient: Listed;
  };
}

/** What `compression-torch.py` printed. */
export const peerNumbers = JSON.parse(
  readFileSync(fileURLToPath(new URL('tests/fixtures/training/compression.json', packageRoot)), 'utf8'),
) as PeerNumbers;

export function tensorOf({ shape, data }: Listed): HostTensor {
  return { dtype: 'float32', shape, data: Float32Array.from(data) };
}
