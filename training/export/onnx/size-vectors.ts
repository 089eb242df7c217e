import type { OnnxGraph } from './onnx-model.ts';
import { isFixed, type SizeFormula } from './size-formula.ts';

export interface SizeVectors {
  /** An int64 vector of numbers that follow from the size of the inputs. */
  readonly vector: (values: readonly SizeFormula[]) => string;
}

/** `samples` and `length` give the size, int64 [1], and are asked only where a number follows from it. */
export function sizeVectors(
  graph: OnnxGraph,
  sources: { readonly samples: () => string; readonly length: () => string },
): SizeVectors {
  const known = new Map<string, string>();
  const once = (key: string, make: () => string): string => {
    const found = known.get(key) ?? make();
    known.set(key, found);
    return found;
  };
  const integers = (...values: readonly number[]): string =>
    graph.constant('int64', [values.length], new Uint8Array(BigInt64Array.from(values.map(BigInt)).buffer));
  const node = (op: string, ...inputs: readonly string[]): string => graph.node(op, inputs)[0] ?? '';
  const samples = (): string => once('samples', sources.samples);
  const length = (): string => once('length', sources.length);
  const times = (factor: number, value: () => string): string[] => {
    if (factor === 0) return [];
    return [factor === 1 ? value() : node('Mul', integers(factor), value())];
  };
  const single = (formula: SizeFormula): string => {
    if (isFixed(formula)) return integers(formula.constant);
    return once(Object.values(formula).join(' '), () => {
      const terms = [
        ...times(formula.samples, samples),
        ...times(formula.length, length),
        ...times(formula.both, () => once('both', () => node('Mul', samples(), length()))),
        ...(formula.constant === 0 ? [] : [integers(formula.constant)]),
      ];
      return terms.reduce((sum, term) => node('Add', sum, term));
    });
  };
  return {
    vector: (values) => {
      if (values.every(isFixed)) return integers(...values.map(({ constant }) => constant));
      const parts = values.map(single);
      const [only = ''] = parts;
      return parts.length === 1 ? only : (graph.node('Concat', parts, { axis: 0 })[0] ?? '');
    },
  };
}
