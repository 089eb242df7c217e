import { Option } from 'commander';
import { formatByteSize } from '../../core/byte-size.ts';
import { countText } from '../../quality/number-text.ts';
import type { ExportSettings } from '../../training/export/model-export.ts';
import { type ModelFormat, modelFormats } from '../../training/export/model-formats.ts';
import { type CheckpointFlag, withCheckpoint } from '../checkpoint.ts';
import { exitCode } from '../exit-code.ts';
import { runs, verb } from '../verb.ts';

interface ExportModelFlags extends CheckpointFlag {
  readonly to: ModelFormat;
  readonly precision: ExportSettings['precision'];
}

const formats = Object.entries(modelFormats);

/** `export-model RUN --to F OUT`: a trained model in the format of other programs. */
export function exportModelVerb() {
  const command = verb('export-model', 'Write a trained model in a format of other programs', [
    'export-model RUN --to safetensors model.safetensors',
    'export-model RUN --to onnx --checkpoint last model.onnx --json',
    'export-model RUN --to gguf --precision q8_0 model.gguf',
  ])
    .argument('<run>', 'name of a run, as `train` and `run` tell it; its beginning is enough')
    .argument('<out>', 'file or folder to write, which is not there yet')
    .addOption(
      new Option('--to <format>', formats.map(([name, what]) => `${name}: ${what}`).join('; '))
        .choices(formats.map(([name]) => name))
        .makeOptionMandatory(),
    )
    .addOption(
      new Option('--precision <type>', 'how gguf stores matrices').choices(['f32', 'f16', 'q8_0']).default('f32'),
    );
  return runs<ExportModelFlags>(withCheckpoint(command), async (flags, output, name = '', out = '') => {
    const { store, to, checkpoint, precision } = flags;
    const { openStorage } = await import('../../storage/open-storage.ts');
    const { findRun } = await import('../../training/runs/find-run.ts');
    const { modelExports } = await import('../../training/export/registry.ts');
    const { exportModel } = await import('../../training/export/export-model.ts');
    const storage = openStorage(store);
    const run = await findRun(storage, name);
    const onNote = (note: string): void => output.line(note);
    const result = await exportModel(
      storage,
      run,
      { format: modelExports[to], checkpoint, out },
      { env: process.env, onNote, precision },
    );
    for (const note of result.notes) output.line(note);
    output.line(
      `${countText(result.parameters)} weights of ${run} after step ${result.step} are in ${result.out}, ${formatByteSize(result.bytes)}`,
    );
    await output.result(result);
    return exitCode.ok;
  });
}
