/**
 * True where a pattern names a weight: it is the beginning of its name, up to a dot or its end, and `*` stands for any
 * characters. `h.0` names `h.0.ln_1.weight` and no weight of `h.01`; `*.bias` names all biases.
 */
export function namesWeight(pattern: string, name: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[^A-Za-z0-9_]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}(?:\\.|$)`).test(name);
}
