import { formatByteSize } from '../../core/byte-size.ts';
import type { Environment } from '../../wheels/environment.ts';
import { findPip } from '../../wheels/pip.ts';
import { compilerHint, findCompiler } from './addon.ts';
import type { Device } from './backend.ts';
import { findCards } from './cards.ts';
import { findTensorFlow } from './installed.ts';
import { stockHint } from './ready.ts';
import { tensorflowPins, tensorflowVersion } from './tensorflow-pins.ts';

/** Whether training can run on a device: TensorFlow is here or can be fetched; `hint` says what to do where it cannot. */
export interface TensorFlowStatus {
  readonly device: Device;
  readonly ok: boolean;
  readonly found: string;
  readonly hint: string | null;
}

/** Looks for what training needs on each device. Loads nothing and fetches nothing; a machine without a card is in order. */
export async function tensorflowStatus(env: Environment): Promise<readonly TensorFlowStatus[]> {
  const { cards, looked } = await findCards(env);
  const gpu: TensorFlowStatus =
    cards.length === 0
      ? { device: 'gpu', ok: true, found: `no NVIDIA card, so training runs on the CPU (${looked})`, hint: null }
      : await statusOf('gpu', env, `${cards.join(', ')}; `);
  return [await statusOf('cpu', env, ''), gpu];
}

async function statusOf(device: Device, env: Environment, about: string): Promise<TensorFlowStatus> {
  const status = (ok: boolean, found: string, hint: string): TensorFlowStatus => ({
    ...{ device, ok, found: about + found },
    hint: ok ? null : hint,
  });
  const installed = findTensorFlow(device, env);
  if (installed !== undefined) return status(true, `ready (${installed.via}: ${installed.addonPath})`, '');
  const pins = tensorflowPins(device, process.platform, process.arch);
  if (pins === undefined)
    return status(false, `none is pinned for ${process.platform}-${process.arch}`, stockHint(device));
  if ((await findCompiler(env)) === undefined)
    return status(false, 'none, and no compiler for its addon', compilerHint);
  if ((await findPip(env)) === undefined)
    return status(false, 'none, and no pip to fetch it', `install Python 3 with pip, or ${stockHint(device)}`);
  const wheelBytes = pins.reduce((sum, pin) => sum + pin.wheelBytes, 0);
  return status(true, `${tensorflowVersion}, ${formatByteSize(wheelBytes)} to be fetched at first use`, '');
}
