/** A histogram's upper bounds, in the unit of what it observes. */
type Bounds = readonly number[];

interface Series {
  readonly labels: string;
  count: number;
  sum: number;
  readonly buckets: number[];
}

interface Family {
  readonly kind: 'counter' | 'histogram';
  readonly help: string;
  readonly bounds: Bounds;
  readonly series: Map<string, Series>;
}

const seconds: Bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120];
const texts: Bounds = [1, 2, 4, 8, 16, 32, 64];

const families = {
  requests_total: ['counter', 'Requests answered, by endpoint and status.', []],
  request_seconds: ['histogram', 'Time from a request to the end of its answer.', seconds],
  first_token_seconds: ['histogram', 'Time from a request to its first token.', seconds],
  prompt_tokens_total: ['counter', 'Tokens of prompts and inputs that were read.', []],
  images_total: ['counter', 'Images that were classified.', []],
  generated_tokens_total: ['counter', 'Tokens that were generated.', []],
  cancelled_texts_total: ['counter', 'Texts that were ended by a client that left, or by the time limit.', []],
  step_texts: ['histogram', 'Texts that got a token in one step of the model.', texts],
} as const;

type Name = keyof typeof families;

/** Counts of a server, in Prometheus' text format. */
export interface Metrics {
  readonly add: (name: Name, by?: number, labels?: Readonly<Record<string, string>>) => void;
  readonly observe: (name: Name, value: number, labels?: Readonly<Record<string, string>>) => void;
  /** `gauges`: what is so now, by name, with what it means. */
  readonly text: (gauges: Readonly<Record<string, readonly [value: number, help: string]>>) => string;
}

export function openMetrics(): Metrics {
  const all = new Map<Name, Family>();
  for (const [name, [kind, help, bounds]] of Object.entries(families)) {
    all.set(name as Name, { kind, help, bounds, series: new Map() });
  }
  const seriesOf = (name: Name, labels: Readonly<Record<string, string>>): readonly [Family, Series] => {
    const family = all.get(name);
    if (family === undefined) throw new Error(`there is no metric ${name}`);
    const written = Object.entries(labels)
      .map(([label, value]) => `${label}=${JSON.stringify(value)}`)
      .join();
    const known = family.series.get(written);
    if (known !== undefined) return [family, known];
    const made: Series = { labels: written, count: 0, sum: 0, buckets: family.bounds.map(() => 0) };
    family.series.set(written, made);
    return [family, made];
  };
  return {
    add: (name, by = 1, labels = {}) => {
      const [, series] = seriesOf(name, labels);
      series.sum += by;
    },
    observe: (name, value, labels = {}) => {
      const [{ bounds }, series] = seriesOf(name, labels);
      series.count++;
      series.sum += value;
      for (const [index, bound] of bounds.entries())
        if (value <= bound) series.buckets[index] = (series.buckets[index] ?? 0) + 1;
    },
    text: (gauges) => {
      const lines = [...all].flatMap(([name, family]) => familyLines(`millrace_${name}`, family));
      for (const [name, [value, help]] of Object.entries(gauges)) {
        lines.push(`# HELP millrace_${name} ${help}`, `# TYPE millrace_${name} gauge`, `millrace_${name} ${value}`);
      }
      return `${lines.join('\n')}\n`;
    },
  };
}

function familyLines(name: string, { kind, help, bounds, series }: Family): string[] {
  const lines = [`# HELP ${name} ${help}`, `# TYPE ${name} ${kind}`];
  if (series.size === 0 && kind === 'counter') lines.push(`${name} 0`);
  for (const { labels, count, sum, buckets } of series.values()) {
    const braced = (more = ''): string => {
      const inner = [labels, more].filter((each) => each !== '').join();
      return inner === '' ? '' : `{${inner}}`;
    };
    if (kind === 'counter') lines.push(`${name}${braced()} ${sum}`);
    else {
      for (const [index, bound] of bounds.entries()) {
        lines.push(`${name}_bucket${braced(`le="${bound}"`)} ${buckets[index] ?? 0}`);
      }
      lines.push(`${name}_bucket${braced('le="+Inf"')} ${count}`);
      lines.push(`${name}_sum${braced()} ${sum}`, `${name}_count${braced()} ${count}`);
    }
  }
  return lines;
}
